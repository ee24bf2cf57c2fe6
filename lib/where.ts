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

/** A condition read once and copied: whoever wrote it can no longer watch it. */
export interface CellTest {
  readonly column: string;
  /** The values compared with: those of an equality or a set, the ends of a range. */
  readonly values: readonly Scalar[];
  readonly isRange: boolean;
  readonly test: (cell: unknown) => boolean;
}

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
  const tests = cellTests(where);
  return (row) =>
    tests.every(({ column, test }) =>
      Object.hasOwn(row, column) && test(row[column])
    );
}

/**
 * The conditions of a `where`, each read exactly once.
 *
 * @throws {TypeError} if a condition is none of the three forms
 */
export function cellTests(where: Where): CellTest[] {
  if (!isRecord(where)) {
    throw new TypeError(
      "Cannot match the records: where must be an object of conditions by column",
    );
  }
  return Object.entries(where).map(([column, condition]) =>
    cellTest(column, condition)
  );
}

function cellTest(column: string, condition: unknown): CellTest {
  if (isScalar(condition)) return equality(column, [condition]);
  if (isRecord(condition)) {
    const { min = -Infinity, max = Infinity, in: set, ...rest } = condition;
    const isKnown = Object.keys(rest).length === 0;
    if (isKnown && Array.isArray(set)) {
      const members: unknown[] = [...set];
      const hasEnds = "min" in condition || "max" in condition;
      if (members.every(isScalar) && !hasEnds) return equality(column, members);
    }
    if (isKnown && set === undefined && isBound(min) && isBound(max)) {
      return {
        column,
        values: [min, max],
        isRange: true,
        test: (cell) => typeof cell === "number" && cell >= min && cell <= max,
      };
    }
  }
  throw new TypeError(
    `Cannot match column ${column}: the condition must be a value, { min, max } or { in: [values] }`,
  );
}

function equality(column: string, values: readonly Scalar[]): CellTest {
  const [first] = values;
  return {
    column,
    values,
    isRange: false,
    test: values.length === 1
      ? (cell) => cell === first
      : (cell) => values.some((value) => value === cell),
  };
}

function isScalar(value: unknown): value is Scalar {
  return ["string", "number", "boolean"].includes(typeof value);
}

function isBound(value: unknown): value is number {
  return typeof value === "number" && !Number.isNaN(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  // A Map, a Set or a Date has no properties of its own and would match all.
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
