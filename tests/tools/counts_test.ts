import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { readCounts, watch } from "../../tools/test/counts.ts";

const output = `running 3 tests from ./tests/one_test.ts
one ... ok (1ms)
two ...
  a step ... ok (0ms)
two ... ok (2ms)
three ... FAILED (1ms)
four ... ignored (0ms)

FAILED | 2 passed (1 step) | 1 failed | 1 ignored (9ms)
`;
const runner = `Running a.ipynb, b.ipynb
ok      a.ipynb  3 cells  1.2 s
FAILED  b.ipynb
        cell [2], line 8: it says ... ok
1 passed, 1 failed
`;

Deno.test("watch() counts tests and notebooks as they are done, however the output is cut", () => {
  for (const [text, expected] of [[output, 4], [runner, 2]] as const) {
    for (const size of [1, 7, 1000]) {
      let count = 0;
      const see = watch(() => count++);
      for (let at = 0; at < text.length; at += size) {
        see(text.slice(at, at + size));
      }
      strictEqual(count, expected);
    }
  }
});

Deno.test("readCounts() reads what the last line says", () => {
  deepStrictEqual(readCounts(1, output), {
    passed: 2,
    failed: 1,
    summary: "2 passed, 1 failed, 1 ignored",
  });
  deepStrictEqual(readCounts(1, runner), {
    passed: 1,
    failed: 1,
    summary: "1 passed, 1 failed",
  });
  strictEqual(readCounts(0, "").summary, "failed: nothing was run");
});
