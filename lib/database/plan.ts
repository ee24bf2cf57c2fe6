import { advised } from "../advice.ts";
import type { PrivacyKind } from "../accounting/kinds.ts";
import type { PrivacyLoss } from "../accounting/privacy_loss.ts";
import { requireColumn } from "../checks.ts";
import type { Schema } from "../schema.ts";
import { cellTests, type Filter, filterOf, filterText } from "../where.ts";
import { type Dimension, dimensionOf, groupCount } from "./dimension.ts";
import { requireFit } from "./fit.ts";
import { type Measure, measureOf } from "./measure.ts";
import { actions, type Query, readQuestion } from "./question.ts";
import {
  type NeighboringRelation,
  type Sensitivity,
  sensitivityOf,
} from "./sensitivity.ts";

/** Whose data one guarantee covers: all rows with the same value in a column. */
export interface PrivacyUnit {
  readonly column: string;
  /** How many rows of one person take part in an answer. */
  readonly maxRows: number;
}

/** What is public about a table: all that a plan is made from. */
export interface PublicFacts {
  readonly columns: readonly string[];
  readonly schema: Schema | undefined;
  readonly relation: NeighboringRelation;
  readonly privacyUnit: PrivacyUnit | undefined;
  /** The kind of loss that the budget adds up. */
  readonly budgetKind: PrivacyKind;
}

/** A total that is released with noise. */
export interface Statistic {
  readonly name: "count" | "sum" | "squares";
  readonly sensitivity: Sensitivity;
}

/** What an engine has to do: everything about a question but the noise. */
export interface Selection {
  /** The rows that pass; of these, */
  readonly filter: Filter;
  /** those with a value in this column, clamped and in steps; of these, */
  readonly measure: Measure | undefined;
  /** those of a public group, in a group for each combination; and of these */
  readonly dimensions: readonly Dimension[];
  readonly groups: number;
  /** for each person the first so many. Absent if a row is a person. */
  readonly maxRows: number | undefined;
}

/** A checked question: what is computed, how far neighbors move it, what it costs. */
export interface Plan extends Selection {
  readonly action: string;
  readonly query: Query;
  readonly label: string;
  /** What the noise is calibrated to. */
  readonly loss: PrivacyLoss;
  /** The same in the kind of the budget: what is charged. */
  readonly charge: PrivacyLoss;
  /** The totals behind the answer; the loss is divided among them equally. */
  readonly statistics: readonly Statistic[];
  readonly relation: NeighboringRelation;
  readonly quantile: number;
  /** The column whose keys are not public, if there is one. */
  readonly privateColumn: string | undefined;
}

const MOST_STEPS = 2 ** 26;
const MOST_CANDIDATES = 2 ** 40;

/**
 * Turns a question into a plan. Nothing here has seen a record.
 *
 * @param only which rows take part, in place of the `where` of the question
 * @throws {TypeError | RangeError} if the question does not fit what is public
 */
export function planOf(
  question: unknown,
  facts: PublicFacts,
  only?: Filter,
): Plan {
  const read = readQuestion(question);
  const { query, column, bounds, loss } = read;
  const action = actions[query];
  const { columns, schema, relation, privacyUnit } = facts;
  const filter = only ?? filterOf(read.where);
  for (const test of cellTests(filter)) {
    requireColumn(action, test.column, columns);
    if (schema !== undefined) requireFit(action, test, schema);
  }
  if (column !== undefined) requireColumn(action, column, columns);
  const centered = query === "mean" || query === "variance";
  const measure = column === undefined
    ? undefined
    : measureOf(action, column, schema, bounds, centered);
  const privateColumn = read.groups.find(({ keys }) => keys === "private")
    ?.column;
  if (privateColumn !== undefined) {
    requireColumn(action, privateColumn, columns);
  }
  const dimensions = privateColumn === undefined
    ? read.groups.map((spec) => dimensionOf(action, spec, columns, schema))
    : [];
  const groups = groupCount(action, dimensions);
  if (read.maxRows !== undefined && privacyUnit === undefined) {
    throw new TypeError(advised(
      `Cannot ${action}: maxRows must come with a privacy unit, which the database has not`,
      'It is an option of the database: privacyUnit: { column: "customer", maxRows: 5 }, for example.',
    ));
  }
  const maxRows = privacyUnit && (read.maxRows ?? privacyUnit.maxRows);
  const statistics = statisticsOf(
    action,
    query,
    measure,
    maxRows ?? 1,
    groups,
    relation,
  );
  return {
    action,
    query,
    label: labelOf(read, filter, maxRows !== privacyUnit?.maxRows),
    loss,
    charge: chargeOf(loss, statistics.length, facts.budgetKind),
    filter,
    measure,
    dimensions,
    groups,
    maxRows,
    statistics,
    relation,
    quantile: read.quantile,
    privateColumn,
  };
}

/** The parts of a loss, each in the kind of the budget, added up again. */
function chargeOf(
  loss: PrivacyLoss,
  parts: number,
  kind: PrivacyKind,
): PrivacyLoss {
  if (parts <= 1) return loss.in(kind);
  const part = loss.dividedBy(parts).in(kind);
  return Array.from({ length: parts - 1 }, () => part)
    .reduce((sum, next) => sum.plus(next), part);
}

function statisticsOf(
  action: string,
  query: Query,
  measure: Measure | undefined,
  rows: number,
  groups: number,
  relation: NeighboringRelation,
): Statistic[] {
  const total = (name: Statistic["name"], low: number, high: number) => {
    const sensitivity = sensitivityOf({ low, high }, rows, groups, relation);
    if (sensitivity.l1 > BigInt(Number.MAX_SAFE_INTEGER)) {
      throw new RangeError(
        `Cannot ${action}: one person must move the ${name} by at most 2^53 steps; a larger step makes them fewer`,
      );
    }
    return { name, sensitivity };
  };
  const count = total("count", 1, 1);
  if (query === "count" || measure === undefined) return [count];
  if (query === "quantile") {
    if (measure.high - measure.low >= MOST_CANDIDATES) {
      throw new RangeError(
        `Cannot ${action}: the bounds of ${measure.column} must be less than 2^40 steps apart; a larger step makes them fewer`,
      );
    }
    return [];
  }
  const low = measure.low - measure.center;
  const high = measure.high - measure.center;
  const sum = total("sum", low, high);
  if (query === "sum") return [sum];
  if (query === "mean") return [count, sum];
  const reach = Math.max(-low, high);
  if (reach > MOST_STEPS) {
    throw new RangeError(
      `Cannot ${action}: the bounds of ${measure.column} must be at most 2^26 steps from their middle; a larger step makes them fewer`,
    );
  }
  return [count, sum, total("squares", 0, reach ** 2)];
}

function labelOf(
  { query, column, groups, quantile, maxRows }: ReturnType<
    typeof readQuestion
  >,
  filter: Filter,
  saysRows: boolean,
): string {
  const share = query === "quantile" ? ` ${quantile}` : "";
  const of = column === undefined ? "" : ` of ${column}`;
  const isAll = filter.kind === "and" && filter.parts.length === 0;
  const where = isAll ? "" : ` where ${filterText(filter)}`;
  const by = groups.length === 0
    ? ""
    : ` by ${groups.map(({ column }) => column).join(", ")}`;
  const most = maxRows === 1 ? "one row" : `at most ${maxRows} rows`;
  const rows = saysRows ? `, ${most} a person` : "";
  return `${query}${share}${of}${where}${by}${rows}`;
}
