import { DataFrame } from "danfojs";
import { jupyterDisplay } from "./displayable.ts";
import { type DisplayBundle, tableBundle } from "./html_table.ts";
import { cellOf, columnsOf, type Row, rowsOf, type TableLike } from "./rows.ts";

export { DataFrame };

/**
 * Records or typed columns as a danfojs DataFrame.
 *
 * @param data an array of records with the same columns, or one array a column
 * @returns a DataFrame that a notebook shows as a table
 * @throws {TypeError} if records differ in their columns
 * @throws {RangeError} if there is no record, or the columns differ in length
 *
 * @example
 * ```ts
 * import { toDataFrame, toRows } from "lib/table.ts";
 * import assert from "node:assert/strict";
 *
 * const table = toDataFrame([{ age: 34 }, { age: 51 }]);
 * assert.deepEqual(table.shape, [2, 1]);
 * assert.deepEqual(toRows(table), [{ age: 34 }, { age: 51 }]);
 * ```
 */
export function toDataFrame(
  data: readonly Row[] | Readonly<Record<string, ArrayLike<unknown>>>,
): DataFrame {
  const columns = Array.isArray(data)
    ? transpose(data)
    : Object.entries(data).map(([name, cells]) =>
      [name, Array.from(cells as ArrayLike<unknown>)] as const
    );
  const lengths = new Set(columns.map(([, cells]) => cells.length));
  if (lengths.size !== 1 || lengths.has(0)) {
    throw new RangeError(
      "Cannot make a DataFrame: the columns must have one length, at least 1",
    );
  }
  return new DataFrame(Object.fromEntries(columns));
}

/** The records of a DataFrame, one object each. */
export function toRows(table: DataFrame): Row[] {
  return [
    ...rowsOf(table as unknown as { columns: string[]; values: unknown }),
  ];
}

function transpose(rows: readonly Row[]) {
  const names = columnsOf(rows);
  if (rows.some((row) => Object.keys(row).join() !== names.join())) {
    throw new TypeError(
      "Cannot make a DataFrame: all records must have the same columns, in one order",
    );
  }
  return names.map((name) =>
    [name, rows.map((row) => cellOf(row, name))] as const
  );
}

// danfojs prints its own internals in a notebook and on the console, so its
// tables and series get a display. It goes on the class they share: what `head`
// and the like return is not an instance of the exported DataFrame.
const frame = Object.getPrototypeOf(Object.getPrototypeOf(DataFrame.prototype));
Object.defineProperties(frame, {
  [jupyterDisplay]: {
    configurable: true,
    value: bundleOf,
  },
  [Symbol.for("nodejs.util.inspect.custom")]: {
    configurable: true,
    value(this: TableLike) {
      return bundleOf.call(this)["text/plain"];
    },
  },
});

function bundleOf(this: TableLike): DisplayBundle {
  const cells = this.values as unknown[];
  const values = Array.isArray(cells[0]) ? cells : cells.map((cell) => [cell]);
  const { columns } = this;
  return tableBundle(columns, rowsOf({ columns, values }));
}
