import {
  requireInteger,
  requireKnown,
  requireProbability,
  requireWithin,
} from "../checks.ts";
import type { Interval } from "../interval.ts";
import { betaTails } from "./special_functions.ts";

/**
 * The exact two-sided confidence interval of a probability, from how often
 * something happened.
 *
 * **Guarantee.** For independent trials of probability p: with probability at
 * most (1 − confidence)/2 the lower end is above p, and at most as often the
 * upper end is below p, for every p and every number of trials. Exact up to the
 * rounding of doubles: some 10 digits up to a million trials.
 *
 * @param successes how often it happened, a whole number from 0 to `trials`
 * @param trials how often it could have, at least 1
 * @param options.confidence of both ends together, above 0 and below 1 (0.95)
 * @returns two probabilities; `low` is 0 without a success, `high` is 1 without a failure
 * @throws {RangeError | TypeError} if an argument is outside its interval, or an
 * option is unknown
 * @see Clopper and Pearson, *The use of confidence or fiducial limits illustrated in the case of the binomial*, 1934
 *
 * @example Never seen in 1000 trials
 * ```ts
 * import { clopperPearson } from "lib/audit/clopper_pearson.ts";
 * import assert from "node:assert/strict";
 *
 * const { low, high } = clopperPearson(0, 1000, { confidence: 0.95 });
 * assert.deepEqual([low, high.toFixed(6)], [0, "0.003682"]);
 * ```
 */
export function clopperPearson(
  successes: number,
  trials: number,
  options: { confidence?: number } = {},
): Interval {
  const action = "compute the interval";
  requireKnown(action, options, ["confidence"]);
  const { confidence = 0.95 } = options;
  requireInteger(action, "trials", trials, 1);
  requireInteger(action, "successes", successes, 0);
  requireWithin(action, "successes", successes, [0, trials]);
  requireProbability(action, "confidence", confidence);
  const tail = (1 - confidence) / 2;
  const failures = trials - successes;
  const share = successes / trials;
  return {
    low: successes === 0 ? 0 : crossing(
      [0, share],
      (p) => betaTails(p, successes, failures + 1).lower > tail,
    ),
    high: failures === 0 ? 1 : crossing(
      [share, 1],
      (p) => betaTails(p, successes + 1, failures).upper < tail,
    ),
  };
}

/** Where `isBeyond` turns from false to true, by bisection down to one double. */
function crossing(
  [low, high]: [number, number],
  isBeyond: (p: number) => boolean,
): number {
  while (true) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (isBeyond(middle)) high = middle;
    else low = middle;
  }
}
