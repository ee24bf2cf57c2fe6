import { type LedgerEntry, PrivacyBudget } from "../accounting/budget.ts";
import { type PrivacyLoss, pureDp } from "../accounting/privacy_loss.ts";
import type { Exactable } from "../exact.ts";
import { discreteLaplace } from "../mechanisms/discrete_laplace.ts";
import { type RandomSource, secureRandom } from "../random.ts";
import type { Schema } from "../schema.ts";
import type { Scalar, Where } from "../where.ts";
import { type Columns, copyColumns, type DatabaseData } from "./columns.ts";
import { countQuery, trueCount } from "./query.ts";
import { Release } from "./release.ts";

/** What two neighboring tables differ by: one record in or out, or one replaced. */
export type NeighboringRelation = "add-remove" | "replace-one";

export interface DatabaseOptions {
  /** The total, as a pure ε: a number, "1/11" or a rational. Or give `budget`. */
  readonly epsilonBudget?: Exactable;
  /** The total, as a privacy loss. Or give `epsilonBudget`. */
  readonly budget?: PrivacyLoss;
  /** Public metadata: columns that are not in it are dropped. */
  readonly schema?: Schema;
  /** `"replace-one"` declares the number of rows public. */
  readonly relation?: NeighboringRelation;
  /** Secure unless given; releases made with a seeded source say so. */
  readonly random?: RandomSource;
}

/**
 * A table that answers questions with noise, from a budget, and in no other way.
 *
 * **Guarantee.** Everything that it returns, throws, prints or displays is, all
 * together, ε-differentially private for the ε of its budget and its relation
 * (and a zero-concentrated or approximate budget likewise), even if each
 * question depends on the answers before. It relies on secure random bits and
 * covers neither code in the same process that holds the data anyway, nor how
 * long an answer takes.
 *
 * A question is charged before the data is touched; one that is refused
 * changes nothing. The data is copied: later changes to it have no effect.
 *
 * @see Dwork, McSherry, Nissim, Smith, *Calibrating noise to sensitivity*, 2006
 * @see McSherry, *Privacy integrated queries*, 2009
 *
 * @example Two questions, and one too many
 * ```ts
 * import { BudgetExceededError, DifferentiallyPrivateDatabase } from "lib/mod.ts";
 * import assert from "node:assert/strict";
 *
 * const rows = [{ age: 34, ill: 1 }, { age: 51, ill: 0 }];
 * const database = new DifferentiallyPrivateDatabase(rows, { epsilonBudget: 1 });
 * const ill = await database.countQuery("ill", 1, 0.5);
 * assert(Number.isInteger(ill));
 * await database.count({ where: { age: { min: 50 } }, epsilon: "1/2" });
 * await assert.rejects(() => database.countQuery("ill", 0, 0.1), BudgetExceededError);
 * assert.equal(database.remainingBudget(), 0);
 * ```
 */
export class DifferentiallyPrivateDatabase {
  readonly #columns: Columns;
  readonly #budget: PrivacyBudget;
  readonly #schema: Schema | undefined;
  readonly #relation: NeighboringRelation;
  readonly #random: RandomSource;

  /**
   * @param data records, a DataFrame, or one array a column
   * @throws {RangeError | TypeError} if an option is invalid or the data is no table
   */
  constructor(data: DatabaseData, options: DatabaseOptions) {
    const { epsilonBudget, budget, schema, relation = "add-remove", random } =
      options;
    this.#budget = new PrivacyBudget(total(epsilonBudget, budget));
    if (relation !== "add-remove" && relation !== "replace-one") {
      throw new RangeError(
        `Cannot make the database: relation must be "add-remove" or "replace-one", but is ${relation}`,
      );
    }
    this.#relation = relation;
    this.#random = random ?? secureRandom();
    this.#schema = schema === undefined ? undefined : structuredClone(schema);
    this.#columns = copyColumns(data, this.#schema);
    Object.freeze(this);
  }

  static {
    Object.freeze(this);
    Object.freeze(this.prototype);
  }

  /** Under which relation the guarantee is stated. */
  get relation(): NeighboringRelation {
    return this.#relation;
  }

  /** The names of the columns, which are public. */
  get columnNames(): readonly string[] {
    return [...this.#columns.cells.keys()];
  }

  /** What was asked and charged so far, oldest first. */
  get ledger(): readonly LedgerEntry[] {
    return this.#budget.entries;
  }

  /**
   * Whether a question of this ε would be answered now. Charges nothing.
   *
   * @throws {RangeError | TypeError} if `epsilon` is not a finite number above 0
   */
  checkPrivacyBudget(epsilon: Exactable): boolean {
    return this.#budget.canSpend(pureDp(epsilon));
  }

  /** What is left: ε, or ρ of a zero-concentrated budget, as the nearest double. */
  remainingBudget(): number {
    const { epsilon, rho } = this.#budget.remaining;
    return (epsilon ?? rho)!.toNumber();
  }

  /**
   * How many records have this value: a whole number with noise, unclamped, so
   * perhaps below 0.
   *
   * @param column a column, whose name is public
   * @param value compared strictly; −0 equals 0, NaN equals nothing
   * @param epsilon what the answer costs, above 0
   * @throws {BudgetExceededError} (rejects) if it does not fit the budget
   * @throws {TypeError | RangeError} (rejects) if an argument is invalid; nothing is charged
   */
  async countQuery(
    column: string,
    value: Scalar,
    epsilon: Exactable,
  ): Promise<number> {
    const where = { [requireName(column)]: requireScalar(value) };
    return (await this.count({ where, epsilon })).value;
  }

  /**
   * How many records satisfy a condition.
   *
   * @param options.where conditions by column, all of which have to hold; all records if left out
   * @param options.epsilon what the answer costs, above 0
   * @throws {BudgetExceededError} (rejects) if it does not fit the budget
   * @throws {TypeError | RangeError} (rejects) if an argument is invalid; nothing is charged
   */
  async count(
    { where = {}, epsilon }: {
      readonly where?: Where;
      readonly epsilon: Exactable;
    },
  ): Promise<Release> {
    const query = countQuery(
      where,
      [...this.#columns.cells.keys()],
      this.#schema,
    );
    const mechanism = discreteLaplace({ sensitivity: 1, epsilon });
    const loss = this.#budget.spend(mechanism.loss(), query.label);
    // The data is touched on a fresh stack. On that of a caller who has nearly
    // used it up, whether it overflows would depend on the records.
    await undefined;
    const secret = trueCount(query, this.#columns);
    const value = mechanism.release(secret, this.#random);
    return new Release(value, loss, mechanism, this.#random.isSecure);
  }

  /** Columns, relation and budget: what is public. */
  toJSON(): unknown {
    return {
      columns: this.columnNames,
      relation: this.#relation,
      ...this.#relation === "replace-one" && { rows: this.#columns.length },
      budget: this.#budget.toJSON(),
    };
  }

  toString(): string {
    const rows = this.#relation === "replace-one"
      ? `${this.#columns.length} rows, `
      : "";
    return `DifferentiallyPrivateDatabase { ${rows}columns: ${
      this.columnNames.join(", ")
    }; relation: ${this.#relation}; remaining: ${this.#budget.remaining} of ${this.#budget.total} }`;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }

  [Symbol.for("Jupyter.display")](): Record<string, string> {
    return { "text/plain": this.toString() };
  }
}

function total(
  epsilonBudget: Exactable | undefined,
  budget: PrivacyLoss | undefined,
): PrivacyLoss | Exactable {
  if ((epsilonBudget === undefined) === (budget === undefined)) {
    throw new TypeError(
      "Cannot make the database: one of epsilonBudget and budget must be given",
    );
  }
  return budget ?? epsilonBudget!;
}

function requireName(column: unknown): string {
  if (typeof column === "string") return column;
  throw new TypeError(
    `Cannot count: column must be a name, but is of type ${typeof column}`,
  );
}

function requireScalar(value: unknown): Scalar {
  if (["string", "number", "boolean"].includes(typeof value)) {
    return value as Scalar;
  }
  throw new TypeError(
    `Cannot count: value must be a number, a text or a boolean, but is of type ${typeof value}`,
  );
}
