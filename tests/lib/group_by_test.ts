import assert from "node:assert/strict";
import { groupBy } from "lib/group_by.ts";

Deno.test("groupBy() is Map.groupBy()", () => {
  const cases: [unknown[], (x: unknown) => unknown][] = [
    [[], (x) => x],
    [[3, "b", 3, "a", 3], (x) => x],
    [[NaN, NaN, 0, -0, null, undefined, undefined], (x) => x],
    [["ab", "c", "de"], (x) => String(x).length],
  ];
  for (const [items, keyOf] of cases) {
    const expected = [...Map.groupBy(items, keyOf)];
    assert.deepEqual([...groupBy(items, keyOf)], expected);
    assert.deepEqual([...groupBy(new Set(items), keyOf)], [
      ...Map.groupBy(new Set(items), keyOf),
    ]);
  }
});
