import laplace from "@stdlib/random-base-laplace";
import { type RandomSource, secureRandom } from "../random.ts";
import { type Row, rowsOf, type TableData } from "../rows.ts";

/**
 * The budgeted database as tutorials print it: a target for attacks.
 *
 * **Guarantee.** None. It prints the true count, keeps its budget in doubles,
 * checks that a spend fits but not that it is a spend (−1 gives budget back,
 * NaN ends all refusals), and records the spend after the noise is drawn.
 *
 * @example A refund
 * ```ts
 * import { NaiveDatabase } from "lib/textbook/naive_database.ts";
 * import assert from "node:assert/strict";
 *
 * const database = new NaiveDatabase([{ ill: 1 }], 1);
 * database.countQuery("ill", 1, -1);
 * assert.equal(database.remainingBudget(), 2);
 * ```
 */
export class NaiveDatabase {
  rows: readonly Row[];
  epsilonBudget: number;
  spentBudget = 0;
  random: RandomSource;

  constructor(
    data: TableData,
    epsilonBudget: number,
    random: RandomSource = secureRandom(),
  ) {
    this.rows = rowsOf(data);
    this.epsilonBudget = epsilonBudget;
    this.random = random;
  }

  checkPrivacyBudget(epsilon: number): boolean {
    return !(this.spentBudget + epsilon > this.epsilonBudget);
  }

  countQuery(column: string, value: unknown, epsilon: number): number {
    if (!this.checkPrivacyBudget(epsilon)) {
      throw new Error(
        `Privacy budget exceeded: ${epsilon} requested, ${this.remainingBudget()} left`,
      );
    }
    const trueCount = this.rows.filter((row) => row[column] === value).length;
    const draw = laplace.factory(0, 1, { prng: this.random.uniform });
    const noisyCount = trueCount + draw() / epsilon;
    this.spentBudget += epsilon;
    console.log(
      `true count: ${trueCount}, noisy count: ${noisyCount.toFixed(1)}`,
    );
    return noisyCount;
  }

  remainingBudget(): number {
    return this.epsilonBudget - this.spentBudget;
  }
}
