import assert from "node:assert/strict";
import {
  chiSquareTest,
  kolmogorovSmirnovTest,
} from "lib/audit/goodness_of_fit.ts";
import { seededRandom } from "lib/seeded_random.ts";

function near(actual: number, expected: number) {
  assert(Math.abs(actual - expected) <= 1e-12, `${actual} ${expected}`);
}

Deno.test("chiSquareTest() has the values of scipy.stats.chisquare", () => {
  const coin = chiSquareTest([44, 56], [50, 50]);
  near(coin.statistic, 1.44);
  near(coin.pValue, 0.23013934044341314);
  const four = chiSquareTest([3, 9, 12, 26], [10, 10, 10, 20]);
  near(four.statistic, 7.2);
  near(four.pValue, 0.06578905268507099);
  assert.equal(four.degrees, 3);
});

Deno.test("chiSquareTest() joins neighbors until each is expected five times", () => {
  const pooled = chiSquareTest(
    [1, 2, 4, 20, 10, 2, 1],
    [1.5, 1.5, 2, 22, 9, 3, 1],
  );
  // 1.5 + 1.5 + 2 | 22 | 9 with what is left over
  const byHand = chiSquareTest([7, 20, 13], [5, 22, 13]);
  near(pooled.statistic, byHand.statistic);
  assert.equal(pooled.degrees, 2);
});

Deno.test("chiSquareTest() of exactly what is expected has a p-value of 1", () => {
  const { statistic, pValue } = chiSquareTest([10, 20], [10, 20]);
  assert.deepEqual([statistic, pValue], [0, 1]);
});

Deno.test("chiSquareTest() is certain of what cannot happen, even joined with what can", () => {
  const { statistic, pValue } = chiSquareTest([50, 49, 1], [50, 50, 0]);
  assert.deepEqual([statistic, pValue], [Infinity, 0]);
  assert(chiSquareTest([50, 50, 0], [50, 50, 0]).pValue === 1);
});

Deno.test("chiSquareTest() refuses counts that it cannot compare", () => {
  const refused = [
    [[1, 2], [3]],
    [[30, 30], [30, 20]],
    [[0.5, 59.5], [30, 30]],
    [[-1, 61], [30, 30]],
    [[30, 30], [-1, 61]],
    [[30, 30], [NaN, 30]],
    [[4, 4], [4, 4]],
    [[], []],
  ] as const;
  for (const [observed, expected] of refused) {
    assert.throws(() => chiSquareTest(observed, expected), RangeError);
  }
  assert.throws(() => chiSquareTest(["30"] as never, [30]), TypeError);
});

const uniform = (x: number) => Math.min(Math.max(x, 0), 1);

Deno.test("kolmogorovSmirnovTest() finds the distance of scipy.stats.kstest", () => {
  const { statistic } = kolmogorovSmirnovTest([0.7, 0.5, 0.9, 0.8], uniform);
  near(statistic, 0.5);
  near(kolmogorovSmirnovTest([0.1], uniform).statistic, 0.9);
  near(kolmogorovSmirnovTest([0.9], uniform).statistic, 0.9);
});

Deno.test("kolmogorovSmirnovTest() bounds the p-value by 2·e^(−2nD²)", () => {
  const samples = Array.from({ length: 100 }, (_, i) => (i + 0.5) / 200);
  const { statistic, pValue } = kolmogorovSmirnovTest(samples, uniform);
  near(statistic, 0.5025);
  near(pValue, 2 * Math.exp(-200 * statistic ** 2));
  assert.equal(kolmogorovSmirnovTest([0.5], uniform).pValue, 1);
});

Deno.test("kolmogorovSmirnovTest() measures steps from both sides", () => {
  const coin = (x: number) => x < 0 ? 0 : x < 1 ? 0.5 : 1;
  assert.equal(kolmogorovSmirnovTest([0, 1, 1, 0], coin).statistic, 0);
  assert.equal(kolmogorovSmirnovTest([0, 0, 0, 1], coin).statistic, 0.25);
  const negative = (x: number) => coin(x + 3);
  assert.equal(kolmogorovSmirnovTest([-3, -2], negative).statistic, 0);
  // What is put where there is no step stands out, however close.
  assert.equal(kolmogorovSmirnovTest([1e-9, 1], coin).statistic, 0.5);
});

Deno.test("kolmogorovSmirnovTest() rejects as rarely as it says, and sees a wrong scale", () => {
  const random = seededRandom("p-values");
  let rejected = 0;
  for (let i = 0; i < 400; i++) {
    const samples = Array.from({ length: 50 }, random.uniform);
    if (kolmogorovSmirnovTest(samples, uniform).pValue < 0.05) rejected++;
  }
  // scipy.stats.binom.ppf(0.999, 400, 0.05)
  assert(rejected > 0 && rejected <= 34);
  const wide = Array.from({ length: 1000 }, () => 1.2 * random.uniform());
  assert(kolmogorovSmirnovTest(wide, uniform).pValue < 1e-9);
});

Deno.test("kolmogorovSmirnovTest() refuses what has no distribution", () => {
  for (const samples of [[], [NaN], [0.5, Infinity]]) {
    assert.throws(() => kolmogorovSmirnovTest(samples, uniform), RangeError);
  }
  assert.throws(() => kolmogorovSmirnovTest([3], (x) => x), RangeError);
});
