import fc from "fast-check";
import type { Row } from "lib/rows.ts";

/** Names that an object inherits, among ordinary ones. */
export const columnNames = ["a", "b", "constructor", "__proto__", "toString"];

/** Few values, so that cells coincide, and every kind that could go wrong. */
export const cell = fc.constantFrom<unknown>(
  ...[0, -0, 1, 2, 0.5, -1, NaN, Infinity, -Infinity, null, undefined],
  ...["", "0", "1", "a", "constructor", true, false],
);

/** The object with these cells as its own, whatever their names. */
export function rowOf(columns: readonly string[], cells: readonly unknown[]) {
  return Object.fromEntries(
    columns.map((column, i) => [column, cells[i]]),
  ) as Row;
}

/** A small table in which every record has every column. */
export const table = fc.subarray(columnNames, { minLength: 1 }).chain(
  (columns) => {
    const { length } = columns;
    const cells = fc.array(cell, { minLength: length, maxLength: length });
    return fc.record({
      columns: fc.constant(columns),
      values: fc.array(cells, { minLength: 1, maxLength: 8 }),
    });
  },
).map(({ columns, values }) => ({
  columns,
  values,
  rows: values.map((cells) => rowOf(columns, cells)),
}));

/** A cell of the record itself: what is inherited is missing. */
export function ownCell(row: Row, column: string): unknown {
  return Object.getOwnPropertyDescriptor(row, column)?.value;
}
