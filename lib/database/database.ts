import { jupyterDisplay } from "../displayable.ts";
import type { Ledger, PrivacyBudget } from "../accounting/budget.ts";
import { pureDp } from "../accounting/privacy_loss.ts";
import { requireColumn, requireKnown, requirePositive } from "../checks.ts";
import type { Exactable } from "../exact.ts";
import type { DisplayBundle } from "../html_table.ts";
import type { RandomSource } from "../random.ts";
import type { CellTest, Filter, Scalar } from "../where.ts";
import { type Answer, answering } from "./answer.ts";
import { databaseBundle } from "./cards.ts";
import { copyColumns } from "./columns.ts";
import type { DatabaseData } from "./data.ts";
import { type Assumptions, DryRun, readAssumptions } from "./dry_run.ts";
import type { Engine } from "./engines/engine.ts";
import { MemoryEngine, requireFewRows } from "./engines/memory.ts";
import { Explanation } from "./explanation.ts";
import { questionOf, type Said } from "./method_options.ts";
import { action, type DatabaseOptions, readOptions } from "./options.ts";
import {
  type Plan,
  planOf,
  type PrivacyUnit,
  type PublicFacts,
} from "./plan.ts";
import type {
  CountOptions,
  FreeQuestion,
  GroupBy,
  HistogramOptions,
  MeasureOptions,
  PrivateKeysOptions,
  QuantileOptions,
  Query,
  Question,
} from "./question.ts";
import type { EstimateRelease } from "./releases/estimate.ts";
import type { GroupedRelease } from "./releases/grouped.ts";
import type { QuantileRelease } from "./releases/quantile.ts";
import type { Release } from "./releases/release.ts";
import type { NeighboringRelation } from "./sensitivity.ts";
import { smallestEpsilon } from "./smallest_epsilon.ts";

/** The same questions, asked of each group. */
export interface GroupedQuestions {
  count(options: CountOptions): Promise<GroupedRelease<Release>>;
  sum(
    column: string,
    options: MeasureOptions,
  ): Promise<GroupedRelease<Release>>;
  mean(
    column: string,
    options: MeasureOptions,
  ): Promise<GroupedRelease<EstimateRelease>>;
  variance(
    column: string,
    options: MeasureOptions,
  ): Promise<GroupedRelease<EstimateRelease>>;
  quantile(
    column: string,
    options: QuantileOptions,
  ): Promise<GroupedRelease<QuantileRelease>>;
}

/**
 * A table that answers questions with noise, from a budget, and in no other way.
 *
 * **Guarantee.** Everything that it returns, throws, prints or displays is, all
 * together, ε-differentially private for the ε of its budget and its relation
 * (and a zero-concentrated or approximate budget likewise), even if each
 * question depends on the answers before. What is protected is a row, or with a
 * `privacyUnit` all rows of a person. It relies on secure random bits and
 * covers neither code in the same process that holds the data anyway, nor how
 * long an answer takes, nor whether the memory lasts for it.
 *
 * Bounds, categories and keys come from the schema or the question, never from
 * the data. A row takes part if it passes `where`, has the value that is asked
 * for, and lies in one of the groups; a missing value (null, NaN, or of another
 * type) keeps a row out. Of one person the first `maxRows` such rows take part
 * and rows without a person do not. Values are clamped to their bounds and
 * added up as whole steps of a grid.
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
  readonly #engine: Engine;
  readonly #facts: PublicFacts;
  /** Known under `"replace-one"` without a privacy unit alone. */
  readonly #rows: number | undefined;
  readonly #budget: PrivacyBudget;
  readonly #random: RandomSource;

  /**
   * @param data records, a DataFrame, or one array a column
   * @throws {RangeError | TypeError} if an option is invalid, the data is no table, it
   * has more than 2^26 rows and the budget a δ, or it lacks a column of the schema or
   * the unit: records lack one that none of them has
   */
  constructor(data: DatabaseData, options: DatabaseOptions) {
    const { budget, schema, relation, privacyUnit, random } = readOptions(
      options,
    );
    this.#budget = budget;
    this.#random = random;
    const declared = schema && Object.keys(schema.columns);
    const needed = declared && privacyUnit &&
        !declared.includes(privacyUnit.column)
      ? [...declared, privacyUnit.column]
      : declared;
    const table = copyColumns(data, needed);
    const columns = declared ?? [...table.cells.keys()];
    if (privacyUnit !== undefined) {
      requireColumn(action, privacyUnit.column, [
        ...table.cells.keys(),
      ]);
    }
    this.#rows = relation === "replace-one" && privacyUnit === undefined
      ? table.length
      : undefined;
    const budgetKind = this.#budget.total.kind;
    this.#facts = { columns, schema, relation, privacyUnit, budgetKind };
    if (budgetKind === "approximate") requireFewRows(table);
    this.#engine = new MemoryEngine(table, privacyUnit?.column);
    Object.freeze(this);
  }

  static {
    Object.freeze(this);
    Object.freeze(this.prototype);
  }

  /** Under which relation the guarantee is stated. */
  get relation(): NeighboringRelation {
    return this.#facts.relation;
  }

  /** Whose data is protected, if it is not a row. */
  get privacyUnit(): PrivacyUnit | undefined {
    return this.#facts.privacyUnit;
  }

  /** The names of the columns, which are public. */
  get columnNames(): readonly string[] {
    return [...this.#facts.columns];
  }

  /** What was asked and charged so far, oldest first. */
  get ledger(): Ledger {
    return this.#budget.entries;
  }

  /**
   * Whether a count of this ε would be answered now. Charges nothing. For other
   * questions, see `fits` of {@linkcode dryRun}.
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
    // As a `where`, a column named "and", "or" or "not" would be read as such.
    const test: CellTest = {
      kind: "cell",
      column: requireName(column),
      values: [requireScalar(value)],
      isRange: false,
    };
    const answer = await this.#ask({ epsilon }, { query: "count" }, test);
    return (answer as Release).value;
  }

  /**
   * How many rows satisfy a condition: a whole number with noise, perhaps below 0.
   *
   * @param options.where conditions by column, `and`, `or`, `not`; all rows if left out
   * @param options.epsilon what the answer costs, above 0; or `rho`
   * @param options.maxRows rows of one person that take part; 1 counts persons
   * @throws {BudgetExceededError} (rejects) if it does not fit the budget
   * @throws {TypeError | RangeError} (rejects) if an argument is invalid; nothing is charged
   */
  count(options: CountOptions): Promise<Release> {
    return this.#ask(options, { query: "count" }) as Promise<Release>;
  }

  /**
   * The sum of a column, each value clamped to its bounds.
   *
   * @param column a column of numbers
   * @param options.bounds `min`, `max` and `step`, where they are not those of the schema
   * @throws {BudgetExceededError} (rejects) if it does not fit the budget
   * @throws {TypeError | RangeError} (rejects) if an argument is invalid or a bound is missing; nothing is charged
   */
  sum(column: string, options: MeasureOptions): Promise<Release> {
    return this.#ask(options, { column, query: "sum" }) as Promise<Release>;
  }

  /**
   * The mean of a column, each value clamped to its bounds: a noisy sum, counted
   * from the middle of the bounds, over a noisy count, half of the loss each.
   *
   * @throws as {@linkcode sum}
   */
  mean(column: string, options: MeasureOptions): Promise<EstimateRelease> {
    return this.#ask(options, { column, query: "mean" }) as Promise<
      EstimateRelease
    >;
  }

  /**
   * The variance of a column, each value clamped to its bounds, from a noisy
   * count, sum and sum of squares, a third of the loss each.
   *
   * @throws as {@linkcode sum}
   */
  variance(column: string, options: MeasureOptions): Promise<EstimateRelease> {
    return this.#ask(options, { column, query: "variance" }) as Promise<
      EstimateRelease
    >;
  }

  /**
   * A quantile of a column, each value clamped to its bounds: one of the steps
   * between them, chosen by the exponential mechanism.
   *
   * @param options.quantile from 0 to 1; the median unless given
   * @param options.epsilon what the answer costs; it cannot be given as `rho`
   * @throws as {@linkcode sum}
   */
  quantile(
    column: string,
    options: QuantileOptions,
  ): Promise<QuantileRelease> {
    return this.#ask(options, { column, query: "quantile" }) as Promise<
      QuantileRelease
    >;
  }

  /**
   * How many rows have each category of a column, or lie in each bin.
   *
   * @param options.bins how many, of equal width between the declared bounds, to which values are clamped
   * @param options.edges or where they begin and end: [from, to), the last one closed; values beyond are left out
   * @throws as {@linkcode count}
   */
  async histogram(
    column: string,
    options: HistogramOptions,
  ): Promise<GroupedRelease<Release>> {
    const { bins, edges, ...rest } = { ...options };
    const groupBy = bins === undefined && edges === undefined
      ? requireName(column)
      : Object.fromEntries([[column, { bins, edges }]]) as GroupBy;
    return await this.groupBy(groupBy).count(rest);
  }

  /**
   * The same questions for each group, for the price of one.
   *
   * @param groups columns with categories; or by column its public keys, `{ bins }`,
   *   `{ edges }`, or `"private"` keys, which take an approximate budget and a δ
   */
  groupBy(
    groups: Readonly<Record<string, "private">>,
  ): { count(options: PrivateKeysOptions): Promise<GroupedRelease<Release>> };
  groupBy(groups: GroupBy): GroupedQuestions;
  groupBy(groupBy: GroupBy): GroupedQuestions {
    const by = (query: Query) => (column: string, options: MeasureOptions) =>
      this.#ask(options, { column, query, groupBy });
    const questions = {
      count: (options: CountOptions) =>
        this.#ask(options, { query: "count", groupBy }),
      sum: by("sum"),
      mean: by("mean"),
      variance: by("variance"),
      quantile: by("quantile"),
    };
    return Object.freeze(questions) as GroupedQuestions;
  }

  /**
   * Answers a question that is plain data, as the methods of its name do.
   *
   * @throws as {@linkcode sum}
   */
  ask(question: Question): Promise<Answer> {
    return this.#ask(question);
  }

  /**
   * What a question would do: rows, totals, sensitivity, noise, cost. Touches
   * neither data nor budget.
   *
   * @throws {TypeError | RangeError} if the question is invalid
   */
  explain(question: Question): Explanation {
    return new Explanation(this.#plan(question), this.privacyUnit?.column);
  }

  /**
   * How far off the answer to a question would be. Touches neither data nor
   * budget.
   *
   * @param assumptions for a mean or variance, how many rows take part
   * @throws {TypeError | RangeError} if the question is invalid
   */
  dryRun(question: Question, assumptions: Assumptions = {}): DryRun {
    const plan = this.#plan(question);
    const fits = this.#budget.canSpend(plan.charge);
    return new DryRun(plan, readAssumptions(assumptions), fits);
  }

  /**
   * The smallest ε, to three digits and rounded up, at which the error of a question would
   * exceed `accuracy` with probability at most `alpha`. Touches neither data nor
   * budget.
   *
   * @param question without its cost
   * @param target.accuracy in the unit of the answer, above 0
   * @param target.alpha above 0 and below 1 (0.05)
   * @param target.simultaneous whether no group may be further off
   * @throws {RangeError} if no ε from 1e-9 to 1e9 achieves it
   * @throws {TypeError} if an option is unknown
   */
  epsilonForAccuracy(
    question: FreeQuestion,
    target:
      & Assumptions
      & {
        readonly accuracy: number;
        readonly alpha?: number;
        readonly simultaneous?: boolean;
      },
  ): number {
    const action = "find epsilon";
    requireKnown(action, target, [
      ...["accuracy", "alpha", "simultaneous"],
      ...["rows", "mean", "deviation"],
    ]);
    const { accuracy, alpha = 0.05, simultaneous = false, ...assumptions } =
      target;
    requirePositive(action, "accuracy", accuracy);
    return smallestEpsilon((epsilon) => {
      const run = this.dryRun(
        { ...question, epsilon } as Question,
        assumptions,
      );
      const off = simultaneous
        ? run.simultaneousAccuracy(alpha)
        : run.accuracy(alpha);
      return off <= accuracy;
    });
  }

  /** Columns, relation, unit and budget: what is public. */
  toJSON(): unknown {
    return {
      columns: this.columnNames,
      relation: this.relation,
      ...this.#rows !== undefined && { rows: this.#rows },
      ...this.privacyUnit && { privacyUnit: this.privacyUnit },
      budget: this.#budget.toJSON(),
    };
  }

  toString(): string {
    const { privacyUnit, relation } = this;
    const rows = this.#rows === undefined ? "" : `${this.#rows} rows, `;
    const unit = privacyUnit === undefined
      ? ""
      : ` for ${privacyUnit.column} (at most ${privacyUnit.maxRows} rows)`;
    return `DifferentiallyPrivateDatabase { ${rows}columns: ${
      this.columnNames.join(", ")
    }; relation: ${relation}${unit}; remaining: ${this.#budget.remaining} of ${this.#budget.total} }`;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this[jupyterDisplay]()["text/plain"];
  }

  [jupyterDisplay](): DisplayBundle {
    return databaseBundle(this.#facts, this.#budget, this.#rows);
  }

  /** Async from its first line, so that even options that throw reject. */
  async #ask(options: unknown, said?: Said, only?: Filter): Promise<Answer> {
    const plan = this.#plan(
      said === undefined ? options : questionOf(options, said),
      only,
    );
    const answer = answering(plan, this.#random);
    // What was asked, where it is charged in one piece: a refusal can speak of it.
    const { loss, charge, statistics } = plan;
    this.#budget.spend(statistics.length > 1 ? charge : loss, plan.label);
    // The data is touched on a fresh stack. On that of a caller who has nearly
    // used it up, whether it overflows would depend on the records.
    await undefined;
    return answer(this.#engine);
  }

  #plan(question: unknown, only?: Filter): Plan {
    return planOf(question, this.#facts, only);
  }
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
