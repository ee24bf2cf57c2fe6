import assert from "node:assert/strict";
import { reachableDoubles } from "lib/attacks/reachable.ts";
import type { RandomSource } from "lib/random.ts";

/** Rises by whole steps of 2^−40 from 1: every 4096th double between 1 and 2. */
const everyStep = (random: RandomSource) =>
  1 + Math.floor(random.uniform() * 2 ** 40) / 2 ** 40;

Deno.test("reachableDoubles() finds each double that is reached, and no other", () => {
  const start = 1.5 - 3 * 2 ** -52;
  const reached = reachableDoubles(everyStep, { start, count: 2 ** 13 });
  assert.deepEqual(
    reached.flatMap((isReached, i) => isReached ? [i] : []),
    [3, 3 + 4096],
  );
});

Deno.test("reachableDoubles() refuses a stretch that has no first double above 0, or none at all", () => {
  for (const start of [-5, 0, NaN, Infinity]) {
    assert.throws(
      () => reachableDoubles(everyStep, { start, count: 8 }),
      /^RangeError: Cannot find the reachable doubles: start must be /,
    );
  }
  for (const count of [0, -1, 1.5, NaN]) {
    assert.throws(
      () => reachableDoubles(everyStep, { start: 1, count }),
      /^RangeError: Cannot find the reachable doubles: count must be /,
    );
  }
});
