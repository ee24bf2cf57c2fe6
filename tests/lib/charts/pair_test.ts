import assert from "node:assert/strict";
import { requirePair } from "lib/charts/pair.ts";
import { firstLine } from "../messages.ts";

Deno.test("requirePair() lets two finite numbers through, and says of others where they are wrong", () => {
  requirePair("act", "counts", [1000, -0.5]);
  const cases = [
    [undefined, "TypeError", "counts must be a list, but is of type undefined"],
    [9, "TypeError", "counts must be a list, but is of type number"],
    [[9], "TypeError", "counts must be two numbers, but are 1"],
    [[9, 10, 11], "TypeError", "counts must be two numbers, but are 3"],
    [
      [9, "10"],
      "TypeError",
      "counts[1] must be a number, but is of type string",
    ],
    [[NaN, 10], "RangeError", "counts[0] must be a finite number"],
  ] as const;
  for (const [value, name, rule] of cases) {
    assert.throws(() => requirePair("act", "counts", value), {
      name,
      message: firstLine(`Cannot act: ${rule}`),
    });
  }
});
