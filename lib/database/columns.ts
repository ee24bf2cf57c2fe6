import type { Row } from "../rows.ts";
import { isMissing, type Scalar } from "../where.ts";
import {
  type DatabaseData,
  DataShapeError,
  lacks,
  reading,
  requireInRecords,
  tableParts,
  type TypedColumns,
} from "./data.ts";
import { action } from "./options.ts";

/** Numbers, NaN where one is missing. */
export interface NumberCells {
  readonly kind: "numbers";
  readonly values: Float64Array;
}

/** Labels by their place in a list, −1 where one is missing. */
export interface LabelCells {
  readonly kind: "labels";
  readonly codes: Int32Array;
  readonly labels: readonly Scalar[];
}

export type Cells = NumberCells | LabelCells;

/** A private copy of a table, by column. */
export interface Columns {
  readonly length: number;
  readonly cells: ReadonlyMap<string, Cells>;
}

/**
 * Copies a table, reading each cell exactly once, so that nothing the caller
 * keeps can change it or watch it being read. A bigint is the number, or beyond
 * the safe integers the text of its digits; a cell that is no number, text or
 * boolean is missing, and so is NaN. Ids beyond the safe integers are better
 * given as text or bigint: as doubles two of them can be the same.
 *
 * Errors name the rule and nothing else: whatever the data throws is dropped.
 *
 * @param names the columns to keep; all of them if left out
 * @throws {TypeError} if it is no table, or lacks a column: records lack one that
 * none of them has, and an empty list lacks none
 */
export function copyColumns(
  data: DatabaseData,
  names?: readonly string[],
): Columns {
  const columns = reading(action, () => readColumns(data, names));
  const lengths = new Set([...columns.values()].map(lengthOf));
  if (lengths.size !== 1) {
    throw new TypeError(
      "Cannot make the database: the data must have columns, all of one length",
    );
  }
  const [length] = lengths;
  return { length: length!, cells: columns };
}

/** The values of a column as labels, each different value one of them. */
export function labelled(cells: Cells): LabelCells {
  if (cells.kind === "labels") return cells;
  const { values } = cells;
  return byTable(values) ?? bySorting(values);
}

function lengthOf(cells: Cells): number {
  return cells.kind === "numbers" ? cells.values.length : cells.codes.length;
}

function readColumns(
  data: DatabaseData,
  names: readonly string[] | undefined,
): Map<string, Cells> {
  if (Array.isArray(data)) return fromRows(data, names);
  const table = tableParts(data);
  const all = table === undefined
    ? fromTypedColumns(data as TypedColumns)
    : fromTable(table.columns, table.values);
  return names === undefined ? all : only(all, names);
}

function fromRows(rows: readonly Row[], names: readonly string[] | undefined) {
  const records = [...rows];
  if (!records.every((row) => typeof row === "object")) {
    throw new DataShapeError(
      "Cannot make the database: each record must be an object",
    );
  }
  if (names !== undefined) requireInRecords(action, records, names);
  return new Map((names ?? sharedNames(records)).map((name) => [
    name,
    stored(records.map((row) => Object.hasOwn(row, name) ? row[name] : null)),
  ]));
}

/**
 * Column names are public, so without a schema they must not depend on who is
 * in the table.
 */
function sharedNames(records: readonly Row[]): string[] {
  const names = Object.keys(records[0] ?? {});
  const isShared = (row: Row) =>
    Object.keys(row).length === names.length &&
    names.every((name) => Object.hasOwn(row, name));
  if (names.length === 0 || !records.every(isShared)) {
    throw new DataShapeError(
      "Cannot make the database: without a schema there must be records, all with the same columns",
    );
  }
  return names;
}

function fromTable(names: readonly string[], values: readonly unknown[]) {
  const records = [...values] as unknown[][];
  if (!records.every(Array.isArray)) {
    throw new DataShapeError(
      "Cannot make the database: the values of a table must be one array a record",
    );
  }
  return new Map(names.map((name, i) => [
    String(name),
    stored(records.map((cells) => cells[i])),
  ]));
}

function fromTypedColumns(columns: TypedColumns): Map<string, Cells> {
  return new Map(
    Object.entries(columns).map(([name, cells]): [string, Cells] => {
      if (isNumeric(cells)) {
        return [name, { kind: "numbers", values: new Float64Array(cells) }];
      }
      const isTyped = ArrayBuffer.isView(cells) && !(cells instanceof DataView);
      if (isTyped || Array.isArray(cells)) {
        const { length } = cells;
        return [name, stored(Array.from({ length }, (_, i) => cells[i]))];
      }
      throw new DataShapeError(
        "Cannot make the database: each column must be an array",
      );
    }),
  );
}

/** Whether a column is a typed array of numbers, which is copied as a whole. */
function isNumeric(cells: ArrayLike<unknown>): cells is Float64Array {
  return ArrayBuffer.isView(cells) && !(cells instanceof DataView) &&
    !(cells instanceof BigInt64Array) && !(cells instanceof BigUint64Array);
}

function only(
  all: Map<string, Cells>,
  names: readonly string[],
): Map<string, Cells> {
  return new Map(
    names.map((name) => {
      const cells = all.get(name);
      if (cells !== undefined) return [name, cells];
      throw lacks(action, name, [...all.keys()]);
    }),
  );
}

/** Cells that nobody else holds. */
function stored(given: readonly unknown[]): Cells {
  const cells = given.map(scalarOf);
  const areNumbers = cells.every((cell) =>
    typeof cell === "number" || isMissing(cell)
  );
  if (!areNumbers) return encoded(cells);
  const values = Float64Array.from(
    cells,
    (cell) => isMissing(cell) ? NaN : cell as number,
  );
  return { kind: "numbers", values };
}

/** Ids of databases come as bigints: the number, or beyond the safe ones its digits. */
function scalarOf(cell: unknown): unknown {
  if (typeof cell !== "bigint") return cell;
  const number = Number(cell);
  return Number.isSafeInteger(number) ? number : String(cell);
}

function encoded(cells: readonly unknown[]): LabelCells {
  const places = new Map<unknown, number>();
  const codes = Int32Array.from(cells, (cell) => {
    if (isMissing(cell)) return -1;
    const place = places.get(cell) ?? places.size;
    if (place === places.size) places.set(cell, place);
    return place;
  });
  return { kind: "labels", codes, labels: [...places.keys()] as Scalar[] };
}

/** The quick way for numbers such as ids: whole, and not far apart. */
function byTable(values: Float64Array): LabelCells | undefined {
  let min = Infinity;
  let max = -Infinity;
  for (const value of values) {
    if (value !== value) continue;
    if (!Number.isSafeInteger(value)) return undefined;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const span = Math.max(max - min + 1, 0);
  if (span > 4 * values.length) return undefined;
  const labels: number[] = [];
  const places = new Int32Array(span);
  const codes = Int32Array.from(values, (value) => {
    if (value !== value) return -1;
    const place = places[value - min]!;
    if (place > 0) return place - 1;
    return (places[value - min] = labels.push(value)) - 1;
  });
  return { kind: "labels", codes, labels };
}

/** For any numbers, and more of them than a Map can hold. */
function bySorting(values: Float64Array): LabelCells {
  const labels = values.filter((value) => value === value).sort()
    .filter((value, i, sorted) => value !== sorted[i - 1]);
  const codes = Int32Array.from(values, (value) => {
    if (value !== value) return -1;
    let [low, high] = [0, labels.length];
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (value >= labels[middle]!) low = middle;
      else high = middle;
    }
    return low;
  });
  return { kind: "labels", codes, labels: Array.from(labels) };
}
