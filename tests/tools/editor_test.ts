/** What VS Code shows, as the language server behind its Deno extension answers it. */

import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import * as lsp from "vscode-languageserver-protocol/node";
import { chooseNotebooks, lessons } from "../../tools/notebook/choose.ts";
import { parseNotebook } from "../../tools/notebook/nbformat.ts";
import { nameForEditor } from "../../tools/setup/editor.ts";
import { places } from "../../tools/setup/places.ts";
import { Clone } from "./clone.ts";
import { LanguageServer, readSettings } from "./language_server.ts";
import { OpenNotebook } from "./open_notebook.ts";

const { root } = places;

/** Two cells: the second uses what the first has declared. */
const cells = [
  `import { DifferentiallyPrivateDatabase, posteriorBound } from "lib/mod.ts";
const database = new DifferentiallyPrivateDatabase([{ flu: 1 }], {
  epsilonBudget: 1,
});`,
  `const flu: number = await database.countQuery("flu", 1, 0.5);`,
];

async function openCells(server: LanguageServer): Promise<OpenNotebook> {
  return await OpenNotebook.open(server, join(lessons, "new.ipynb"), cells);
}

/** The text of documentation, whose form is Markdown. */
function markdown(documentation: unknown): string {
  return (documentation as lsp.MarkupContent).value;
}

Deno.test("the settings name the Deno of the set-up", () => {
  strictEqual(
    join(root, String(readSettings(root)["deno.path"])),
    places.denoOfEditor,
  );
  strictEqual(
    Deno.statSync(places.denoOfEditor).ino,
    Deno.statSync(places.deno).ino,
  );
});

Deno.test("what the settings format with is recommended", () => {
  const { recommendations } = JSON.parse(
    Deno.readTextFileSync(join(root, ".vscode/extensions.json")),
  );
  const formatters = Object.values(readSettings(root))
    .map((value) => Object(value)["editor.defaultFormatter"])
    .filter((formatter) => formatter !== undefined);
  deepStrictEqual(formatters, ["denoland.vscode-deno"]);
  ok(recommendations.includes(formatters[0]));
});

Deno.test("a Deno in another place gets the name that the settings have", () => {
  using clone = new Clone();
  const deno = join(clone.root, ".venv/Scripts/deno.exe");
  const name = join(clone.root, ".venv/bin/deno");
  clone.write(deno, "a program");
  nameForEditor(deno, name);
  nameForEditor(deno, name);
  for (const path of [name, `${name}.exe`]) {
    strictEqual(Deno.statSync(path).ino, Deno.statSync(deno).ino);
  }
});

// One server for both: what it has read of the library is the slow part.
Deno.test("in the cells of a notebook", async (t) => {
  await using server = await LanguageServer.start(root);
  await t.step(
    "nothing is underlined in a lesson",
    (t) => readLessons(t, server),
  );
  await t.step(
    "a cell knows the library and the cells above it",
    (t) => writeCells(t, server),
  );
});

async function readLessons(
  t: Deno.TestContext,
  server: LanguageServer,
): Promise<void> {
  const paths = await chooseNotebooks([]);
  ok(paths.length > 0);
  for (const path of paths) {
    await t.step(relative(lessons, path), async () => {
      const { cells } = parseNotebook(Deno.readTextFileSync(path));
      const code = cells.filter((cell) => cell.cell_type === "code");
      ok(code.length > 0);
      const texts = code.map(({ source }) => source);
      const notebook = await OpenNotebook.open(server, path, [
        ...texts,
        `"seen" satisfies number;`,
      ]);
      deepStrictEqual(await notebook.allProblems(), [
        "Type 'string' does not satisfy the expected type 'number'.",
      ]);
    });
  }
}

async function writeCells(
  t: Deno.TestContext,
  server: LanguageServer,
): Promise<void> {
  const { connection } = server;
  const notebook = await openCells(server);

  await t.step("what is wrong is underlined until it is right", async () => {
    deepStrictEqual(await notebook.allProblems(), []);
    await notebook.write(1, cells[1]!.replace("number", "string"));
    deepStrictEqual(await notebook.problems(1), [
      "Type 'number' is not assignable to type 'string'.",
    ]);
    deepStrictEqual(await notebook.problems(0), []);
    await notebook.write(1, cells[1]!.replace("database", "table"));
    deepStrictEqual(await notebook.problems(1), [
      "Cannot find name 'table'.",
    ]);
    await notebook.write(1, cells[1]!);
    deepStrictEqual(await notebook.allProblems(), []);
  });

  await t.step(
    "pointing at a name shows its type and its doc comment",
    async () => {
      const hover = await connection.sendRequest(
        lsp.HoverRequest.type,
        notebook.behind(0, "import { Differentially"),
      );
      match(
        markdown(hover?.contents),
        /class DifferentiallyPrivateDatabase[^]*private/,
      );
    },
  );

  await t.step("a dot lists the methods, with what they promise", async () => {
    await notebook.write(1, "database.");
    const found = await connection.sendRequest(
      lsp.CompletionRequest.type,
      notebook.behind(1, "database."),
    );
    const { items } = found as lsp.CompletionList;
    const item = items.find(({ label }) => label === "countQuery");
    ok(item, items.map(({ label }) => label).join());
    const { documentation, detail } = await connection.sendRequest(
      lsp.CompletionResolveRequest.type,
      item,
    );
    match(detail!, /countQuery\(column: string, value: .*, epsilon: /);
    match(markdown(documentation), /a whole number with noise/);
  });

  await t.step("an import lists the doors of the library", async () => {
    await notebook.write(1, `import { show } from "lib/`);
    const found = await connection.sendRequest(
      lsp.CompletionRequest.type,
      notebook.behind(1, `"lib/`),
    );
    const labels = (found as lsp.CompletionList).items
      .map(({ label }) => label);
    for (const door of ["mod.ts", "display.ts", "seeded_random.ts", "charts"]) {
      ok(labels.includes(door), `${door} is not in ${labels}`);
    }
  });

  await t.step("a parenthesis shows the parameters", async () => {
    await notebook.write(1, "posteriorBound(");
    const help = await connection.sendRequest(
      lsp.SignatureHelpRequest.type,
      notebook.behind(1, "posteriorBound("),
    );
    const signature = help?.signatures[0];
    match(signature!.label, /^posteriorBound\(.*prior: number; epsilon: /);
    match(markdown(signature!.documentation), /\*\*Guarantee\.\*\*/);
  });

  await t.step("a definition is where the library has it", async () => {
    const links = await connection.sendRequest(
      lsp.DefinitionRequest.type,
      notebook.behind(0, "import { Differentially"),
    );
    const [link] = links as lsp.LocationLink[];
    strictEqual(
      relative(root, fileURLToPath(link!.targetUri)),
      join("lib", "database", "database.ts"),
    );
  });

  await t.step("formatting leaves the cells to deno task format", async () => {
    strictEqual(
      await connection.sendRequest(lsp.DocumentFormattingRequest.type, {
        textDocument: notebook.document(0),
        options: { tabSize: 2, insertSpaces: true },
      }),
      null,
    );
  });
}
