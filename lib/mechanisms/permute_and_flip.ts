import type { Displayable } from "../displayable.ts";
import { exactValue } from "../grid.ts";
import { type RandomSource, secureRandom } from "../random.ts";
import { uniformBelow } from "../sampling/uniform_below.ts";
import { withChoiceDisplay } from "./cards.ts";
import { type ChoosingOptions, readChoosing } from "./choosing.ts";
import { isAccepted, lossAt } from "./exponential.ts";
import { integrate } from "./integrate.ts";
import type { ChoosingMechanism } from "./mechanism.ts";
import { bestOf, shortfalls } from "./utilities.ts";

const secure = secureRandom();

/**
 * Permute-and-flip: goes through the candidates in random order and flips for
 * each a coin that says yes with probability e^(−rate·(best − uᵢ)), rate =
 * ε/(2Δ), or ε/Δ if `monotonic`; the first yes is the choice. Its expected
 * utility is never below that of the exponential mechanism.
 *
 * **Guarantee.** ε-differential privacy for utilities that neighboring tables,
 * under the relation for which `sensitivity` is stated, move by at most
 * `sensitivity` each. Exact: order and coins are decided from random bits without
 * computing an exponential. Utilities are taken as the very doubles they are, and
 * it is these that `sensitivity` has to bound. How long it takes depends on them.
 *
 * @param options.sensitivity Δ above 0, of each utility
 * @param options.epsilon ε above 0: a number, "1/11" or a rational
 * @param options.monotonic whether all utilities move one way between any two
 * neighbors: true of counts under `"add-remove"`, false under `"replace-one"`
 * @throws {RangeError | TypeError} if an option is unknown or outside its interval
 * @see McKenna and Sheldon, *Permute-and-flip: a new mechanism for differentially private selection*, 2020, Theorem 1
 *
 * @example
 * ```ts
 * import { permuteAndFlip } from "lib/mechanisms/permute_and_flip.ts";
 * import assert from "node:assert/strict";
 *
 * const mechanism = permuteAndFlip({ sensitivity: 1, epsilon: 1 });
 * const [first] = mechanism.probabilities([3, 2, 1]);
 * assert.equal(first!.toFixed(6), "0.587172");
 * ```
 */
export function permuteAndFlip(
  options: ChoosingOptions,
): ChoosingMechanism & Displayable {
  const calibration = readChoosing("permute and flip", options);
  const { loss, rate } = calibration;

  const chooses = () =>
    `in random order, the first whose coin of probability e^(${rate}·(uᵢ − best)) says yes`;

  return withChoiceDisplay(calibration, chooses, {
    name: "permute-and-flip",
    loss: (distance = 1) => lossAt(loss, distance),

    /** pᵢ·∫₀¹ Π_{j ≠ i} (1 − pⱼ·t) dt: t is the share of candidates before i. */
    probabilities(utilities: ArrayLike<number>): Float64Array {
      const coins = shortfalls("permute and flip", utilities)
        .map((shortfall) => Math.exp(-shortfall.times(rate).toNumber()));
      return Float64Array.from(
        coins,
        (coin, i) =>
          coin * integrate([0, 1], (t) =>
            coins.reduce(
              (product, other, j) =>
                j === i ? product : product * (1 - other * t),
              1,
            )),
      );
    },

    release(
      utilities: ArrayLike<number>,
      random: RandomSource = secure,
    ): number {
      const best = exactValue(bestOf("permute and flip", utilities));
      const waiting = Array.from(utilities, (_, i) => i);
      while (true) {
        const at = Number(uniformBelow(BigInt(waiting.length), random));
        const candidate = waiting[at]!;
        const exponent = best.minus(exactValue(utilities[candidate]!))
          .times(rate);
        if (isAccepted(exponent, random)) return candidate;
        waiting[at] = waiting.at(-1)!;
        waiting.pop();
      }
    },
  });
}
