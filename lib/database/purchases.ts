import type { Ledger } from "../accounting/budget.ts";
import { PrivacyBudget } from "../accounting/budget.ts";
import { type PrivacyLoss, pureDp } from "../accounting/privacy_loss.ts";
import { requireKnown } from "../checks.ts";
import { jupyterDisplay } from "../displayable.ts";
import type { Exactable } from "../exact.ts";
import type { DisplayBundle } from "../html_table.ts";
import { type RandomSource, secureRandom } from "../random.ts";
import { processorBundle } from "./cards.ts";
import { type DatabaseData, requireNames } from "./data.ts";
import { DifferentiallyPrivateDatabase } from "./database.ts";
import type { Explanation } from "./explanation.ts";
import type { PrivacyUnit } from "./plan.ts";
import type { Bounds, Question } from "./question.ts";
import type { Release } from "./releases/release.ts";

const action = "anonymize purchases";

/** What a list of numbers is called where a name is needed. */
const LIST = "purchase";

export interface ProcessorOptions {
  /**
   * The range to which each purchase is clamped, from 0 unless given, and the
   * width of the grid on it: 0.01 for dollars and cents. Public, and from
   * knowledge, not from the purchases.
   */
  readonly bounds: Bounds & { readonly max: number; readonly step: number };
  /** Where the amount stands, if purchases are rows; without it they are numbers. */
  readonly column?: string;
  /** Whose a row is, and how many rows of one customer take part; each row its own if left out. */
  readonly privacyUnit?: PrivacyUnit;
  /** The total that all answers together may cost: as much as one, unless given. */
  readonly epsilonBudget?: Exactable;
  /** Secure unless given; releases made with a seeded source say so. */
  readonly random?: RandomSource;
}

/**
 * Releases totals of purchases with noise, each for the same ε, until its budget
 * is used up.
 *
 * **Guarantee.** All totals that it releases are, together, ε-differentially
 * private for the ε of its budget, for neighboring lists of which one has a
 * customer more (`"add-remove"`), also if a customer is in several of the lists.
 * A customer is one number of a list, or one row, or with a `privacyUnit` all
 * rows with the same value there: for somebody who is k of these the ε is k
 * times as large. It relies on what {@linkcode DifferentiallyPrivateDatabase}
 * relies on, which adds up and adds the noise: values are clamped, added as
 * whole steps, and noise of scale Δ/ε is drawn in steps, where Δ is the largest
 * bound times the rows that take part. A value that is no number is left out, and
 * so is a row that does not say whose it is, if there is a `privacyUnit`.
 *
 * An answer is charged before the purchases are read, but for the names of their
 * columns, which are public. A refused one changes nothing.
 *
 * @see Dwork, McSherry, Nissim, Smith, *Calibrating noise to sensitivity*, 2006
 *
 * @example Three customers, a limit of 300 dollars, and one answer
 * ```ts
 * import { BudgetExceededError, DPProcessor } from "lib/mod.ts";
 * import assert from "node:assert/strict";
 *
 * const processor = new DPProcessor(1, { bounds: { max: 300, step: 1 } });
 * const total = await processor.anonymizePurchases([100, 200, 300]);
 * assert(Number.isInteger(total.value));
 * assert.equal(processor.sensitivity, 300);
 * await assert.rejects(
 *   () => processor.anonymizePurchases([100, 200, 300]),
 *   BudgetExceededError,
 * );
 * ```
 */
export class DPProcessor {
  readonly #loss: PrivacyLoss;
  readonly #budget: PrivacyBudget;
  readonly #question: Question & { readonly query: "sum" };
  readonly #privacyUnit: PrivacyUnit | undefined;
  readonly #isList: boolean;
  readonly #random: RandomSource;
  /** What is public about every answer. */
  readonly #explanation: Explanation;

  /**
   * @param epsilon what each answer costs, above 0
   * @throws {RangeError | TypeError} if an option is unknown or invalid, or a bound
   * is missing
   */
  constructor(epsilon: Exactable, options: ProcessorOptions) {
    const given: Partial<ProcessorOptions> = options ?? {};
    requireKnown("make the processor", given, [
      "bounds",
      "column",
      "privacyUnit",
      "epsilonBudget",
      "random",
    ]);
    const { bounds, column, privacyUnit, epsilonBudget, random } = given;
    if (privacyUnit !== undefined && column === undefined) {
      throw new TypeError(
        "Cannot make the processor: column must say where the amount of a row stands if there is a privacyUnit",
      );
    }
    this.#loss = pureDp(epsilon);
    this.#budget = new PrivacyBudget(epsilonBudget ?? this.#loss);
    this.#isList = column === undefined;
    this.#random = random ?? secureRandom();
    this.#question = Object.freeze({
      query: "sum",
      column: column === undefined ? LIST : column,
      bounds: Object.freeze({ min: 0, ...bounds }),
      epsilon: this.#loss.epsilon!,
    });
    this.#privacyUnit = privacyUnit && Object.freeze({ ...privacyUnit });
    this.#explanation = this.#open([]).explain(this.#question);
    Object.freeze(this);
  }

  static {
    Object.freeze(this);
    Object.freeze(this.prototype);
  }

  /** What each answer costs. */
  get loss(): PrivacyLoss {
    return this.#loss;
  }

  /** How far one customer can move a total. */
  get sensitivity(): number {
    return this.#explanation.totals[0]!.sensitivity;
  }

  /** The answers so far, oldest first. */
  get ledger(): Ledger {
    return this.#budget.entries;
  }

  /** What is left of the budget, as the nearest double. */
  remainingBudget(): number {
    return this.#budget.remaining.epsilon!.toNumber();
  }

  /**
   * The smallest error that the noise of an answer exceeds with probability at
   * most `alpha`. What clamping and leaving out rows change is not in it.
   *
   * @throws {RangeError} if `alpha` is not above 0 and below 1
   */
  accuracy(alpha: number): number {
    return this.#open([]).dryRun(this.#question).accuracy(alpha);
  }

  /** What happens to purchases, and which noise their total gets. Costs nothing. */
  explain(): Explanation {
    return this.#explanation;
  }

  /**
   * The total of purchases, each clamped to the bounds, with noise.
   *
   * @param purchases one number a customer; with `column`, rows or a DataFrame; to
   * be left alone until the answer is there
   * @throws {BudgetExceededError} (rejects) if the budget does not pay for it
   * @throws {TypeError} (rejects) if it is neither, or lacks a column: records lack one
   * that none of them has. Nothing is charged. A record that is no object rejects
   * after the charge: whoever calls holds the purchases
   */
  async anonymizePurchases(
    purchases: ArrayLike<number> | DatabaseData,
  ): Promise<Release> {
    if (this.#isList ? !isList(purchases) : purchases !== Object(purchases)) {
      throw new TypeError(
        `Cannot ${action}: they must be ${
          this.#isList ? "a list of numbers" : "rows or a DataFrame"
        }, but are of type ${typeof purchases}`,
      );
    }
    if (!this.#isList) {
      requireNames(action, purchases as DatabaseData, this.#columns);
    }
    this.#budget.spend(this.#loss, this.#explanation.question);
    // The purchases are touched on a fresh stack, as in the database.
    await undefined;
    return await this.#open(purchases).ask(this.#question) as Release;
  }

  toJSON(): unknown {
    const { loss, sensitivity } = this;
    return { loss, sensitivity, budget: this.#budget.toJSON() };
  }

  toString(): string {
    const { mechanism, sensitivity } = this.#explanation.totals[0]!;
    return `DPProcessor { a customer moves a total by at most ${sensitivity}; ${mechanism}; ${this.#loss} an answer; remaining: ${this.#budget.remaining} of ${this.#budget.total} }`;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this[jupyterDisplay]()["text/plain"];
  }

  [jupyterDisplay](): DisplayBundle {
    const off = this.accuracy(0.05);
    return processorBundle(this.#explanation, this.#budget, off);
  }

  /** The columns that purchases have to have, if they are rows. */
  get #columns(): string[] {
    const { column } = this.#question;
    const unit = this.#privacyUnit;
    return unit === undefined ? [column] : [column, unit.column];
  }

  /** A database that can answer once. */
  #open(purchases: ArrayLike<number> | DatabaseData) {
    const { column } = this.#question;
    const amount = { type: "number", description: "what was paid" } as const;
    const data = this.#isList
      ? { [column]: purchases as ArrayLike<number> }
      : purchases as DatabaseData;
    return new DifferentiallyPrivateDatabase(data, {
      budget: this.#loss,
      // Everything about the numbers is in the question.
      schema: { columns: Object.fromEntries([[column, amount]]) },
      privacyUnit: this.#privacyUnit,
      random: this.#random,
    });
  }
}

function isList(purchases: unknown): boolean {
  return Array.isArray(purchases) ||
    ArrayBuffer.isView(purchases) && !(purchases instanceof DataView);
}
