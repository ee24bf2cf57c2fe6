import { advised, didYouMean } from "./advice.ts";
import type { Row } from "./rows.ts";

/** A single value that a cell can equal. */
export type Scalar = string | number | boolean;

/** What a cell has to be: equal to a value, in a closed range, or one of a set. */
export type Condition =
  | Scalar
  | { readonly min?: number; readonly max?: number }
  | { readonly in: readonly Scalar[] };

/**
 * A condition for each column named, and `and`, `or` and `not` of further ones;
 * all of them have to hold. Data, not code.
 */
export interface Where {
  readonly and?: readonly Where[];
  readonly or?: readonly Where[];
  readonly not?: Where;
  readonly [column: string]: Condition | Where | readonly Where[] | undefined;
}

/** A condition on one column, read once and copied. */
export interface CellTest {
  readonly kind: "cell";
  readonly column: string;
  /** The values compared with: those of an equality or a set, the ends of a range. */
  readonly values: readonly Scalar[];
  readonly isRange: boolean;
}

/** A `where` read once and copied: whoever wrote it can no longer watch it. */
export type Filter =
  | CellTest
  | { readonly kind: "and" | "or"; readonly parts: readonly Filter[] }
  | { readonly kind: "not"; readonly part: Filter };

const DEEPEST = 32;
const MOST = 10_000;

/** How many more objects of conditions may be read. */
interface Room {
  left: number;
}
const action = "match the records";

/** So that a condition can be stated, checked and put on record. */
const DATA_NOT_CODE =
  "Conditions are data, not code: { age: { min: 65 } }, for example.";

/**
 * Turns a condition into a predicate on records.
 *
 * Equality is strict and −0 equals 0. Both ends of a range belong to it and
 * either may be left out. NaN, null and missing cells are unknown, as in SQL:
 * they satisfy no condition on their column, and neither do they satisfy its
 * `not`. An `and` of nothing holds, an `or` of nothing does not.
 *
 * @throws {TypeError} if a condition has none of the forms
 *
 * @example What a neighbor might know
 * ```ts
 * import { matching } from "lib/where.ts";
 * import assert from "node:assert/strict";
 *
 * const known = matching({ age: 34, salary: { min: 50_000, max: 60_000 } });
 * assert(known({ age: 34, salary: 60_000 }));
 * assert(!known({ age: 34, salary: null }));
 *
 * const elsewhere = matching({ not: { zip: { in: [10001, 10002] } } });
 * assert(elsewhere({ zip: 10003 }));
 * assert(!elsewhere({ zip: null }));
 * ```
 */
export function matching(where: Where): (row: Row) => boolean {
  const filter = filterOf(where);
  return (row) => holds(filter, row) === true;
}

/**
 * The filter that a `where` stands for. Each property is read exactly once.
 *
 * @throws {TypeError} if a condition has none of the forms
 */
export function filterOf(where: Where): Filter {
  return all(where, DEEPEST, { left: MOST });
}

/** The conditions on columns in a filter, in the order in which they were written. */
export function cellTests(filter: Filter): CellTest[] {
  if (filter.kind === "cell") return [filter];
  if (filter.kind === "not") return cellTests(filter.part);
  return filter.parts.flatMap(cellTests);
}

/** Whether a cell that is not missing passes a test. */
export function passes(
  { values, isRange }: CellTest,
  cell: unknown,
): boolean {
  if (!isRange) return values.some((value) => value === cell);
  const [min, max] = values as readonly number[];
  return typeof cell === "number" && cell >= min! && cell <= max!;
}

/** Whether a cell is unknown: no number, text or boolean, or NaN. */
export function isMissing(cell: unknown): boolean {
  return !isScalar(cell) || Number.isNaN(cell);
}

/** "age from 34 to 51 and not ill = 1". */
export function filterText(filter: Filter): string {
  if (filter.kind === "cell") return testText(filter);
  const inner = (part: Filter) =>
    part.kind === "and" || part.kind === "or"
      ? `(${filterText(part)})`
      : filterText(part);
  if (filter.kind === "not") return `not ${inner(filter.part)}`;
  if (filter.parts.length === 0) {
    return filter.kind === "and" ? "anything" : "nothing";
  }
  return filter.parts.map(inner).join(` ${filter.kind} `);
}

function holds(filter: Filter, row: Row): boolean | undefined {
  if (filter.kind === "cell") {
    const { column } = filter;
    const cell = Object.hasOwn(row, column) ? row[column] : undefined;
    return isMissing(cell) ? undefined : passes(filter, cell);
  }
  if (filter.kind === "not") {
    const part = holds(filter.part, row);
    return part === undefined ? undefined : !part;
  }
  const decides = filter.kind === "or";
  const parts = filter.parts.map((part) => holds(part, row));
  if (parts.includes(decides)) return decides;
  return parts.includes(undefined) ? undefined : !decides;
}

/** All conditions of one object; a single one stands for itself. */
function all(where: unknown, depth: number, room: Room): Filter {
  if (!isRecord(where)) {
    throw new TypeError(advised(
      `Cannot ${action}: where must be an object of conditions by column`,
      typeof where === "function" ? DATA_NOT_CODE : undefined,
    ));
  }
  if (depth === 0) {
    throw new TypeError(
      `Cannot ${action}: conditions must be at most ${DEEPEST} deep`,
    );
  }
  // One object that stands in many places is read in each of them.
  if (room.left-- === 0) {
    throw new TypeError(
      `Cannot ${action}: there must be at most ${MOST} objects of conditions`,
    );
  }
  const parts = Object.entries(where)
    .filter(([key, value]) => !(isReserved(key) && value === undefined))
    .map(([key, value]) => part(key, value, depth, room));
  return parts.length === 1 ? parts[0]! : { kind: "and", parts };
}

function part(
  key: string,
  value: unknown,
  depth: number,
  room: Room,
): Filter {
  if (!isReserved(key)) return cellTest(key, value);
  if (key === "not") return { kind: "not", part: all(value, depth - 1, room) };
  if (!Array.isArray(value)) {
    throw new TypeError(advised(
      `Cannot ${action}: ${key} must be a list of conditions`,
      `For example ${key}: [{ age: 34 }, { age: { min: 65 } }].`,
    ));
  }
  const parts = Array.from(value, (where) => all(where, depth - 1, room));
  return { kind: key, parts };
}

function isReserved(key: string): key is "and" | "or" | "not" {
  return key === "and" || key === "or" || key === "not";
}

function cellTest(column: string, condition: unknown): CellTest {
  const kind = "cell";
  if (isScalar(condition)) {
    return { kind, column, values: [condition], isRange: false };
  }
  if (isRecord(condition)) {
    const { min = -Infinity, max = Infinity, in: set, ...rest } = condition;
    const isKnown = Object.keys(rest).length === 0;
    if (isKnown && Array.isArray(set)) {
      const values: unknown[] = [...set];
      const hasEnds = "min" in condition || "max" in condition;
      if (values.every(isScalar) && !hasEnds) {
        return { kind, column, values, isRange: false };
      }
    }
    if (isKnown && set === undefined && isBound(min) && isBound(max)) {
      return { kind, column, values: [min, max], isRange: true };
    }
  }
  throw new TypeError(advised(
    `Cannot match column ${column}: the condition must be a value, { min, max } or { in: [values] }`,
    conditionAdvice(condition),
  ));
}

function conditionAdvice(condition: unknown): string | undefined {
  if (typeof condition === "function") return DATA_NOT_CODE;
  if (Array.isArray(condition)) {
    return "A list stands under in: { in: [34, 35] }.";
  }
  if (!isRecord(condition)) return undefined;
  const parts = ["min", "max", "in"];
  const unknown = Object.keys(condition).find((name) => !parts.includes(name));
  return didYouMean(unknown, parts);
}

function testText({ column, values, isRange }: CellTest): string {
  const [min, max] = values;
  if (isRange && min === -Infinity && max === Infinity) {
    return `${column} is a number`;
  }
  if (isRange && max === Infinity) return `${column} ≥ ${min}`;
  if (isRange && min === -Infinity) return `${column} ≤ ${max}`;
  if (isRange) return `${column} from ${min} to ${max}`;
  return values.length === 1
    ? `${column} = ${values[0]}`
    : `${column} in [${values.join(", ")}]`;
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
