/** What VS Code's Deno extension does on its own and in the Testing view. */

import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import * as lsp from "vscode-languageserver-protocol/node";
import { places } from "../../tools/setup/places.ts";
import { until } from "./clone.ts";
import { LanguageServer } from "./language_server.ts";

const { root } = places;

/** The test files below a folder that give a name to a test: one that is computed is not found. */
function testFiles(folder: string): string[] {
  return [...Deno.readDirSync(join(root, folder))].flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory) return testFiles(path);
    const isFound = path.endsWith("_test.ts") &&
      /^ *Deno\.test\("/m.test(Deno.readTextFileSync(join(root, path)));
    return isFound ? [path] : [];
  });
}

Deno.test("the tests that need no permissions are offered, and each can be run by itself", async () => {
  await using server = await LanguageServer.start(root);
  const textDocument = await server.open(
    join(root, "tests/lib/risk_test.ts"),
  );
  const expected = ["tests/lib", "tests/statistical"].flatMap(testFiles);
  ok(expected.length > 90);
  await until(() => server.testModules.length >= expected.length, 60);
  deepStrictEqual(
    server.testModules
      .map(({ textDocument }) =>
        relative(root, fileURLToPath(textDocument.uri))
      )
      .sort(),
    expected.sort(),
  );
  ok(!server.log.includes("limit"), server.log);
  const lenses = await server.connection.sendRequest(
    lsp.CodeLensRequest.type,
    { textDocument },
  );
  const titles = new Set(lenses?.map(({ command }) => command?.title));
  deepStrictEqual([...titles], ["▶\uFE0E Run Test", "Debug"]);
});

/** A folder with nothing but our settings, our Deno and the given files. */
class Folder implements Disposable {
  readonly path = Deno.realPathSync(Deno.makeTempDirSync());

  constructor(files: Record<string, string>) {
    Deno.symlinkSync(places.venv, join(this.path, ".venv"));
    Deno.mkdirSync(join(this.path, ".vscode"));
    const settings = ".vscode/settings.json";
    Deno.copyFileSync(join(root, settings), join(this.path, settings));
    for (const [name, text] of Object.entries(files)) {
      Deno.writeTextFileSync(join(this.path, name), text);
    }
  }

  [Symbol.dispose](): void {
    Deno.removeSync(this.path, { recursive: true });
  }
}

Deno.test("a test that the editor runs has no permissions", async () => {
  using folder = new Folder({
    "deno.json": "{}",
    "one_test.ts": `Deno.test("computes", () => {});
Deno.test("reads", () => { Deno.readTextFileSync("deno.json"); });`,
  });
  await using server = await LanguageServer.start(folder.path);
  const textDocument = await server.open(join(folder.path, "one_test.ts"));
  await until(() => server.testModules.length === 1, 60);
  await server.connection.sendRequest("deno/testRun", {
    id: 1,
    kind: "run",
    include: [{ textDocument }],
  });
  await until(() => server.testProgress.includes("end"), 60);
  deepStrictEqual(server.testProgress, [
    "started",
    "passed",
    "started",
    "failed",
    "end",
  ]);
});

Deno.test("the language server asks no other host by itself", async () => {
  using folder = new Folder({ "deno.json": "{}", "one.ts": "export {};" });
  const proxy = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  let asked = 0;
  const listening = (async () => {
    for await (const connection of proxy) {
      asked++;
      connection.close();
    }
  })();
  const url = `http://127.0.0.1:${proxy.addr.port}`;
  {
    await using server = await LanguageServer.start(folder.path, {
      DENO_DIR: join(folder.path, "cache"),
      HTTP_PROXY: url,
      HTTPS_PROXY: url,
    });
    const textDocument = await server.open(join(folder.path, "one.ts"));
    await server.connection.sendRequest(
      lsp.DocumentDiagnosticRequest.type,
      { textDocument },
    );
  }
  proxy.close();
  await listening;
  strictEqual(asked, 0);
});
