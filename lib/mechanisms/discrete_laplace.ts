import { type PrivacyLoss, pureDp } from "../accounting/privacy_loss.ts";
import {
  requireInteger,
  requireKnown,
  requireProbability,
  requireReleasable,
  requireSensitivity,
} from "../checks.ts";
import type { Displayable } from "../displayable.ts";
import { type Exactable, Rational } from "../exact.ts";
import { discreteLaplaceNoise } from "../sampling/discrete_laplace.ts";
import { withNoiseDisplay } from "./cards.ts";
import { integerRelease } from "./integer_release.ts";
import type { DiscreteMechanism } from "./mechanism.ts";

/**
 * The discrete Laplace (two-sided geometric) mechanism: an integer answer plus
 * integer noise k with probability (1 − q)/(1 + q)·q^|k|, q = e^(−ε/Δ).
 *
 * **Guarantee.** ε-differential privacy for an integer query that neighboring
 * tables, under the relation for which `sensitivity` is stated, move by at most
 * `sensitivity` in the ℓ₁ norm. It holds in floating point too: the noise is sampled exactly
 * from random bits for the very fraction ε/Δ that `loss` states, added as an
 * integer, and converted last. How long a release takes depends on the noise.
 *
 * @param options.sensitivity Δ, a whole number of at least 1
 * @param options.epsilon ε above 0: a number, "1/11" or a rational; Δ/ε at most 2^1000
 * @returns a mechanism that releases whole numbers, unclamped
 * @throws {RangeError | TypeError} if an option is unknown or outside its interval
 * @see Ghosh, Roughgarden, Sundararajan, *Universally utility-maximizing privacy mechanisms*, 2009
 *
 * @example A count at ε = 1
 * ```ts
 * import { discreteLaplace } from "lib/mechanisms/discrete_laplace.ts";
 * import assert from "node:assert/strict";
 *
 * const mechanism = discreteLaplace({ sensitivity: 1, epsilon: 1 });
 * assert.equal(mechanism.probability(0).toFixed(6), "0.462117");
 * assert.equal(mechanism.accuracy(0.05), 3);
 * assert(Number.isInteger(mechanism.release(319)));
 * ```
 */
export function discreteLaplace(
  options: { sensitivity: number; epsilon: Exactable },
): DiscreteMechanism & Displayable {
  const action = "add discrete Laplace noise";
  requireKnown(action, options, ["sensitivity", "epsilon"]);
  const sensitivity = requireSensitivity(action, options);
  const { epsilon } = options;
  requireInteger(action, "sensitivity", sensitivity, 1);
  const loss = pureDp(epsilon);
  const scale = Rational.of(sensitivity).dividedBy(loss.epsilon!);
  requireReleasable(action, "scale", scale);
  const exactRate = loss.epsilon!.dividedBy(sensitivity);
  const rate = Math.min(exactRate.toNumber(), Number.MAX_VALUE);
  const normalizer = Math.tanh(rate / 2);

  const facts = {
    sensitivity,
    norm: "ℓ₁",
    releases: "a whole number",
  } as const;
  return withNoiseDisplay(facts, {
    name: "discrete Laplace",
    scale: scale.toNumber(),

    loss(distance = 1): PrivacyLoss {
      requireInteger("state the privacy loss", "distance", distance, 1);
      return pureDp(loss.epsilon!.times(distance));
    },

    accuracy(alpha: number): number {
      requireProbability("state the accuracy", "alpha", alpha);
      return tailQuantile(rate, alpha);
    },

    probability(k: number): number {
      return Number.isInteger(k)
        ? normalizer * Math.exp(-rate * Math.abs(k))
        : 0;
    },

    ...integerRelease(action, () => discreteLaplaceNoise(scale)),
  });
}

/**
 * The smallest integer a ≥ 0 with Pr[|X| > a] = 2q^(a+1)/(1 + q) ≤ α. The closed
 * form is rounded, so the neighbors of its answer are tried; beyond the safe
 * integers it is the answer, in which neighbors no longer differ.
 */
function tailQuantile(rate: number, alpha: number): number {
  // ln(2/(1 + q)), without the rounding of q near 1
  const first = -Math.log1p(Math.expm1(-rate) / 2);
  const logTail = (a: number) => first - rate * (a + 1);
  const target = Math.log(alpha);
  let a = Math.max(0, Math.ceil((logTail(-1) - target) / rate) - 1);
  if (!Number.isSafeInteger(a)) return a;
  while (a > 0 && logTail(a - 1) <= target) a--;
  while (logTail(a) > target) a++;
  return a;
}
