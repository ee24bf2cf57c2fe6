import type { Columns } from "../columns.ts";
import type { Selection } from "../plan.ts";
import { inBlocks } from "./blocks.ts";
import { passing } from "./filtering.ts";
import { groupsOf } from "./grouping.ts";
import type { Steps } from "./steps.ts";

/** The person of each row, by number; −1 for a row of nobody. */
export interface Persons {
  readonly codes: Int32Array;
  readonly count: number;
}

/** Which rows of a table take part in an answer. */
export interface SelectedRows {
  /** 1 for a row that takes part, 0 for one that does not. */
  readonly takesPart: Uint8Array;
  /** The group of each row that takes part; absent if there is but one. */
  readonly groups: Int32Array | undefined;
}

/** What rows are selected by, besides the selection itself. */
export interface RowSources {
  readonly columns: Columns;
  readonly persons: Persons | undefined;
  /** Rows without a value here are left out. */
  readonly steps?: Steps | undefined;
  /** Rows without a key here, which is −1, are left out. */
  readonly keys?: Int32Array;
}

/**
 * The rows that a plan selects: filtered, measured, in a public group, and of
 * each person the first so many in the order of the table. Whether a row takes
 * part depends on the rows of its person and on no others.
 */
export function selectRows(
  { filter, dimensions, maxRows }: Selection,
  { columns, persons, steps, keys }: RowSources,
): SelectedRows {
  const takesPart = passing(filter, columns);
  const groups = groupsOf(dimensions, columns);
  if (steps !== undefined) requireSteps(steps, takesPart);
  if (keys !== undefined) requireNatural(keys, takesPart);
  if (groups !== undefined) requireNatural(groups, takesPart);
  if (maxRows !== undefined && persons !== undefined) {
    limitRows(maxRows, persons, takesPart);
  }
  return { takesPart, groups };
}

function requireSteps({ values, missing }: Steps, rows: Uint8Array): void {
  inBlocks(
    0,
    rows.length,
    values instanceof Int32Array
      ? (start, end) => requireOther(values, missing, rows, start, end)
      : (start, end) => requireNumber(values, rows, start, end),
  );
}

function requireOther(
  values: Int32Array,
  missing: number,
  rows: Uint8Array,
  start: number,
  end: number,
): number {
  for (let i = start; i < end; i++) rows[i]! &= +(values[i]! !== missing);
  return 0;
}

function requireNumber(
  values: Float64Array,
  rows: Uint8Array,
  start: number,
  end: number,
): number {
  for (let i = start; i < end; i++) rows[i]! &= +(values[i]! === values[i]!);
  return 0;
}

function requireNatural(places: Int32Array, rows: Uint8Array): void {
  inBlocks(
    0,
    rows.length,
    (start, end) => keepNatural(places, rows, start, end),
  );
}

function keepNatural(
  places: Int32Array,
  rows: Uint8Array,
  start: number,
  end: number,
): number {
  for (let i = start; i < end; i++) rows[i]! &= +(places[i]! >= 0);
  return 0;
}

/** Leaves out the rows of a person after the first so many, and those of nobody. */
function limitRows(
  maxRows: number,
  { codes, count }: Persons,
  rows: Uint8Array,
): void {
  const taken = maxRows < 256 ? new Uint8Array(count) : new Uint32Array(count);
  inBlocks(
    0,
    rows.length,
    (start, end) => takeFirst(maxRows, codes, taken, rows, start, end),
  );
}

function takeFirst(
  maxRows: number,
  codes: Int32Array,
  taken: Uint8Array | Uint32Array,
  rows: Uint8Array,
  start: number,
  end: number,
): number {
  for (let i = start; i < end; i++) {
    if (rows[i] === 0) continue;
    const person = codes[i]!;
    if (person < 0 || taken[person] === maxRows) rows[i] = 0;
    else taken[person]!++;
  }
  return 0;
}
