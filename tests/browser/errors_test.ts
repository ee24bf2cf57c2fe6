import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { choose, edit, run, withScratch } from "./cells.ts";
import { cellsInFile } from "./outputs.ts";
import { readLesson } from "./course.ts";
import type { NotebookPage } from "./notebook_page.ts";
import { Session } from "./session.ts";

let session: Session | undefined;
Deno.test.beforeAll(async () => {
  session = await Session.start();
});
Deno.test.afterAll(() => session?.stop());

const cells = [
  `import { show } from "lib/display.ts";
import { DifferentiallyPrivateDatabase, missing } from "lib/mod.ts";
const database = new DifferentiallyPrivateDatabase([{ age: 34 }], {
  epsilonBudget: 1,
});
void show;`,
  "new DifferentiallyPrivateDatabase([{ age: 34 }], { epsilonbudget: 1 });",
  'await database.countQuery("age", 34, 3);',
  'await database.sum("age", { epsilon: 0.1 });',
  'await database.countQuery("agee", 34, 0.1);',
  'database.countQuery("age", 34, 3);\nconsole.log("went on");',
  "missing(1);",
];

/** What a reader has to find in the outputs, in their order. */
const says = [
  /Did you mean epsilonBudget\?$/,
  /Nothing was charged\. Ask with at most epsilon: 1\./,
  /one person could move [^]*\n {2}bounds: \{ min: 0, max: 100, step: 1 \}$/,
  /but is agee\nDid you mean age\?$/,
  /^went on\n[^]*put await before the call\.\n$/,
  /^TypeError: missing is not a function\nIf missing is imported/,
];

Deno.test("errors of a learner say what to try, in both themes, without a page of stack", () =>
  withScratch(session!, cells, async (notebook) => {
    await run(notebook, 0, { isSilent: true });
    const texts = [];
    for (let i = 1; i < cells.length; i++) texts.push(await run(notebook, i));
    for (const [i, text] of texts.entries()) match(text, says[i]!);
    const frames = texts.join("\n").match(/^ +at .*$/gm);
    deepStrictEqual(frames, ["    at <anonymous>:1:22"]);
    await take(notebook, "errors-light");
    await chooseTheme(notebook, "JupyterLab Dark");
    await take(notebook, "errors-dark");
    await chooseTheme(notebook, "JupyterLab Light");
  }));

const lesson = "02_medical_records.ipynb";
const committed = cellsInFile(readLesson(lesson));
const exercise = committed.findIndex(({ outputs }) =>
  outputs.some(({ text }) => text.startsWith("Not yet: expected error."))
);
const overview = committed.length - 1;
const check = (answer: string) => `check("expected error", ${answer});`;
const hint = 'hint("expected error");';

/** What a first-time reader types in an exercise, one after the other, and what comes of it. */
const tries: readonly (readonly [source: string, says: RegExp])[] = [
  [
    `// ${hint}\n${check("undefined")}`,
    /^Not yet: .*\nhint\("expected error"\) gives hint 1 of 2\.\n$/,
  ],
  [
    `// ${hint}\n${check("[1, 2, 3, 4]")}`,
    /^Not right: at ε = 0\.01 .*\.\nhint\("expected error"\) gives hint 1 of 2\.$/,
  ],
  [
    `// ${hint}\n${check("[141, 14.1, 0.141, 0.0141]")}`,
    /^Nearly right: that is the standard deviation/,
  ],
  [
    `${hint}\n${check("undefined")}`,
    /^Hint 1 of 2: .*\nNot yet: .*\nhint\("expected error"\) gives the last hint\.\n$/,
  ],
  [
    `// ${hint}\n${check("[100, 10, 0.1, 0.01]")}`,
    /^Right: the error to expect is 1\/ε people, whatever the count is\.\n$/,
  ],
];

Deno.test("a first-time reader gets from a wrong answer to a right one", () =>
  session!.open(lesson, async (notebook) => {
    await notebook.opened(committed.length);
    // Then a number beside a cell tells that it has run.
    await notebook.chooseInMenu("Edit", "Clear Outputs of All Cells");
    await choose(notebook, 0);
    await run(notebook, 0, { isSilent: true });
    for (const [i, [source, says]] of tries.entries()) {
      await edit(notebook, exercise, source);
      match(await run(notebook, exercise), says);
      await take(notebook, `exercise-${i + 1}`);
    }
    await edit(notebook, overview, "await overview();");
    const table = await run(notebook, overview);
    match(table, /Medical records: 1 of 7 exercises are right\./);
    match(table, /expected error\s*right\s*1 of 2/);
    strictEqual(table.match(/open/g)?.length, 6);
    await take(notebook, "exercise-overview");
  }));

async function chooseTheme(
  { page }: NotebookPage,
  name: "JupyterLab Light" | "JupyterLab Dark",
): Promise<void> {
  await page.locator(".lm-MenuBar-item", { hasText: "Settings" }).click();
  await page.locator(".lm-Menu-item", { hasText: "Theme" }).first().hover();
  await page.getByRole("menuitem", { name, exact: true }).click();
  const body = page.locator(`body[data-jp-theme-name="${name}"]`);
  await body.waitFor({ state: "attached" });
  await page.locator("#jupyterlab-splash").waitFor({ state: "detached" });
}

/** A picture of what a reader sees, if pictures are asked for. */
async function take({ page }: NotebookPage, name: string): Promise<void> {
  const folder = Deno.env.get("PICTURES");
  if (folder === undefined) return;
  Deno.mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
