import assert from "node:assert/strict";
import { gatherLines } from "lib/console_lines.ts";

function listening() {
  const heard: string[] = [];
  const target = { log: (...values: unknown[]) => heard.push(values.join()) };
  return { heard, target: target as { log: (...values: unknown[]) => void } };
}

Deno.test("gatherLines() hands over the lines of one run at once, in order", async () => {
  const { heard, target } = listening();
  gatherLines(target);
  for (const i of [1, 2, 3]) target.log("line", i, { i });
  assert.deepEqual(heard, []);
  await Promise.resolve();
  assert.deepEqual(heard, [
    "line 1 { i: 1 }\nline 2 { i: 2 }\nline 3 { i: 3 }",
  ]);
  target.log();
  await Promise.resolve();
  assert.deepEqual(heard.slice(1), [""]);
});

Deno.test("gatherLines() hands over what is waiting before something else is shown", async () => {
  const { heard, target } = listening();
  const flush = gatherLines(target, () => heard.push("done"));
  target.log("above");
  flush();
  assert.deepEqual(heard, ["above", "done"]);
  flush();
  await Promise.resolve();
  assert.deepEqual(heard, ["above", "done"]);
});
