import {
  requireInteger,
  requireKnown,
  requirePositive,
  requireWithin,
} from "./checks.ts";

const names = ["epsilon", "trials", "coverage", "sensitivity"];

/**
 * The interval in which the mean absolute error of several Laplace releases
 * falls with a given probability.
 *
 * The absolute error of one release is exponential with mean b =
 * `sensitivity / epsilon`, so the mean of k of them is Gamma(k, k/b).
 *
 * @param options.epsilon privacy loss of each release, above 0
 * @param options.trials number of releases averaged, k ≥ 1
 * @param options.coverage probability of the interval, from 0 to 1
 * @param options.sensitivity how far one person can move the answer, above 0
 * @returns the exact mean b and the two ends of the central interval, in the unit of the answer
 * @throws {RangeError | TypeError} if an option is unknown or outside its interval
 *
 * @example Twenty trials at ε = 1 say little about the mean
 * ```ts
 * import { laplaceErrorBand } from "lib/laplace_error.ts";
 * import assert from "node:assert/strict";
 *
 * const { low, mean, high } = laplaceErrorBand({ epsilon: 1, trials: 20 });
 * assert.deepEqual([low.toFixed(2), mean, high.toFixed(2)], ["0.66", 1, "1.39"]);
 * ```
 */
export function laplaceErrorBand(
  options: {
    epsilon: number;
    trials: number;
    coverage?: number;
    sensitivity?: number;
  },
): { low: number; mean: number; high: number } {
  const action = "compute the error band";
  requireKnown(action, options, names);
  const { epsilon, trials, coverage = 0.9, sensitivity = 1 } = options;
  requirePositive(action, "epsilon", epsilon);
  requireInteger(action, "trials", trials, 1);
  requireWithin(action, "coverage", coverage, [0, 1]);
  requirePositive(action, "sensitivity", sensitivity);
  const mean = sensitivity / epsilon;
  const end = (p: number) => mean / trials * erlangQuantile(p, trials);
  const tail = (1 - coverage) / 2;
  return { low: end(tail), mean, high: end(1 - tail) };
}

/**
 * The p-quantile of the sum of `k` independent exponentials of mean 1, whose
 * distribution function is 1 − Σ_{i<k} e^(−x)·x^i/i!; found by bisection.
 */
function erlangQuantile(p: number, k: number): number {
  if (p === 0) return 0;
  if (p === 1) return Infinity;
  const upperTail = (x: number) => {
    let logTerm = -x;
    let sum = Math.exp(logTerm);
    for (let i = 1; i < k; i++) {
      logTerm += Math.log(x / i);
      sum += Math.exp(logTerm);
    }
    return sum;
  };
  let low = 0;
  let high = k;
  while (upperTail(high) > 1 - p) high *= 2;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (upperTail(middle) > 1 - p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
