import assert from "node:assert/strict";
import {
  chiSquare,
  chiSquareLimit,
  countBetween,
  kolmogorovDistance,
  kolmogorovLimit,
  massBetween,
  normalCdf,
} from "./helpers.ts";

Deno.test("chiSquare() of a die", () => {
  assert.equal(chiSquare([5, 15], [0.5, 0.5]), 5);
  assert.equal(chiSquare([10, 30, 60], [0.1, 0.3, 0.6]), 0);
});

Deno.test("chiSquareLimit() knows only what was looked up", () => {
  assert.equal(chiSquareLimit(4), 18.466826952903173);
  assert.throws(() => chiSquareLimit(6), RangeError);
});

Deno.test("countBetween() and massBetween() cut at the same edges", () => {
  assert.deepEqual(countBetween([-1, 0, 0.5, 1, 2], [0, 1]), [1, 2, 2]);
  assert.deepEqual(massBetween((x) => x / 4, [1, 2]), [0.25, 0.25, 0.5]);
});

Deno.test("kolmogorovDistance() looks on both sides of every step", () => {
  const cdf = (x: number) => x;
  assert.equal(kolmogorovDistance(Float64Array.of(0.75, 0.25), cdf), 0.25);
  assert.equal(kolmogorovDistance(Float64Array.of(0.9), cdf), 0.9);
  assert.equal(kolmogorovDistance(Float64Array.of(0.1), cdf), 0.9);
});

Deno.test("kolmogorovLimit() shrinks with the square root of n", () => {
  // √(ln(2/0.05)/2) = 1.3581
  assert.equal((10 * kolmogorovLimit(100, 0.05)).toFixed(4), "1.3581");
});

Deno.test("normalCdf() has the values of scipy.stats.norm.cdf", () => {
  const values = [
    [0, 0.5],
    [0.5, 0.6914624612740131],
    [-3, 0.0013498980316300933],
    [1.959963984540054, 0.975],
    [40, 1],
  ];
  for (const [x, p] of values) {
    assert(Math.abs(normalCdf(x!) - p!) < 1e-10);
  }
});
