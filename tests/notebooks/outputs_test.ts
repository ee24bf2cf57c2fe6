import assert from "node:assert/strict";
import { basename, join } from "node:path";
import {
  type DataOutput,
  parseNotebook,
} from "../../tools/notebook/nbformat.ts";
import { python } from "../../tools/notebook/paths.ts";
import { runNotebook } from "../../tools/notebook/run_notebook.ts";
import { markdown, notebookText, runner, withFolder } from "./build.ts";

const charts = 60;
const lines = 3000;
const rounds = Deno.env.get("STRESS") === "1" ? 20 : 2;

// As large as charts are, and none is awaited before the next.
const chartCell =
  `const chart = (i: number) => "c" + i + ":" + "QUJD".repeat(7500 + 125 * i);
const show = () =>
  Promise.all(Array.from({ length: ${charts} }, (_, i) =>
    Deno.jupyter.display({ "text/html": chart(i) }, { raw: true })));
void await show();`;
const logCell = `for (let i = 0; i < ${lines}; i++) console.log("line", i);`;

Deno.test(`Nothing is lost of ${charts} charts and ${lines} lines, ${rounds} times`, async () => {
  const notebook = parseNotebook(
    notebookText([chartCell, logCell, "void await show();"]),
  );
  for (let round = 0; round < rounds; round++) {
    const { cells } = await runNotebook("x.ipynb", notebook);
    const [first, log, last] = cells.map((cell) =>
      cell.cell_type === "code" ? cell.outputs : []
    );
    for (const outputs of [first!, last!]) {
      const sizes = outputs.map((output) => {
        const html = (output as DataOutput).data["text/html"] as string;
        return [html.slice(0, html.indexOf(":")), html.length];
      });
      const wanted = Array.from({ length: charts }, (_, i) => {
        const name = `c${i}`;
        return [name, name.length + 1 + 4 * (7500 + 125 * i)];
      });
      assert.deepEqual(sizes, wanted);
    }
    const text = Array.from({ length: lines }, (_, i) => `line ${i}\n`).join(
      "",
    );
    assert.deepEqual(log, [{ output_type: "stream", name: "stdout", text }]);
  }
});

const everyKind = notebookText([
  markdown("# Über ε\n\nText.\n"),
  `console.log("a");
console.log("b – ε");
console.error("c");
console.log("d");`,
  `({ value: 1, text: "x" })`,
  `await Deno.jupyter.display({ "text/plain": "0%" }, { raw: true, display_id: "p" });
console.log("between");
await Deno.jupyter.display({ "text/plain": "50%" }, { raw: true, display_id: "p", update: true });`,
  `await Deno.jupyter.display({ "text/plain": "100%" }, { raw: true, display_id: "p", update: true });`,
  `console.log("cleared");
await Deno.jupyter.broadcast("clear_output", { wait: true });
console.log("kept");
await Deno.jupyter.broadcast("clear_output", { wait: true });`,
  `void setTimeout(() => console.log("late"), 100);`,
  `await Deno.jupyter.display({
  "text/html": "<p>\\n</p>",
  "application/json": { b: [1, 2], a: null },
  "text/plain": "one\\ntwo",
}, { raw: true });`,
  ``,
  `let state = 1;`,
  `state + 1`,
]);

Deno.test("Outputs are those that JupyterLab keeps", async () => {
  const { cells, metadata } = await runNotebook(
    "x.ipynb",
    parseNotebook(everyKind),
  );
  const code = cells.filter((cell) => cell.cell_type === "code");
  const stream = (text: string, name = "stdout") => ({
    output_type: "stream",
    name,
    text,
  });
  const display = (data: unknown) => ({
    output_type: "display_data",
    data,
    metadata: {},
  });
  const result = (text: string, number: number) => ({
    output_type: "execute_result",
    data: { "text/plain": text },
    metadata: {},
    execution_count: number,
  });
  assert.deepEqual(code.map(({ outputs }) => outputs), [
    [stream("a\nb – ε\n"), stream("c\n", "stderr"), stream("d\n")],
    [result(`{ value: 1, text: "x" }`, 2)],
    [display({ "text/plain": "100%" }), stream("between\n")],
    [],
    [stream("kept\n")],
    [stream("late\n")],
    [display({
      "text/html": "<p>\n</p>",
      "application/json": { b: [1, 2], a: null },
      "text/plain": "one\ntwo",
    })],
    [],
    [],
    [result("2", 10)],
  ]);
  assert.deepEqual(
    code.map((cell) => cell.execution_count),
    code.map((_, i) => i + 1),
  );
  assert.equal((metadata.kernelspec as { name: string }).name, "deno");
});

Deno.test("The file is, byte for byte, what JupyterLab writes, and the same for every run", async () => {
  const files = { "a.ipynb": everyKind, "b.ipynb": everyKind };
  await withFolder(files, async (folder) => {
    const { text, exitCode } = await runner(folder, Object.keys(files));
    assert.equal(exitCode, 0, text);
    assert.match(text, /^ok {6}a\.ipynb {2}10 cells {2}\d+\.\d s$/m);
    assert.match(text, /^2 passed, 0 failed$/m);
    const [first, second] = Object.keys(files).map((name) =>
      Deno.readTextFileSync(join(folder, name))
    );
    assert.equal(first, second);
    assert.notEqual(first, everyKind);

    const rewrite = `
import nbformat, sys
notebook = nbformat.read(sys.argv[1], as_version=4)
nbformat.validate(notebook)
nbformat.write(notebook, sys.argv[1])`;
    const path = join(folder, "a.ipynb");
    const { success } = await new Deno.Command(python, {
      args: ["-c", rewrite, path],
    }).output();
    assert.ok(success);
    assert.equal(Deno.readTextFileSync(path), first, basename(path));
  });
});
