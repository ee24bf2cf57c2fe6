import type { Row } from "./rows.ts";

/** A single value that a cell can equal. */
export type Scalar = string | number | boolean;

/** What a cell has to be: equal to a value, in a closed range, or one of a set. */
export type Condition =
  | Scalar
  | { readonly min?: number; readonly max?: number }
  | { readonly in: readonly Scalar[] };

/** A condition for each column named; all of them have to hold. Data, not code. */
export type Where = Readonly<Record<string, Condition>>;

/**
 * Turns a condition into a predicate on records.
 *
 * Equality is strict, −0 equals 0, and NaN, null and missing values match
 * nothing. Both ends of a range belong to it and either may be left out.
 *
 * @throws {TypeError} if a condition is none of the three forms
 *
 * @example What a neighbor might know
 * ```ts
 * import { matching } from "lib/where.ts";
 * import assert from "node:assert/strict";
 *
 * const known = matching({ age: 34, salary: { min: 50_000, max: 60_000 } });
 * assert(known({ age: 34, salary: 60_000 }));
 * assert(!known({ age: 34, salary: null }));
 * ```
 */
export function matching(where: Where): (row: Row) => boolean {
  const tests = Object.entries(where).map(([column, condition]) => {
    const test = cellTest(column, condition);
    return (row: Row) => Object.hasOwn(row, column) && test(row[column]);
  });
  return (row) => tests.every((test) => test(row));
}

function cellTest(
  column: string,
  condition: unknown,
): (cell: unknown) => boolean {
  if (isScalar(condition)) return (cell) => cell === condition;
  if (isRecord(condition)) {
    const keys = Object.keys(condition);
    if (keys.length === 1 && Array.isArray(condition.in)) {
      const members = condition.in;
      if (members.every(isScalar)) {
        return (cell) => members.some((member) => member === cell);
      }
    }
    const { min = -Infinity, max = Infinity } = condition;
    const known = keys.every((key) => key === "min" || key === "max");
    if (known && isBound(min) && isBound(max)) {
      return (cell) => typeof cell === "number" && cell >= min && cell <= max;
    }
  }
  throw new TypeError(
    `Cannot match column ${column}: the condition must be a value, { min, max } or { in: [values] }`,
  );
}

function isScalar(value: unknown): value is Scalar {
  return ["string", "number", "boolean"].includes(typeof value);
}

function isBound(value: unknown): value is number {
  return typeof value === "number" && !Number.isNaN(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
