import { type PrivacyLoss, pureDp } from "../accounting/privacy_loss.ts";
import { requireInteger } from "../checks.ts";
import type { Displayable } from "../displayable.ts";
import type { Rational } from "../exact.ts";
import { exactValue } from "../grid.ts";
import { type RandomSource, secureRandom } from "../random.ts";
import { bernoulliExp } from "../sampling/bernoulli_exp.ts";
import { uniformBelow } from "../sampling/uniform_below.ts";
import { withChoiceDisplay } from "./cards.ts";
import { type ChoosingOptions, readChoosing } from "./choosing.ts";
import type { ChoosingMechanism } from "./mechanism.ts";
import { bestOf, shortfalls } from "./utilities.ts";

const secure = secureRandom();

/**
 * The exponential mechanism: chooses candidate i with probability proportional
 * to e^(ε·uᵢ/(2Δ)), or e^(ε·uᵢ/Δ) if between any two neighbors all utilities move
 * in the same direction (`monotonic`, such as counts under `"add-remove"`).
 *
 * **Guarantee.** ε-differential privacy for utilities that neighboring tables,
 * under the relation for which `sensitivity` is stated, move by at most
 * `sensitivity` each. Exact: candidates are proposed evenly and accepted with
 * probability e^(−rate·(best − uᵢ)), decided from random bits without computing
 * an exponential. Utilities are taken as the very doubles they are, and it is
 * these that `sensitivity` has to bound. How long it takes depends on them.
 *
 * @param options.sensitivity Δ above 0, of each utility
 * @param options.epsilon ε above 0: a number, "1/11" or a rational
 * @param options.monotonic whether all utilities move one way between any two
 * neighbors: true of counts under `"add-remove"`, false under `"replace-one"`
 * @throws {RangeError | TypeError} if an option is unknown or outside its interval
 * @see McSherry and Talwar, *Mechanism design via differential privacy*, 2007, Theorem 6
 *
 * @example
 * ```ts
 * import { exponential } from "lib/mechanisms/exponential.ts";
 * import assert from "node:assert/strict";
 *
 * const mechanism = exponential({ sensitivity: 1, epsilon: 1 });
 * const [first] = mechanism.probabilities([3, 2, 1]);
 * assert.equal(first!.toFixed(6), "0.506480");
 * assert([0, 1, 2].includes(mechanism.release([3, 2, 1])));
 * ```
 */
export function exponential(
  options: ChoosingOptions,
): ChoosingMechanism & Displayable {
  const calibration = readChoosing("choose exponentially", options);
  const { loss, rate } = calibration;

  const chooses = () =>
    `candidate i with probability proportional to e^(${rate}·uᵢ)`;

  return withChoiceDisplay(calibration, chooses, {
    name: "exponential",
    loss: (distance = 1) => lossAt(loss, distance),

    probabilities(utilities: ArrayLike<number>): Float64Array {
      const weights = shortfalls("choose exponentially", utilities)
        .map((shortfall) => Math.exp(-shortfall.times(rate).toNumber()));
      const total = weights.reduce((a, b) => a + b);
      return Float64Array.from(weights, (weight) => weight / total);
    },

    release(
      utilities: ArrayLike<number>,
      random: RandomSource = secure,
    ): number {
      const best = exactValue(bestOf("choose exponentially", utilities));
      while (true) {
        const i = Number(uniformBelow(BigInt(utilities.length), random));
        const exponent = best.minus(exactValue(utilities[i]!)).times(rate);
        if (isAccepted(exponent, random)) return i;
      }
    },
  });
}

/** True with probability e^(−exponent). */
export function isAccepted(exponent: Rational, random: RandomSource): boolean {
  return bernoulliExp(exponent.numerator, exponent.denominator, random);
}

/** The pure loss for tables at a distance in neighbor steps. */
export function lossAt(loss: PrivacyLoss, distance: number): PrivacyLoss {
  requireInteger("state the privacy loss", "distance", distance, 1);
  return pureDp(loss.epsilon!.times(distance));
}
