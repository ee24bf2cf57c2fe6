import { type CellTest, type Filter, passes } from "../../where.ts";
import type { Cells, Columns } from "../columns.ts";
import { inBlocks } from "./blocks.ts";

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
    const keep = isAnd ? keepBoth : keepEither;
    inBlocks(0, rows.length, (start, end) => keep(rows, others, start, end));
  }
  return rows;
}

/** How many rows pass a filter: in one pass over the numbers of a range. */
export function countPassing(filter: Filter, columns: Columns): number {
  const { length } = columns;
  if (filter.kind === "cell") {
    const cells = columns.cells.get(filter.column)!;
    const range = rangeOf(filter);
    if (cells.kind === "numbers" && range !== undefined) {
      const [min, max] = range;
      const { values } = cells;
      return inBlocks(
        0,
        length,
        (start, end) => countInside(values, min, max, start, end),
      );
    }
  }
  const rows = passing(filter, columns);
  return inBlocks(0, length, (start, end) => countOnes(rows, start, end));
}

/** How many of the rows of a block are 1. */
export function countOnes(
  rows: Uint8Array,
  start: number,
  end: number,
): number {
  let count = 0;
  for (let i = start; i < end; i++) count += rows[i]!;
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
  const length = cells.kind === "numbers"
    ? cells.values.length
    : cells.codes.length;
  const rows = new Uint8Array(length);
  if (cells.kind === "labels") {
    const { codes, labels } = cells;
    const truths = new Uint8Array(labels.length + 1);
    labels.forEach((label, i) =>
      truths[i + 1] = +passes(test, label) ^ negated
    );
    inBlocks(
      0,
      length,
      (start, end) => lookUp(codes, truths, rows, start, end),
    );
    return rows;
  }
  const { values } = cells;
  const range = rangeOf(test);
  if (range !== undefined) {
    const mark = negated === 1 ? markOutside : markInside;
    const [min, max] = range;
    inBlocks(
      0,
      length,
      (start, end) => mark(values, min, max, rows, start, end),
    );
    return rows;
  }
  const set = new Set(numbersOf(test));
  inBlocks(
    0,
    length,
    (start, end) => markInSet(values, set, negated, rows, start, end),
  );
  return rows;
}

// Loops without branches, so that it does not matter for the time how the values
// are mixed.

function countInside(
  values: Float64Array,
  min: number,
  max: number,
  start: number,
  end: number,
): number {
  let count = 0;
  for (let i = start; i < end; i++) {
    const value = values[i]!;
    count += +(value >= min) & +(value <= max);
  }
  return count;
}

function markInside(
  values: Float64Array,
  min: number,
  max: number,
  rows: Uint8Array,
  start: number,
  end: number,
): number {
  for (let i = start; i < end; i++) {
    const value = values[i]!;
    rows[i] = +(value >= min) & +(value <= max);
  }
  return 0;
}

function markOutside(
  values: Float64Array,
  min: number,
  max: number,
  rows: Uint8Array,
  start: number,
  end: number,
): number {
  for (let i = start; i < end; i++) {
    const value = values[i]!;
    rows[i] = +(value < min) | +(value > max);
  }
  return 0;
}

function markInSet(
  values: Float64Array,
  set: ReadonlySet<number>,
  negated: 0 | 1,
  rows: Uint8Array,
  start: number,
  end: number,
): number {
  for (let i = start; i < end; i++) {
    const value = values[i]!;
    rows[i] = +(value === value) & (+set.has(value) ^ negated);
  }
  return 0;
}

/** @param truths of a missing label, then of each label */
function lookUp(
  codes: Int32Array,
  truths: Uint8Array,
  rows: Uint8Array,
  start: number,
  end: number,
): number {
  for (let i = start; i < end; i++) rows[i] = truths[codes[i]! + 1]!;
  return 0;
}

function keepBoth(
  rows: Uint8Array,
  others: Uint8Array,
  start: number,
  end: number,
): number {
  for (let i = start; i < end; i++) rows[i]! &= others[i]!;
  return 0;
}

function keepEither(
  rows: Uint8Array,
  others: Uint8Array,
  start: number,
  end: number,
): number {
  for (let i = start; i < end; i++) rows[i]! |= others[i]!;
  return 0;
}
