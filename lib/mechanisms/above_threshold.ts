import { lossFact } from "../accounting/cards.ts";
import { type PrivacyLoss, pureDp } from "../accounting/privacy_loss.ts";
import { cardBundle } from "../card.ts";
import {
  requireFiniteSecret,
  requireKnown,
  requirePositiveExact,
  requireSensitivity,
} from "../checks.ts";
import type { Displayable } from "../displayable.ts";
import type { Exactable } from "../exact.ts";
import { type RandomSource, secureRandom } from "../random.ts";
import { shortNumber, withCommas } from "../short_text.ts";
import { withDisplay } from "../with_display.ts";
import { calibratedTo } from "./cards.ts";
import { lossAt } from "./exponential.ts";
import { gridLaplace } from "./grid_laplace.ts";
import { integrate } from "./integrate.ts";

/** One run over a stream of queries, which ends with the first yes. */
export interface ThresholdRun {
  /** Whether a yes has been given. */
  readonly isOver: boolean;
  /**
   * Whether the noisy answer reaches the noisy threshold.
   *
   * @throws {RangeError} if a yes has been given before, or the answer is not finite
   */
  test(trueValue: number): boolean;
}

/** AboveThreshold: what it costs, and how to start a run. */
export interface AboveThreshold {
  readonly name: string;
  /** What one whole run costs, however many times it says no. */
  loss(distance?: number): PrivacyLoss;
  /** Probability of a yes for one answer that is `gap` above the threshold. */
  probability(gap: number): number;
  /** Starts a run: draws the noise of its threshold. */
  start(random?: RandomSource): ThresholdRun;
}

/**
 * The sparse vector technique for one yes: each answer gets Laplace noise of
 * scale 4Δ/ε and is compared with a threshold that got noise of scale 2Δ/ε once.
 * A no costs nothing more; the first yes ends the run.
 *
 * **Guarantee.** One run is ε-differentially private, however many answers it
 * tests, for answers that neighboring tables, under the relation for which
 * `sensitivity` is stated, move by at most `sensitivity`. Only yes and no are
 * released, never a noisy answer. Noise is sampled exactly on a grid and compared
 * in integers, the sensitivity rounded up to whole steps. A run that has ended
 * refuses to go on. How long a test takes depends on the noise and the answer.
 *
 * @param options.epsilon ε above 0: a number, "1/11" or a rational
 * @param options.threshold the public threshold, finite
 * @param options.sensitivity Δ above 0, of each answer; 1, that of a count, if left out
 * @throws {RangeError | TypeError} if an option is unknown or outside its interval
 * @see Dwork and Roth, *The algorithmic foundations of differential privacy*, 2014, Theorem 3.23
 * @see Lyu, Su, Li, *Understanding the sparse vector technique for differential privacy*, 2017
 *
 * @example
 * ```ts
 * import { aboveThreshold } from "lib/mechanisms/above_threshold.ts";
 * import assert from "node:assert/strict";
 *
 * const mechanism = aboveThreshold({ epsilon: 1, threshold: 100 });
 * assert.equal(mechanism.probability(10).toFixed(9), "0.946399659");
 * const run = mechanism.start();
 * assert.equal(run.test(-1e6), false);
 * assert.equal(run.test(1e6), true);
 * assert.throws(() => run.test(0), RangeError);
 * ```
 */
export function aboveThreshold(
  options: {
    epsilon: Exactable;
    threshold: number;
    sensitivity?: Exactable;
  },
): AboveThreshold & Displayable {
  const action = "test against the threshold";
  requireKnown(action, options, ["epsilon", "threshold", "sensitivity"]);
  const sensitivity = "sensitivity" in options
    ? requireSensitivity(action, options)
    : 1;
  const { epsilon, threshold } = options;
  const exact = requirePositiveExact(action, "sensitivity", sensitivity);
  requireFiniteSecret(action, "threshold", threshold);
  const loss = pureDp(epsilon);
  const answerRate = loss.epsilon!.dividedBy(exact.times(4));
  // One grid for both, so that their steps can be compared.
  const noisyAnswer = gridLaplace(answerRate, exact);
  const noisyThreshold = gridLaplace(answerRate, exact, 2);

  const display = () => {
    const scale = 1 / answerRate.toNumber();
    const [once, each] = [scale / 2, scale].map((b) =>
      withCommas(shortNumber(b))
    );
    return cardBundle({
      title: "AboveThreshold",
      lead: withCommas(threshold),
      detail: "is the threshold that noisy answers have to reach",
      facts: [
        calibratedTo("each answer", exact),
        {
          name: "noise",
          value:
            `Laplace, scale ${once} on the threshold and ${each} on each answer`,
        },
        lossFact(loss, "loss of a run"),
        { name: "releases", value: "no, until the first yes ends the run" },
      ],
    });
  };

  return withDisplay(display, {
    name: "AboveThreshold",
    loss: (distance = 1) => lossAt(loss, distance),

    probability(gap: number): number {
      return 1 - laplaceSumBelow(-gap * answerRate.toNumber());
    },

    start(random: RandomSource = secureRandom()): ThresholdRun {
      const bound = noisyThreshold(threshold, random);
      let isOver = false;
      return Object.freeze({
        get isOver() {
          return isOver;
        },
        test(trueValue: number): boolean {
          requireFiniteSecret(action, "trueValue", trueValue);
          if (isOver) {
            throw new RangeError(
              `Cannot ${action}: a run must end with its first yes; start another`,
            );
          }
          isOver = noisyAnswer(trueValue, random) >= bound;
          return isOver;
        },
      });
    },
  });
}

/** Pr[X + Y < x] for Laplace X of scale 1 and Y of scale ½. */
function laplaceSumBelow(x: number): number {
  const density = (y: number) => Math.exp(-2 * Math.abs(y));
  const below = (z: number) => z < 0 ? Math.exp(z) / 2 : 1 - Math.exp(-z) / 2;
  const points = [-20, 0, x, 20].filter((point) => Math.abs(point) <= 20)
    .sort((a, b) => a - b);
  return integrate(points, (y) => density(y) * below(x - y));
}
