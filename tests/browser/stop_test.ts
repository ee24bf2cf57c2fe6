import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { hasRun, type NotebookPage } from "./notebook_page.ts";
import { complaints } from "./outputs.ts";
import { openScratch } from "./scratch.ts";
import { Session } from "./session.ts";
import { until } from "./until.ts";

let session: Session | undefined;
Deno.test.beforeAll(async () => {
  session = await Session.start();
});
Deno.test.afterAll(() => session?.stop());

/** Opens a notebook of these cells, made for the test. */
const withScratch = (
  sources: string[],
  look: (notebook: NotebookPage, path: string) => Promise<void>,
) => openScratch(session!, sources, look);

Deno.test("Stop ends a loop and keeps the state, Restart ends the state", () =>
  withScratch([
    "let kept = 42;",
    "while (true) {}",
    "console.log(kept);",
    "console.log(typeof kept);",
  ], async (notebook) => {
    await run(notebook, 0, { isSilent: true });
    await notebook.press("notebook:run-cell-and-select-next");
    await notebook.until(
      "the loop runs",
      10,
      async () =>
        await prompt(notebook, 1) === "[*]:" && !await notebook.isIdle(),
    );
    await notebook.press("notebook:interrupt-kernel");
    await notebook.until(
      "Stop has ended the loop",
      5,
      async () => hasRun(await prompt(notebook, 1)) && await notebook.isIdle(),
    );
    strictEqual(await run(notebook, 2), "42\n");

    await notebook.restart();
    strictEqual(await run(notebook, 3), "undefined\n");
  }));

Deno.test("outputs hold no color codes, where they are shown and where they are saved", () =>
  withScratch([
    'console.log("%cpurple", "color: purple", { a: [1, "text", null] });',
    'console.error("seen");',
    '({ a: [1, "text", null] })',
    'throw new Error("meant to be seen");',
  ], async (notebook, path) => {
    const texts = [];
    for (let i = 0; i < 4; i++) texts.push(await run(notebook, i));
    strictEqual(texts[0], 'purple { a: [ 1, "text", null ] }\n');
    match(texts[3]!, /^Error: meant to be seen/);
    deepStrictEqual(
      complaints(await notebook.cells()).map((text) => text.slice(0, 17)),
      ["[2]: seen", "[4]: Error: meant"],
    );
    await notebook.press("docmanager:save");
    const saved = () => Deno.readTextFileSync(path);
    await until("it is saved", 10, () => saved().includes('"traceback"'));
    // JSON spells the control character that color codes begin with.
    strictEqual(saved().includes("\\u001b"), false);
  }));

/** Runs the cell at `index`, which is the one after the last that was run, and gives its text. */
async function run(
  notebook: NotebookPage,
  index: number,
  { isSilent = false } = {},
): Promise<string> {
  await notebook.press("notebook:run-cell-and-select-next");
  await notebook.until(
    `cell ${index + 1} has run`,
    10,
    async () =>
      hasRun(await prompt(notebook, index)) && await notebook.isIdle(),
  );
  const cells = await notebook.settledCells((cells) =>
    isSilent || cells[index]!.outputs.length > 0
  );
  return cells[index]!.outputs.map(({ text }) => text).join("");
}

async function prompt(notebook: NotebookPage, index: number): Promise<string> {
  return (await notebook.cells())[index]!.prompt;
}
