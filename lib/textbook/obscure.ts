import {
  requireFiniteSecret,
  requirePositive,
  requireRows,
  requireWithin,
} from "../checks.ts";
import { drawsFrom } from "../datasets/draws.ts";
import { type RandomSource, secureRandom } from "../random.ts";

const secure = secureRandom();

/** A normal distribution: noise, or what somebody believes of a number. */
export interface Normal {
  readonly mean: number;
  readonly standardDeviation: number;
}

/**
 * Adds a draw from an obscuring normal distribution to each value, which its
 * owner then reports in place of the value.
 *
 * **Guarantee.** None as it stands. Without bounds on the values no noise hides
 * every one of them, so there is no ε; the mean of the noise hides nothing; two
 * reports of one value hide less than one; and the noise is floating-point, with
 * digits that leak. With values clipped to an interval of length Δ it is close to
 * a Gaussian mechanism of sensitivity Δ (`"replace-one"` on one record), whose ε
 * `gaussianEpsilon` states for real numbers.
 *
 * @param values what nobody is to know, any finite numbers
 * @param noise the obscuring distribution; everybody knows it
 * @param noise.standardDeviation at least 0, in the unit of the values
 * @param random source of the noise; seed it to repeat a lesson
 * @returns one report for each value, in their order
 * @throws {RangeError} if an argument is outside its interval
 * @see Agrawal and Srikant, *Privacy-preserving data mining*, 2000
 *
 * @example
 * ```ts
 * import { estimateMean, obscure } from "lib/textbook/obscure.ts";
 * import { seededRandom } from "lib/seeded_random.ts";
 * import assert from "node:assert/strict";
 *
 * const noise = { mean: 30_000, standardDeviation: 20_000 };
 * const incomes = new Array(1000).fill(70_000);
 * const reports = obscure(incomes, noise, seededRandom(42));
 * assert(Math.abs(estimateMean(reports, noise) - 70_000) < 3000);
 * ```
 */
export function obscure(
  values: readonly number[],
  { mean, standardDeviation }: Normal,
  random: RandomSource = secure,
): number[] {
  const action = "obscure the values";
  requireFinite(action, "mean", mean);
  requireWithin(action, "standardDeviation", standardDeviation, FROM_ZERO);
  for (const value of values) requireFiniteSecret(action, "value", value);
  const { normal } = drawsFrom(random);
  return values.map((value) => value + mean + standardDeviation * normal(0, 1));
}

/**
 * The mean behind obscured reports: their average minus the mean of the noise.
 * Its standard error is σ/√n, and it is post-processing of the reports.
 *
 * @param reports at least one report of {@linkcode obscure}
 * @param noise the distribution that obscured them; only its mean is used
 * @throws {RangeError} if there is no report, or a number is not finite
 *
 * @example
 * ```ts
 * import { estimateMean } from "lib/textbook/obscure.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(estimateMean([95_000, 105_000], { mean: 30_000 }), 70_000);
 * ```
 */
export function estimateMean(
  reports: readonly number[],
  { mean }: Pick<Normal, "mean">,
): number {
  requireRows("estimate the mean", reports);
  requireFinite("estimate the mean", "mean", mean);
  for (const report of reports) {
    requireFiniteSecret("estimate the mean", "report", report);
  }
  return reports.reduce((sum, report) => sum + report, 0) / reports.length -
    mean;
}

/**
 * What a believer knows of one value after reports of it: precisions (one over
 * the variance) add, and the new mean is their weighted average.
 *
 * @param prior what was believed of the value before
 * @param reports reports of the same value, each with its own noise
 * @param noise the distribution that obscured each; its standard deviation above 0
 * @returns the posterior, which is normal as well
 * @throws {RangeError} if an argument is outside its interval
 * @see Gelman and others, *Bayesian data analysis*, 2013, section 2.5
 *
 * @example A report that is as uncertain as the belief counts as much
 * ```ts
 * import { updateBelief } from "lib/textbook/obscure.ts";
 * import assert from "node:assert/strict";
 *
 * const prior = { mean: 70, standardDeviation: 10 };
 * const belief = updateBelief(prior, [120], { mean: 30, standardDeviation: 10 });
 * assert.equal(belief.mean, 80);
 * assert.equal(belief.standardDeviation.toFixed(6), (10 / Math.SQRT2).toFixed(6));
 * ```
 */
export function updateBelief(
  prior: Normal,
  reports: readonly number[],
  noise: Normal,
): Normal {
  const action = "update the belief";
  for (const { mean, standardDeviation } of [prior, noise]) {
    requireFinite(action, "mean", mean);
    requirePositive(action, "standardDeviation", standardDeviation);
  }
  for (const report of reports) requireFiniteSecret(action, "report", report);
  const weight = (prior.standardDeviation / noise.standardDeviation) ** 2;
  const total = 1 + weight * reports.length;
  const surprise = reports.reduce(
    (sum, report) => sum + (report - noise.mean - prior.mean),
    0,
  );
  return {
    mean: prior.mean + weight * surprise / total,
    standardDeviation: prior.standardDeviation / Math.sqrt(total),
  };
}

const FROM_ZERO = [0, Number.MAX_VALUE] as const;

function requireFinite(action: string, name: string, value: number): void {
  requireWithin(action, name, value, [-Number.MAX_VALUE, Number.MAX_VALUE]);
}
