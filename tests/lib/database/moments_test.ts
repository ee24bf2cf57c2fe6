import assert from "node:assert/strict";
import fc from "fast-check";
import { DifferentiallyPrivateDatabase } from "lib/database/database.ts";
import {
  meanFrom,
  meanInterval,
  type Moments,
  type NoisyTotal,
  varianceFrom,
  varianceInterval,
} from "lib/database/releases/moments.ts";
import type { EstimateRelease } from "lib/database/releases/estimate.ts";
import { clopperPearson } from "lib/audit/clopper_pearson.ts";
import { zcdp } from "lib/accounting/privacy_loss.ts";
import type { Interval } from "lib/interval.ts";
import { ALPHA, Z } from "../../statistical/helpers.ts";
import { quickRandom } from "../../statistical/zoo/quick_random.ts";

const noisy = (min: number, max: number): fc.Arbitrary<NoisyTotal> =>
  fc.record({
    value: fc.integer({ min, max }),
    off: fc.integer({ min: 0, max: 4 }),
  });

const range = fc.record({
  low: fc.integer({ min: -4, max: 0 }),
  high: fc.integer({ min: 1, max: 4 }),
});

const moments = fc.record({
  count: noisy(-3, 9),
  sum: noisy(-20, 20),
  squares: noisy(-10, 60),
});

/** The whole numbers that are near enough. */
const near = ({ value, off }: NoisyTotal) =>
  Array.from({ length: 2 * off + 1 }, (_, i) => value - off + i);

const counts = ({ count }: Moments) => near(count).filter((n) => n >= 1);

const clamp = (value: number, { low, high }: Interval) =>
  Math.min(Math.max(value, low), high);

const isNear = (a: number, b: number) => Math.abs(a - b) < 1e-12;

Deno.test("a mean's interval goes from the least to the most that any totals within ±off give", () => {
  fc.assert(
    fc.property(moments, range, (moments, range) => {
      const { low, high } = meanInterval(moments, range);
      assert(range.low <= low && low <= high && high <= range.high);
      const estimate = meanFrom(moments, range);
      assert(low <= estimate && estimate <= high);
      const means = counts(moments).flatMap((n) =>
        near(moments.sum).map((sum) => clamp(sum / n, range))
      );
      if (means.length === 0) return;
      assert(isNear(low, Math.min(...means)));
      assert(isNear(high, Math.max(...means)));
    }),
    { seed: 42, numRuns: 5000 },
  );
});

Deno.test("a variance's interval holds all variances that any totals within ±off give", () => {
  let held = 0;
  fc.assert(
    fc.property(moments, range, (moments, range) => {
      const { low, high } = varianceInterval(moments, range);
      const widest = ((range.high - range.low) / 2) ** 2;
      assert(0 <= low && low <= high && high <= widest);
      const estimate = varianceFrom(moments, range);
      assert(low <= estimate && estimate <= high);
      const reach = Math.max(-range.low, range.high) ** 2;
      for (const n of counts(moments)) {
        for (const sum of near(moments.sum)) {
          for (const squares of near(moments.squares)) {
            const mean = sum / n;
            const variance = squares / n - mean ** 2;
            const isPossible = mean >= range.low && mean <= range.high &&
              variance >= 0 && variance <= widest && squares / n <= reach;
            if (!isPossible) continue;
            held++;
            assert(variance > low - 1e-12 && variance < high + 1e-12);
          }
        }
      }
    }),
    { seed: 42, numRuns: 5000 },
  );
  assert(held > 10_000);
});

Deno.test("a variance's interval is no wider than interval arithmetic makes it", () => {
  fc.assert(
    fc.property(moments, range, (moments, range) => {
      const all = counts(moments);
      if (all.length === 0) return;
      const { low, high } = varianceInterval(moments, range);
      // The mean of squares and the square of the mean, each for itself.
      const most = Math.max(-range.low, range.high) ** 2;
      const ofSquares = all.flatMap((n) =>
        near(moments.squares!).map((squares) =>
          clamp(squares / n, { low: 0, high: most })
        )
      );
      const mean = meanInterval(moments, range);
      const ends = [mean.low ** 2, mean.high ** 2];
      const least = mean.low <= 0 && mean.high >= 0 ? 0 : Math.min(...ends);
      const whole = { low: 0, high: ((range.high - range.low) / 2) ** 2 };
      assert(isNear(
        low,
        clamp(Math.min(...ofSquares) - Math.max(...ends), whole),
      ));
      assert(isNear(high, clamp(Math.max(...ofSquares) - least, whole)));
    }),
    { seed: 42, numRuns: 5000 },
  );
});

// Coverage

const bounds = { min: 0, max: 100, step: 1 };
// Near the middle, so that one total decides: the sum, or the sum of squares.
const values = Array.from({ length: 4000 }, (_, i) => 40 + i % 21);
const mean = values.reduce((a, b) => a + b) / values.length;
const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) /
  values.length;

/**
 * How many releases tell a share of failures from α, missing it with probability
 * ALPHA / 2: that of an interval shrunk to 70% is at least `wrong`.
 */
function releasesNeeded(alpha: number, wrong: number): number {
  const spread = (p: number) => Math.sqrt(p * (1 - p));
  return Math.ceil(
    (Z * (spread(alpha) + spread(wrong)) / (wrong - alpha)) ** 2,
  );
}

const cases = [
  // Laplace noise exceeds 70% of what it exceeds with probability α/parts with
  // probability (α/parts)^0.7; Gaussian noise does so more often.
  { query: "mean", cost: "epsilon", truth: mean, alpha: 0.1, parts: 2 },
  { query: "mean", cost: "rho", truth: mean, alpha: 0.1, parts: 2 },
  {
    query: "variance",
    cost: "epsilon",
    truth: variance,
    alpha: 0.01,
    parts: 3,
  },
  { query: "variance", cost: "rho", truth: variance, alpha: 0.01, parts: 3 },
] as const;

for (const { query, cost, truth, alpha, parts } of cases) {
  Deno.test(`interval() of a ${query} under ${cost} holds the truth as often as it says, and 70% of it does not`, async () => {
    const draws = releasesNeeded(alpha, (alpha / parts) ** 0.71);
    const database = new DifferentiallyPrivateDatabase({ x: values }, {
      ...cost === "epsilon"
        ? { epsilonBudget: draws }
        : { budget: zcdp(draws) },
      random: quickRandom(`${query} ${cost}`),
    });
    let missed = 0;
    let missedByLess = 0;
    for (let i = 0; i < draws; i++) {
      const release: EstimateRelease = await database[query]("x", {
        bounds,
        [cost]: 1,
      });
      const { low, high } = release.interval(alpha);
      const middle = (low + high) / 2;
      const off = Math.abs(truth - middle);
      if (off > (high - low) / 2) missed++;
      if (off > 0.7 * (high - low) / 2) missedByLess++;
    }
    const share = (failures: number) =>
      clopperPearson(failures, draws, { confidence: 1 - ALPHA });
    assert(share(missed).low <= alpha, `${missed} of ${draws}`);
    assert(share(missedByLess).low > alpha, `${missedByLess} of ${draws}`);
  });
}
