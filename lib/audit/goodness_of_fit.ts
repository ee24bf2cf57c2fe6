import { requireInteger, requireWithin } from "../checks.ts";
import { upperGamma } from "./special_functions.ts";

/** Below this expected count, a cell is joined with the next. */
const LEAST_EXPECTED = 5;

/** How far observations are from a distribution that somebody states. */
export interface FitTest {
  readonly statistic: number;
  /** Probability of a statistic at least this large if the statement is right. */
  readonly pValue: number;
}

/**
 * Pearson's chi-square test: counts of outcomes against their expected counts.
 *
 * **Guarantee.** If the expected counts are right, a p-value below α comes up with
 * probability about α: the chi-square distribution is the limit for many
 * observations. So that the limit is near, neighboring cells are joined from the
 * first on until each is expected at least 5 times. An outcome that is expected
 * never and observed gives a p-value of 0.
 *
 * @param observed how often each outcome was seen, whole numbers
 * @param expected how often each should be: n times its probability; they add up to n
 * @returns the statistic, its `degrees` of freedom (joined cells minus 1) and the p-value
 * @throws {RangeError | TypeError} if the counts are no counts, or fewer than two cells are left
 * @see Pearson, *On the criterion that a given system of deviations …*, 1900
 *
 * @example A die, thrown 60 times
 * ```ts
 * import { chiSquareTest } from "lib/audit/goodness_of_fit.ts";
 * import assert from "node:assert/strict";
 *
 * const { statistic, degrees, pValue } = chiSquareTest(
 *   [5, 8, 9, 8, 10, 20],
 *   [10, 10, 10, 10, 10, 10],
 * );
 * assert.deepEqual([statistic, degrees, pValue.toFixed(4)], [13.4, 5, "0.0199"]);
 * ```
 */
export function chiSquareTest(
  observed: ArrayLike<number>,
  expected: ArrayLike<number>,
): FitTest & { readonly degrees: number } {
  requireCounts(observed, expected);
  const cells = joined(observed, expected);
  if (cells.length < 2) {
    throw new RangeError(
      `Cannot test the fit: at least two cells must be expected ${LEAST_EXPECTED} times`,
    );
  }
  const isImpossible = Array.from(observed)
    .some((count, i) => count > 0 && expected[i] === 0);
  const statistic = isImpossible ? Infinity : cells.reduce(
    (sum, cell) => sum + (cell.observed - cell.expected) ** 2 / cell.expected,
    0,
  );
  const degrees = cells.length - 1;
  return {
    statistic,
    degrees,
    pValue: upperGamma(degrees / 2, statistic / 2),
  };
}

function requireCounts(
  observed: ArrayLike<number>,
  expected: ArrayLike<number>,
): void {
  const action = "test the fit";
  if (observed.length !== expected.length) {
    throw new RangeError(
      `Cannot ${action}: there must be one expected count for each observed one, but there are ${expected.length} for ${observed.length}`,
    );
  }
  let surplus = 0;
  let n = 0;
  for (let i = 0; i < observed.length; i++) {
    requireInteger(action, "each observed count", observed[i], 0);
    requireWithin(action, "each expected count", expected[i], [
      0,
      Number.MAX_VALUE,
    ]);
    n += observed[i]!;
    surplus += expected[i]! - observed[i]!;
  }
  if (Math.abs(surplus) > 1e-6 * n) {
    throw new RangeError(
      `Cannot ${action}: the expected counts must add up to the ${n} observations, but add up to ${
        n + surplus
      }`,
    );
  }
}

function joined(observed: ArrayLike<number>, expected: ArrayLike<number>) {
  const cells = [{ observed: 0, expected: 0 }];
  for (let i = 0; i < observed.length; i++) {
    if (cells.at(-1)!.expected >= LEAST_EXPECTED) {
      cells.push({ observed: 0, expected: 0 });
    }
    cells.at(-1)!.observed += observed[i]!;
    cells.at(-1)!.expected += expected[i]!;
  }
  if (cells.length > 1 && cells.at(-1)!.expected < LEAST_EXPECTED) {
    const rest = cells.pop()!;
    cells.at(-1)!.observed += rest.observed;
    cells.at(-1)!.expected += rest.expected;
  }
  return cells;
}

/**
 * The Kolmogorov–Smirnov test: samples against a distribution function.
 *
 * **Guarantee.** If the samples are independent and their distribution function
 * is `cdf`, a p-value of at most α comes up with probability at most α, for every
 * α, every number of samples and every distribution, also one with steps. The
 * p-value is the bound 2e^(−2nD²) of Dvoretzky, Kiefer and Wolfowitz with
 * Massart's constant: below 5% it is nearly exact for many samples of a
 * continuous distribution, else it errs toward 1.
 *
 * @param samples finite numbers, at least one
 * @param cdf Pr[X ≤ x], which may jump
 * @returns the statistic D, the largest distance between the share of samples up
 * to x and `cdf(x)`, and the p-value
 * @throws {RangeError | TypeError} if a sample is not finite, there is none, or
 * `cdf` gives no probability
 * @see Massart, *The tight constant in the Dvoretzky–Kiefer–Wolfowitz inequality*, 1990
 *
 * @example Four numbers that should be uniform
 * ```ts
 * import { kolmogorovSmirnovTest } from "lib/audit/goodness_of_fit.ts";
 * import assert from "node:assert/strict";
 *
 * const uniform = (x: number) => Math.min(Math.max(x, 0), 1);
 * const { statistic } = kolmogorovSmirnovTest([0.7, 0.5, 0.9, 0.8], uniform);
 * assert.equal(statistic.toFixed(6), "0.500000");
 * ```
 */
export function kolmogorovSmirnovTest(
  samples: ArrayLike<number>,
  cdf: (x: number) => number,
): FitTest {
  const action = "test the fit";
  const n = samples.length;
  const sorted = Float64Array.from(samples).sort();
  if (n === 0 || !sorted.every(Number.isFinite)) {
    throw new RangeError(
      `Cannot ${action}: there must be samples, all of them finite`,
    );
  }
  const share = (x: number) => {
    const p = cdf(x);
    requireWithin(action, "the distribution function", p, [0, 1]);
    return p;
  };
  let statistic = 0;
  for (let start = 0, end = 0; start < n; start = end) {
    const x = sorted[start]!;
    while (end < n && sorted[end] === x) end++;
    // Between two samples the share of samples stands still and the distribution
    // function climbs: the distance is largest at x or just before it.
    statistic = Math.max(
      statistic,
      Math.abs(share(x) - end / n),
      Math.abs(share(previousDouble(x)) - start / n),
    );
  }
  return {
    statistic,
    pValue: Math.min(1, 2 * Math.exp(-2 * n * statistic ** 2)),
  };
}

function previousDouble(x: number): number {
  if (x === 0) return -Number.MIN_VALUE;
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, x);
  bits.setBigInt64(0, bits.getBigInt64(0) - (x > 0 ? 1n : -1n));
  return bits.getFloat64(0);
}
