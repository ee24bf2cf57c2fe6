import type { Columns } from "../columns.ts";
import type { Selection } from "../plan.ts";
import { passing } from "./filtering.ts";
import { groupsOf } from "./grouping.ts";
import { missingMask, type Steps } from "./steps.ts";

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

function requireSteps({ values }: Steps, rows: Uint8Array): void {
  if (values instanceof Int32Array) requireWhole(values, rows);
  else requireNumber(values, rows);
}

function requireWhole(values: Int32Array, rows: Uint8Array): void {
  const n = rows.length;
  for (let i = 0; i < n; i++) rows[i]! &= 1 + missingMask(values[i]!);
}

function requireNumber(values: Float64Array, rows: Uint8Array): void {
  const n = rows.length;
  for (let i = 0; i < n; i++) rows[i]! &= +(values[i]! === values[i]!);
}

function requireNatural(places: Int32Array, rows: Uint8Array): void {
  const n = rows.length;
  // The sign is all bits of a negative number and none of another.
  for (let i = 0; i < n; i++) rows[i]! &= 1 + (places[i]! >> 31);
}

/** Leaves out the rows of a person after the first so many, and those of nobody. */
function limitRows(
  maxRows: number,
  { codes, count }: Persons,
  rows: Uint8Array,
): void {
  const n = rows.length;
  const taken = maxRows < 256 ? new Uint8Array(count) : new Uint32Array(count);
  for (let i = 0; i < n; i++) {
    if (rows[i] === 0) continue;
    const person = codes[i]!;
    if (person < 0 || taken[person] === maxRows) rows[i] = 0;
    else taken[person]!++;
  }
}
