import { type PrivacyLoss, zcdp } from "../accounting/privacy_loss.ts";
import {
  requireInteger,
  requireKnown,
  requireProbability,
  requireReleasable,
  requireSensitivity,
} from "../checks.ts";
import type { Displayable } from "../displayable.ts";
import { type Exactable, Rational } from "../exact.ts";
import { twoSidedNormalQuantile } from "../normal.ts";
import { discreteGaussianNoise } from "../sampling/discrete_gaussian.ts";
import { withNoiseDisplay } from "./cards.ts";
import { integerRelease } from "./integer_release.ts";
import type { DiscreteMechanism } from "./mechanism.ts";

/** Beyond this σ sums over the integers equal integrals to double precision. */
const LARGEST_SUM = 1000;

/**
 * The discrete Gaussian mechanism: an integer answer plus integer noise k with
 * probability proportional to e^(−k²/(2σ²)), σ² = Δ²/(2ρ).
 *
 * **Guarantee.** ρ-zero-concentrated differential privacy for an integer query
 * that neighboring tables, under the relation for which `sensitivity` is stated,
 * move by at most `sensitivity` in the ℓ₂ norm. It holds in floating point too:
 * the noise is sampled exactly from random bits for the very fraction that
 * `loss` states, added as an integer, and converted last. How long a release
 * takes depends on the noise.
 *
 * @param options.sensitivity Δ₂, a whole number of at least 1
 * @param options.rho ρ above 0: a number, "1/11" or a rational
 * @returns a mechanism that releases whole numbers, unclamped; `scale` is σ
 * @throws {RangeError | TypeError} if an option is unknown or outside its interval
 * @see Canonne, Kamath, Steinke, *The discrete Gaussian for differential privacy*, 2020, Theorem 4
 *
 * @example Noise with σ = 10
 * ```ts
 * import { discreteGaussian } from "lib/mechanisms/discrete_gaussian.ts";
 * import assert from "node:assert/strict";
 *
 * const mechanism = discreteGaussian({ sensitivity: 1, rho: "1/200" });
 * assert.equal(mechanism.scale, 10);
 * assert.equal(mechanism.accuracy(0.05), 20);
 * ```
 */
export function discreteGaussian(
  options: { sensitivity: number; rho: Exactable },
): DiscreteMechanism & Displayable {
  const action = "add discrete Gaussian noise";
  requireKnown(action, options, ["sensitivity", "rho"]);
  const sensitivity = requireSensitivity(action, options);
  const { rho } = options;
  requireInteger(action, "sensitivity", sensitivity, 1);
  const loss = zcdp(rho);
  const variance = Rational.of(sensitivity).times(sensitivity)
    .dividedBy(loss.rho!.times(2));
  requireReleasable(action, "variance", variance);
  const sigma = Math.sqrt(variance.toNumber());

  const facts = {
    sensitivity,
    norm: "ℓ₂",
    releases: "a whole number",
  } as const;
  return withNoiseDisplay(facts, {
    name: "discrete Gaussian",
    scale: sigma,

    loss(distance = 1): PrivacyLoss {
      requireInteger("state the privacy loss", "distance", distance, 1);
      return zcdp(loss.rho!.times(distance).times(distance));
    },

    accuracy(alpha: number): number {
      requireProbability("state the accuracy", "alpha", alpha);
      if (sigma > LARGEST_SUM) {
        const reach = sigma * twoSidedNormalQuantile(alpha);
        return Math.max(0, Math.ceil(reach - 0.5));
      }
      const reach = Math.ceil(40 * sigma);
      const total = normalizer(sigma);
      let tail = 0;
      for (let k = reach; k > 0; k--) {
        tail += 2 * weight(k, sigma) / total;
        if (tail > alpha) return k;
      }
      return 0;
    },

    probability(k: number): number {
      return Number.isInteger(k) ? weight(k, sigma) / normalizer(sigma) : 0;
    },

    ...integerRelease(action, () => discreteGaussianNoise(variance)),
  });
}

/** The sum of all weights; √(2π)·σ to double precision for σ beyond 2. */
function normalizer(sigma: number): number {
  if (sigma > 2) return Math.sqrt(2 * Math.PI) * sigma;
  let sum = 1;
  for (let k = 1; k <= Math.ceil(40 * sigma); k++) {
    sum += 2 * weight(k, sigma);
  }
  return sum;
}

/** e^(−k²/(2σ²)); 1 for k = 0, even where σ is 0 as a double. */
function weight(k: number, sigma: number): number {
  return k === 0 ? 1 : Math.exp(-((k / sigma) ** 2) / 2);
}
