import assert from "node:assert/strict";
import { clip, drawsFrom } from "lib/datasets/draws.ts";
import { seededRandom } from "lib/seeded_random.ts";

/** Draws from a source whose uniform draws are all the same. */
const always = (u: number) =>
  drawsFrom({ ...seededRandom(1), uniform: () => u });

const LEAST = 2 ** -53;

Deno.test("bernoulli() is 1 just as often as a draw lies below the probability", () => {
  assert.equal(always(0.4).bernoulli(0.5), 1);
  assert.equal(always(0.6).bernoulli(0.5), 0);
  assert.equal(always(LEAST).bernoulli(0), 0);
  assert.equal(always(1 - LEAST).bernoulli(1), 1);
});

Deno.test("choice() gives each value its share of the interval, in order", () => {
  const pick = (u: number) => always(u).choice(["a", "b", "c"], [0.5, 0, 0.5]);
  assert.deepEqual([LEAST, 0.499, 0.501, 1 - LEAST].map(pick), [
    "a",
    "a",
    "c",
    "c",
  ]);
});

Deno.test("choice() falls to the last value if rounding leaves a gap at the end", () => {
  const tenths = Array<number>(10).fill(0.1);
  const values = tenths.map((_, i) => i);
  assert.equal(always(1 - LEAST).choice(values, tenths), 9);
  assert.equal(always(1 - LEAST).choice(["a", "b"], [0.5, 0.49]), "b");
});

Deno.test("normal() is moved by the mean and stretched by the standard deviation", () => {
  const draw = (mean: number, standardDeviation: number) =>
    drawsFrom(seededRandom(42)).normal(mean, standardDeviation);
  const unit = draw(0, 1);
  assert.notEqual(unit, 0);
  assert(Math.abs(draw(45, 15) - (45 + 15 * unit)) < 1e-9);
});

Deno.test("integer() gives each whole number an equal share of the interval, both ends included", () => {
  const pick = (u: number) => always(u).integer(3, 6);
  assert.deepEqual([LEAST, 0.249, 0.251, 0.749, 0.751, 1 - LEAST].map(pick), [
    ...[3, 3, 4, 5, 6, 6],
  ]);
});

Deno.test("clip() moves what lies beyond a bound to it", () => {
  const moved = [-1, 0, 3, 5, 9].map((x) => clip(x, { min: 0, max: 5 }));
  assert.deepEqual(moved, [0, 0, 3, 5, 5]);
});
