import { lossFact } from "../accounting/cards.ts";
import { type PrivacyLoss, pureDp } from "../accounting/privacy_loss.ts";
import { cardBundle } from "../card.ts";
import { requireInteger, requireKnown } from "../checks.ts";
import type { Displayable } from "../displayable.ts";
import type { Exactable } from "../exact.ts";
import { type RandomSource, secureRandom } from "../random.ts";
import { uniformBelow } from "../sampling/uniform_below.ts";
import { listText, shortNumber, shortStart } from "../short_text.ts";
import { withDisplay } from "../with_display.ts";
import { isAccepted, lossAt } from "./exponential.ts";

const secure = secureRandom();

/** An estimated share of the population with its standard error. */
export interface EstimatedShare {
  readonly share: number;
  readonly standardError: number;
}

/** A way for each person to report one of several answers with deniability. */
export interface RandomizedResponse<Answer> {
  readonly name: string;
  /** The possible answers. */
  readonly categories: readonly Answer[];
  /** Probability that a report is the truth. */
  readonly truthProbability: number;
  loss(distance?: number): PrivacyLoss;
  /** A report: the truth, or else one of the other answers, each equally likely. */
  release(answer: Answer, random?: RandomSource): Answer;
  /**
   * Unbiased shares of the true answers from how often each was reported. They
   * may be negative or above 1; clamping them is a visible step of its own.
   *
   * @param counts reports of each category, in their order
   */
  estimate(counts: ArrayLike<number>): EstimatedShare[];
}

/**
 * Randomized response: reports the truth with probability p = e^ε/(e^ε + k − 1)
 * and each of the other k − 1 answers with probability (1 − p)/(k − 1).
 *
 * **Guarantee.** ε-local differential privacy: one person's report, of any answer
 * against any other (`"replace-one"` on a table of one record), before anybody
 * trusted has seen the truth. Exact: an answer is proposed evenly, and a wrong one
 * accepted with probability e^(−ε), decided from random bits. A wrong answer takes
 * longer than the truth, so nobody else may see how long a report took.
 *
 * @param options.epsilon ε above 0: a number, "1/11" or a rational
 * @param options.categories the number of answers, 0 to k − 1, or a list of labels
 * @throws {RangeError | TypeError} if an option is unknown or outside its interval
 * @see Warner, *Randomized response*, 1965
 * @see Kairouz, Bonawitz, Ramage, *Discrete distribution estimation under local privacy*, 2016
 *
 * @example Two coins
 * ```ts
 * import { randomizedResponse } from "lib/mechanisms/randomized_response.ts";
 * import assert from "node:assert/strict";
 *
 * const coins = randomizedResponse({ epsilon: Math.log(3), categories: ["no", "yes"] });
 * assert.equal(coins.truthProbability.toFixed(6), "0.750000");
 * const [no, yes] = coins.estimate([60, 40]);
 * assert.equal(no!.share.toFixed(2), "0.70");
 * assert.equal(yes!.standardError.toFixed(3), "0.098");
 * ```
 */
export function randomizedResponse<Answer = number>(
  options: {
    epsilon: Exactable;
    categories?: number | readonly Answer[];
  },
): RandomizedResponse<Answer> & Displayable {
  const action = "randomize the response";
  requireKnown(action, options, ["epsilon", "categories"]);
  const { epsilon, categories = 2 } = options;
  const answers = labels(action, categories);
  const loss = pureDp(epsilon);
  const k = answers.length;
  const odds = Math.exp(-loss.epsilon!.toNumber());
  const truthProbability = 1 / (1 + (k - 1) * odds);
  const other = truthProbability * odds;
  // p − q, without the rounding of both when ε is small
  const gap = truthProbability * -Math.expm1(-loss.epsilon!.toNumber());

  const display = () =>
    cardBundle({
      title: "Randomized response",
      lead: shortStart(truthProbability),
      detail: "is the probability that a report is the truth",
      facts: [
        { name: "answers", value: listText(answers) },
        {
          name: "otherwise",
          value: `each other answer with probability ${shortNumber(other)}`,
        },
        {
          name: "neighbors",
          value: "a person's answer and any other (replace-one)",
        },
        lossFact(loss),
      ],
    });

  return withDisplay(display, {
    name: "randomized response",
    categories: Object.freeze([...answers]),
    truthProbability,
    loss: (distance = 1) => lossAt(loss, distance),

    release(answer: Answer, random: RandomSource = secure): Answer {
      const truth = answers.indexOf(answer);
      if (truth < 0) {
        throw new RangeError(
          `Cannot ${action}: the answer must be one of the categories`,
        );
      }
      while (true) {
        const i = Number(uniformBelow(BigInt(k), random));
        if (i === truth || isAccepted(loss.epsilon!, random)) {
          return answers[i]!;
        }
      }
    },

    estimate(counts: ArrayLike<number>): EstimatedShare[] {
      const reported = Array.from(counts);
      const n = reported.reduce((a, b) => a + b, 0);
      const areCounts = reported.every((x) =>
        Number.isSafeInteger(x) && x >= 0
      );
      if (reported.length !== k || !areCounts || n === 0) {
        throw new RangeError(
          `Cannot estimate the shares: counts must be ${k} whole numbers, not all 0`,
        );
      }
      return reported.map((count) => {
        const observed = count / n;
        return {
          share: (observed - other) / gap,
          standardError: Math.sqrt(observed * (1 - observed) / n) / gap,
        };
      });
    },
  });
}

function labels<Answer>(
  action: string,
  categories: number | readonly Answer[],
): readonly Answer[] {
  const answers = typeof categories === "number"
    ? Array.from(
      { length: requireCount(action, categories) },
      (_, i) => i as Answer,
    )
    : [...categories];
  if (answers.length < 2 || new Set(answers).size !== answers.length) {
    throw new RangeError(
      `Cannot ${action}: categories must be at least two different answers`,
    );
  }
  return answers;
}

function requireCount(action: string, categories: number): number {
  requireInteger(action, "categories", categories, 2);
  return categories;
}
