import { type CellTest, type Filter, passes } from "../../where.ts";
import type { Cells, Columns } from "../columns.ts";

/**
 * Which rows of a table pass a filter: 1 for each that does, 0 for the others.
 *
 * A `not` is moved inward to the conditions on columns (De Morgan's laws hold in
 * three-valued logic too), where a missing value satisfies neither a condition
 * nor its opposite. So two truth values are enough.
 */
export function passing(
  filter: Filter,
  columns: Columns,
  isNegated = false,
): Uint8Array {
  if (filter.kind === "not") return passing(filter.part, columns, !isNegated);
  if (filter.kind === "cell") {
    const cells = columns.cells.get(filter.column)!;
    return passingCells(filter, cells, isNegated ? 1 : 0);
  }
  const isAnd = (filter.kind === "and") !== isNegated;
  const [first, ...rest] = filter.parts;
  if (first === undefined) {
    return new Uint8Array(columns.length).fill(isAnd ? 1 : 0);
  }
  const rows = passing(first, columns, isNegated);
  for (const part of rest) {
    const others = passing(part, columns, isNegated);
    if (isAnd) keepBoth(rows, others);
    else keepEither(rows, others);
  }
  return rows;
}

/** How many rows pass a filter: in one pass over the numbers of a range. */
export function countPassing(filter: Filter, columns: Columns): number {
  if (filter.kind === "cell") {
    const cells = columns.cells.get(filter.column)!;
    const range = rangeOf(filter);
    if (cells.kind === "numbers" && range !== undefined) {
      return countInside(cells.values, ...range);
    }
  }
  const rows = passing(filter, columns);
  return countOnes(rows);
}

/** How many of the rows are 1. */
export function countOnes(rows: Uint8Array): number {
  const n = rows.length;
  let count = 0;
  for (let i = 0; i < n; i++) count += rows[i]!;
  return count;
}

/** A test of numbers as a closed range, if it is one: equality is from a value to itself. */
function rangeOf(test: CellTest): readonly [number, number] | undefined {
  const [min, max = min] = numbersOf(test);
  const isRange = test.isRange || test.values.length === 1;
  // What is no number lies in no range.
  return isRange ? [min ?? Infinity, max ?? -Infinity] : undefined;
}

/** The numbers that a cell can equal: NaN is none, although a Set would find it. */
function numbersOf({ values }: CellTest): number[] {
  return values.filter((value): value is number =>
    typeof value === "number" && value === value
  );
}

function passingCells(
  test: CellTest,
  cells: Cells,
  negated: 0 | 1,
): Uint8Array {
  if (cells.kind === "labels") {
    const { codes, labels } = cells;
    const truths = new Uint8Array(labels.length + 1);
    labels.forEach((label, i) =>
      truths[i + 1] = +passes(test, label) ^ negated
    );
    return lookUp(codes, truths);
  }
  const range = rangeOf(test);
  if (range === undefined) {
    return inSet(cells.values, new Set(numbersOf(test)), negated);
  }
  return negated === 1
    ? outside(cells.values, ...range)
    : inside(cells.values, ...range);
}

/** Rows a call: so often that the loop is compiled thoroughly. */
export const BLOCK = 2 ** 16;

// Loops without branches, so that it does not matter for the time how the values
// are mixed. Four rows a turn make the two that are used most too long to be
// put into their callers by V8's quick compiler, whose code is ten times slower:
// so they reach the thorough one.

function countInside(values: Float64Array, min: number, max: number): number {
  let count = 0;
  for (let start = 0; start < values.length; start += BLOCK) {
    const end = Math.min(start + BLOCK, values.length);
    count += countBlock(values, min, max, start, end);
  }
  return count;
}

function countBlock(
  values: Float64Array,
  min: number,
  max: number,
  start: number,
  end: number,
): number {
  let count = 0;
  let i = start;
  for (; i + 3 < end; i += 4) {
    const a = values[i]!;
    const b = values[i + 1]!;
    const c = values[i + 2]!;
    const d = values[i + 3]!;
    count = (count + (+(a >= min) & +(a <= max))) | 0;
    count = (count + (+(b >= min) & +(b <= max))) | 0;
    count = (count + (+(c >= min) & +(c <= max))) | 0;
    count = (count + (+(d >= min) & +(d <= max))) | 0;
  }
  for (; i < end; i++) {
    count = (count + (+(values[i]! >= min) & +(values[i]! <= max))) | 0;
  }
  return count;
}

function inside(values: Float64Array, min: number, max: number): Uint8Array {
  const n = values.length;
  const rows = new Uint8Array(n);
  let i = 0;
  for (; i + 3 < n; i += 4) {
    const a = values[i]!;
    const b = values[i + 1]!;
    const c = values[i + 2]!;
    const d = values[i + 3]!;
    rows[i] = +(a >= min) & +(a <= max);
    rows[i + 1] = +(b >= min) & +(b <= max);
    rows[i + 2] = +(c >= min) & +(c <= max);
    rows[i + 3] = +(d >= min) & +(d <= max);
  }
  for (; i < n; i++) rows[i] = +(values[i]! >= min) & +(values[i]! <= max);
  return rows;
}

function outside(values: Float64Array, min: number, max: number): Uint8Array {
  const n = values.length;
  const rows = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    rows[i] = +(values[i]! < min) | +(values[i]! > max);
  }
  return rows;
}

function inSet(
  values: Float64Array,
  set: ReadonlySet<number>,
  negated: 0 | 1,
): Uint8Array {
  const n = values.length;
  const rows = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    const value = values[i]!;
    rows[i] = +(value === value) & (+set.has(value) ^ negated);
  }
  return rows;
}

/** @param truths of a missing label, then of each label */
function lookUp(codes: Int32Array, truths: Uint8Array): Uint8Array {
  const n = codes.length;
  const rows = new Uint8Array(n);
  for (let i = 0; i < n; i++) rows[i] = truths[codes[i]! + 1]!;
  return rows;
}

function keepBoth(rows: Uint8Array, others: Uint8Array): void {
  const n = rows.length;
  for (let i = 0; i < n; i++) rows[i]! &= others[i]!;
}

function keepEither(rows: Uint8Array, others: Uint8Array): void {
  const n = rows.length;
  for (let i = 0; i < n; i++) rows[i]! |= others[i]!;
}
