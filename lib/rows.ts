/** One record: column names to values. */
export type Row = Readonly<Record<string, unknown>>;

/** A table recognized by its shape, such as a danfojs DataFrame. */
export interface TableLike {
  readonly columns: readonly string[];
  readonly values: unknown;
}

/** Records or a DataFrame: what every function that reads a table accepts. */
export type TableData = readonly Row[] | TableLike;

/**
 * The records of a table, whatever form it comes in.
 *
 * @param data an array of records, or a DataFrame
 * @returns one object a record; an array is returned as it is
 * @throws {TypeError} if `data` is neither
 *
 * @example
 * ```ts
 * import { rowsOf } from "lib/rows.ts";
 * import assert from "node:assert/strict";
 *
 * const table = { columns: ["age", "zip"], values: [[34, 10001]] };
 * assert.deepEqual(rowsOf(table), [{ age: 34, zip: 10001 }]);
 * ```
 */
export function rowsOf(data: TableData): readonly Row[] {
  if (Array.isArray(data)) return data as readonly Row[];
  const { columns, values } = (data ?? {}) as TableLike;
  if (!Array.isArray(columns) || !Array.isArray(values)) {
    throw new TypeError(
      "Cannot read the table: it must be an array of records or a DataFrame",
    );
  }
  return values.map((cells: unknown[]) =>
    Object.fromEntries(columns.map((column, i) => [column, cells[i]]))
  );
}

/** The column names of a table; those of its first record if it is an array. */
export function columnsOf(data: TableData): readonly string[] {
  return Array.isArray(data)
    ? Object.keys(data[0] ?? {})
    : [...(data as TableLike).columns];
}

/** A cell of the record itself: what its class has by the same name is missing. */
export function cellOf(row: Row, column: string): unknown {
  return Object.hasOwn(row, column) ? row[column] : undefined;
}
