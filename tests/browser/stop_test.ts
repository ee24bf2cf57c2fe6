import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { prompt, run, withScratch } from "./cells.ts";
import { hasRun } from "./notebook_page.ts";
import { complaints } from "./outputs.ts";
import { Session } from "./session.ts";
import { until } from "./until.ts";

let session: Session | undefined;
Deno.test.beforeAll(async () => {
  session = await Session.start();
});
Deno.test.afterAll(() => session?.stop());

Deno.test("Stop ends a loop and keeps the state, Restart ends the state", () =>
  withScratch(session!, [
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
  withScratch(session!, [
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
