import { type RandomSource, secureRandom } from "../random.ts";
import { laplaceMechanism } from "./laplace.ts";

/**
 * The processor of purchases as tutorials print it: a target for attacks.
 *
 * **Guarantee.** None for the ε it is given. Its noise has scale 1/ε, as if a
 * customer could move a total by 1, and nothing limits what a purchase adds: for
 * purchases of up to B the real loss is B·ε an answer. It answers as often as it
 * is asked and counts nothing, takes every number of a list for somebody else,
 * and draws floating-point noise, whose digits leak.
 *
 * @example About 600, and the purchase of 300 shines through
 * ```ts
 * import { NaiveProcessor } from "lib/textbook/naive_processor.ts";
 * import assert from "node:assert/strict";
 *
 * const processor = new NaiveProcessor(1);
 * const total = processor.anonymizePurchases([100, 200, 300]);
 * assert(Math.abs(total - 600) < 50);
 * ```
 */
export class NaiveProcessor {
  epsilon: number;
  random: RandomSource;

  constructor(epsilon: number, random: RandomSource = secureRandom()) {
    this.epsilon = epsilon;
    this.random = random;
  }

  anonymizePurchases(purchases: readonly number[]): number {
    const total = purchases.reduce((sum, purchase) => sum + purchase, 0);
    return laplaceMechanism(total, this.epsilon, 1, this.random);
  }
}
