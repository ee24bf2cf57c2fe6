import type { Displayable } from "../displayable.ts";
import { type RandomSource, secureRandom } from "../random.ts";
import { withChoiceDisplay } from "./cards.ts";
import { type ChoosingOptions, readChoosing } from "./choosing.ts";
import { lossAt } from "./exponential.ts";
import { gridLaplace } from "./grid_laplace.ts";
import { integrate } from "./integrate.ts";
import type { ChoosingMechanism } from "./mechanism.ts";
import { bestOf, shortfalls } from "./utilities.ts";

const secure = secureRandom();

/**
 * Report noisy max: adds Laplace noise of scale 2Δ/ε, or Δ/ε if `monotonic`, to
 * each utility and releases the index of the largest sum, the first of equals.
 *
 * **Guarantee.** ε-differential privacy for utilities that neighboring tables,
 * under the relation for which `sensitivity` is stated, move by at most
 * `sensitivity` each. Only the index is released: the noisy maximum itself is
 * not covered, and showing it breaks the promise. Noise is sampled exactly on a
 * grid of at most 2^(−40) of its scale and compared in integers, where ties go to
 * the first under every table. How long it takes depends on the noise and the
 * utilities.
 *
 * @param options.sensitivity Δ above 0, of each utility
 * @param options.epsilon ε above 0: a number, "1/11" or a rational
 * @param options.monotonic whether all utilities move one way between any two
 * neighbors: true of counts under `"add-remove"`, false under `"replace-one"`
 * @throws {RangeError | TypeError} if an option is unknown or outside its interval
 * @see Dwork and Roth, *The algorithmic foundations of differential privacy*, 2014, Claim 3.9
 *
 * @example
 * ```ts
 * import { reportNoisyMax } from "lib/mechanisms/report_noisy_max.ts";
 * import assert from "node:assert/strict";
 *
 * const mechanism = reportNoisyMax({ sensitivity: 1, epsilon: 1 });
 * const [first] = mechanism.probabilities([3, 2, 1]);
 * assert.equal(first!.toFixed(6), "0.519651");
 * ```
 */
export function reportNoisyMax(
  options: ChoosingOptions,
): ChoosingMechanism & Displayable {
  const action = "report the noisy maximum";
  const calibration = readChoosing(action, options);
  const { loss, rate, sensitivity } = calibration;
  const noisy = gridLaplace(rate, sensitivity);

  const chooses = () =>
    `the candidate of the largest utility after Laplace noise of scale ${
      1 / rate.toNumber()
    }`;

  return withChoiceDisplay(calibration, chooses, {
    name: "report noisy max",
    loss: (distance = 1) => lossAt(loss, distance),

    /** ∫ f(x − uᵢ)·Π_{j ≠ i} F(x − uⱼ) dx for Laplace density f and distribution F. */
    probabilities(utilities: ArrayLike<number>): Float64Array {
      const centers = shortfalls(action, utilities)
        .map((shortfall) => -shortfall.times(rate).toNumber());
      // Beyond 40 scales from every center a density is less than rounding.
      const points = [...new Set(centers)]
        .flatMap((center) => [center - 40, center, center + 40])
        .sort((a, b) => a - b);
      return Float64Array.from(
        centers,
        (center, i) =>
          integral(points, (x) =>
            centers.reduce(
              (product, other, j) =>
                j === i ? product : product * cdf(x - other),
              Math.exp(-Math.abs(x - center)) / 2,
            )),
      );
    },

    release(
      utilities: ArrayLike<number>,
      random: RandomSource = secure,
    ): number {
      bestOf(action, utilities);
      const sums = Array.from(utilities, (utility) => noisy(utility, random));
      return sums.reduce<number>(
        (best, sum, i) => sum > sums[best]! ? i : best,
        0,
      );
    },
  });
}

/** With panels of a tenth of a scale, so that many short pieces cost no more than a few long ones. */
function integral(points: readonly number[], f: (x: number) => number): number {
  return points.slice(1).reduce((sum, end, i) => {
    const panels = Math.ceil(10 * Math.min(end - points[i]!, 40));
    return sum + integrate([points[i]!, end], f, panels);
  }, 0);
}

function cdf(x: number): number {
  return x < 0 ? Math.exp(x) / 2 : 1 - Math.exp(-x) / 2;
}
