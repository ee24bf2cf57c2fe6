import { requireColumn } from "../checks.ts";
import type { Schema } from "../schema.ts";
import { type CellTest, cellTests, type Where } from "../where.ts";
import type { Columns } from "./columns.ts";

/** A count that has been checked and no longer depends on the caller's objects. */
export interface CountQuery {
  readonly label: string;
  readonly tests: readonly CellTest[];
}

/**
 * Checks a count against what is public. Nothing here has seen a record.
 *
 * @throws {TypeError} if a column is unknown, a condition has no known form or
 * a value has not the type of its column
 * @throws {RangeError} if a value is not among the categories of its column
 */
export function countQuery(
  where: Where,
  columns: readonly string[],
  schema: Schema | undefined,
): CountQuery {
  const tests = cellTests(where);
  for (const test of tests) {
    requireColumn("count", test.column, columns);
    if (schema !== undefined) requireFit(test, schema);
  }
  const label = tests.length === 0
    ? "count"
    : `count where ${tests.map(conditionText).join(" and ")}`;
  return { label, tests };
}

/** The true count: the curator's secret, for the mechanism alone. */
export function trueCount(
  { tests }: CountQuery,
  { length, cells }: Columns,
): number {
  const checks = tests.map(({ column, test }) => ({
    column: cells.get(column)!,
    test,
  }));
  let count = 0;
  for (let i = 0; i < length; i++) {
    if (checks.every(({ column, test }) => test(column[i]))) count++;
  }
  return count;
}

function requireFit({ column, values, isRange }: CellTest, schema: Schema) {
  const declared = schema.columns[column]!;
  const types = declared.type === "category"
    ? new Set(declared.categories.map((category) => typeof category))
    : new Set(["number"]);
  const foreign = values.find((value) => !types.has(typeof value));
  if (foreign !== undefined) {
    throw new TypeError(
      `Cannot count: the value of ${column} must be a ${
        [...types].join(" or ")
      }, but is of type ${typeof foreign}`,
    );
  }
  if (declared.type === "category" && !isRange) {
    const unknown = values.find((value) =>
      !declared.categories.some((category) => category === value)
    );
    if (unknown !== undefined) {
      throw new RangeError(
        `Cannot count: the value of ${column} must be one of its categories, but is ${unknown}`,
      );
    }
  }
}

function conditionText({ column, values, isRange }: CellTest): string {
  const [min, max] = values;
  if (isRange && max === Infinity) return `${column} ≥ ${min}`;
  if (isRange && min === -Infinity) return `${column} ≤ ${max}`;
  if (isRange) return `${column} from ${min} to ${max}`;
  return values.length === 1
    ? `${column} = ${values[0]}`
    : `${column} in [${values.join(", ")}]`;
}
