import assert from "node:assert/strict";
import fc from "fast-check";
import { changesBetween } from "lib/notebook/changes.ts";
import { changed } from "lib/notebook/slider.js";

const pieces = fc.array(fc.constantFrom("a", "b", "c", ""), { maxLength: 12 });

Deno.test("changesBetween() gives what makes one text of the other", () => {
  fc.assert(
    fc.property(pieces, pieces, (from, to) => {
      const before = [...from];
      assert.deepEqual(changed(from, changesBetween(from, to)), to);
      assert.deepEqual(from, before);
    }),
    { seed: 1, numRuns: 2000 },
  );
});

Deno.test("changesBetween() changes nothing that is the same, the last place first", () => {
  assert.deepEqual(changesBetween(["a", "b"], ["a", "b"]), []);
  assert.deepEqual(
    changesBetween(["a", "b", "c", "d"], ["a", "x", "c", "y"]),
    [[3, 1, "y"], [1, 1, "x"]],
  );
  assert.deepEqual(
    changesBetween(["a", "b", "c", "d"], ["a", "x", "y", "d"]),
    [[1, 2, "x", "y"]],
  );
});

Deno.test("changesBetween() finds what stays when pieces come and go", () => {
  assert.deepEqual(
    changesBetween(["title", "a", "b", "end"], ["TITLE", "a", "b", "c", "end"]),
    [[3, 0, "c"], [0, 1, "TITLE"]],
  );
  assert.deepEqual(changesBetween(["a", "b", "c"], ["b"]), [[2, 1], [0, 1]]);
  assert.deepEqual(changesBetween([], ["a"]), [[0, 0, "a"]]);
  assert.deepEqual(changesBetween(["a"], []), [[0, 1]]);
});
