import { requireKnown, requireWithin } from "./checks.ts";

/**
 * The most that a believer's probability can become after one ε-differentially
 * private release: p·e^ε / (1 − p + p·e^ε).
 *
 * **Guarantee.** Under `"add-remove"` it bounds the belief "this person is in
 * the data". The belief "this person's *value* is so" compares two tables that
 * differ by a removal and an addition, so it can cost 2ε, except for a count of
 * a yes-or-no value, where a change moves the answer by no more than one.
 *
 * @param options.prior probability before the release, from 0 to 1
 * @param options.epsilon privacy loss, at least 0
 * @returns the largest possible probability after it
 * @throws {RangeError | TypeError} if an option is unknown or outside its interval
 * @see Kasiviswanathan and Smith, *On the "Semantics" of Differential Privacy*, 2014
 *
 * @example A suspicion of 10%
 * ```ts
 * import { posteriorBound } from "lib/risk.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(posteriorBound({ prior: 0.1, epsilon: 1 }).toFixed(6), "0.231969");
 * ```
 */
export function posteriorBound(
  options: { prior: number; epsilon: number },
): number {
  const action = "bound the posterior";
  requireKnown(action, options, ["prior", "epsilon"]);
  const { prior, epsilon } = options;
  requireWithin(action, "prior", prior, [0, 1]);
  requireWithin(action, "epsilon", epsilon, [0, Infinity]);
  if (prior === 0 || prior === 1) return prior;
  return prior / (prior + (1 - prior) * Math.exp(-epsilon));
}

/**
 * The largest advantage over guessing of any test that tells two neighboring
 * tables apart: true positive rate minus false positive rate, at most
 * (e^ε − 1 + 2δ) / (e^ε + 1).
 *
 * **Guarantee.** Holds for every (ε, δ)-differentially private release, for the
 * neighboring relation under which ε and δ are stated.
 *
 * @param options.epsilon privacy loss, at least 0
 * @param options.delta failure probability, from 0 to 1
 * @returns an advantage from 0 (a coin flip) to 1 (certainty)
 * @throws {RangeError | TypeError} if an option is unknown or outside its interval
 * @see Kairouz, Oh, Viswanath, *The composition theorem for differential privacy*, 2015
 *
 * @example
 * ```ts
 * import { advantageBound } from "lib/risk.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(advantageBound({ epsilon: 1 }).toFixed(6), "0.462117");
 * ```
 */
export function advantageBound(
  options: { epsilon: number; delta?: number },
): number {
  const action = "bound the advantage";
  requireKnown(action, options, ["epsilon", "delta"]);
  const { epsilon, delta = 0 } = options;
  requireWithin(action, "epsilon", epsilon, [0, Infinity]);
  requireWithin(action, "delta", delta, [0, 1]);
  return Math.min(
    1,
    Math.tanh(epsilon / 2) + 2 * delta / (Math.exp(epsilon) + 1),
  );
}

/** A stretch of ε with one name, `from` included and `to` not. */
export interface PrivacyRegion {
  readonly name: "strong" | "moderate" | "weak";
  readonly from: number;
  readonly to: number;
}

/**
 * The one set of names that this course gives to values of ε. A convention: the
 * promise grows weaker without a step anywhere. Below 1 the odds that a person
 * is in the data grow by less than e ≈ 2.7; from 5 on they may grow by e⁵ ≈ 148
 * and more.
 */
export const privacyRegions: readonly PrivacyRegion[] = [
  { name: "strong", from: 0, to: 1 },
  { name: "moderate", from: 1, to: 5 },
  { name: "weak", from: 5, to: Infinity },
];

/**
 * The name of a value of ε in {@linkcode privacyRegions}.
 *
 * @throws {RangeError} if ε is negative or not a number
 *
 * @example
 * ```ts
 * import { privacyRegion } from "lib/risk.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(privacyRegion(0.1).name, "strong");
 * assert.equal(privacyRegion(1).name, "moderate");
 * ```
 */
export function privacyRegion(epsilon: number): PrivacyRegion {
  requireWithin("name the privacy region", "epsilon", epsilon, [0, Infinity]);
  return privacyRegions.findLast(({ from }) => epsilon >= from)!;
}
