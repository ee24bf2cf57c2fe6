import Papa from "papaparse";
import { requireColumn, requireText } from "./checks.ts";
import { cellOf, columnsOf, type Row, rowsOf, type TableData } from "./rows.ts";
import { type Column, fitsColumn, type RowOf, type Schema } from "./schema.ts";

/** A text that does not have the form of CSV. */
interface ParseError {
  /** Index of the record, the header included. */
  readonly row: number;
}

/**
 * The records of a CSV text, typed and checked by a schema.
 *
 * The first line names the columns; those that the schema does not declare are
 * left out. An empty cell is a missing value, null. What is beyond a bound is
 * refused and never clipped: clipping is a step that wants to be seen. Errors
 * name column, line and rule, and never repeat a cell.
 *
 * @param text lines of cells separated by commas, quoted as in RFC 4180
 * @param schema the columns to read
 * @returns one object a record, with the columns in the order of the schema
 * @throws {TypeError} if a column of the schema is not in the header just once,
 * or a line has more or fewer cells than the header
 * @throws {RangeError} if there is no header, a quote is not closed, or a cell
 * does not fit its column
 *
 * @see RFC 4180
 *
 * @example A missing age
 * ```ts
 * import { parseCsv } from "lib/csv.ts";
 * import type { Schema } from "lib/schema.ts";
 * import assert from "node:assert/strict";
 *
 * const schema = {
 *   columns: {
 *     name: { type: "text", description: "name" },
 *     age: { type: "integer", min: 18, max: 90, description: "age" },
 *   },
 * } as const satisfies Schema;
 * assert.deepEqual(parseCsv('age,name\n34,"Lee, A."\n,Ann\n', schema), [
 *   { name: "Lee, A.", age: 34 },
 *   { name: "Ann", age: null },
 * ]);
 * assert.throws(() => parseCsv("age,name\n17,Kim\n", schema), {
 *   message:
 *     "Cannot read CSV: age on line 2 must be a whole number from 18 to 90",
 * });
 * ```
 */
export function parseCsv<S extends Schema>(
  text: string,
  schema: S,
): RowOf<S>[] {
  const [header, ...records] = linesOf(text);
  const columns = Object.entries(schema.columns).map(([name, column]) => ({
    name,
    column,
    at: placeIn(header!.cells, name),
  }));
  return records.map(({ cells, line }) => {
    if (cells.length !== header!.cells.length) {
      throw new TypeError(
        `Cannot read CSV: line ${line} must have ${
          header!.cells.length
        } cells, as the header has, but has ${cells.length}`,
      );
    }
    return Object.fromEntries(columns.map(({ name, column, at }) => {
      const cell = cells[at]!;
      const value = cell === "" ? null : valueOf(cell, column);
      if (value === undefined) {
        throw new RangeError(
          `Cannot read CSV: ${name} on line ${line} must be ${ruleOf(column)}`,
        );
      }
      return [name, value];
    })) as RowOf<S>;
  });
}

/**
 * Records as a CSV text that {@linkcode parseCsv} reads back.
 *
 * What is missing (null, undefined or NaN) becomes an empty cell; so does an
 * empty text, which is read back as missing. Numbers are written with the
 * digits that tell them from any other double.
 *
 * @param data records with the same columns, or a DataFrame
 * @param columns the columns to write, in order
 * @returns a header and a line a record, each ended by a line feed
 * @throws {TypeError} if there is no column, a record lacks one, or a cell is no
 * finite number, text or boolean and not missing
 *
 * @example A comma in a cell
 * ```ts
 * import { toCsv } from "lib/csv.ts";
 * import assert from "node:assert/strict";
 *
 * const rows = [{ name: "Lee, A.", age: 34 }, { name: "Ann", age: null }];
 * assert.equal(toCsv(rows), 'name,age\n"Lee, A.",34\nAnn,\n');
 * assert.equal(toCsv(rows, ["age"]), "age\n34\n\n");
 * ```
 */
export function toCsv(
  data: TableData,
  columns: readonly string[] = columnsOf(data),
): string {
  const rows = rowsOf(data);
  if (columns.length === 0) {
    throw new TypeError("Cannot write CSV: there must be at least one column");
  }
  for (const row of rows) {
    for (const name of columns) {
      requireColumn("write CSV", name, Object.keys(row));
    }
  }
  const cells = rows.map((row: Row) =>
    columns.map((name) => textOf(cellOf(row, name), name))
  );
  return Papa.unparse([columns, ...cells], { newline: "\n" }) + "\n";
}

interface Line {
  readonly cells: readonly string[];
  /** Number of the line on which the record starts, from 1. */
  readonly line: number;
}

function linesOf(text: string): Line[] {
  requireText("read CSV", "text", text);
  const { data, errors } = Papa.parse(text, { delimiter: "," }) as {
    data: string[][];
    errors: ParseError[];
  };
  let next = 1;
  const lines = data.map((cells) => {
    const line = next;
    next += 1 + cells.join().split(/\r\n|\r|\n/).length - 1;
    return { cells, line };
  });
  const [error] = errors;
  if (error !== undefined) {
    throw new RangeError(
      `Cannot read CSV: the quotes of the record on line ${
        lines[error.row]!.line
      } must be closed, and doubled inside a cell`,
    );
  }
  if (/[\r\n]$/.test(text)) lines.pop();
  if (lines.length === 0) {
    throw new RangeError("Cannot read CSV: text must have a header line");
  }
  return lines;
}

function placeIn(header: readonly string[], name: string): number {
  const at = header.indexOf(name);
  if (at < 0 || at !== header.lastIndexOf(name)) {
    throw new TypeError(
      `Cannot read CSV: the header must have the column ${name} once`,
    );
  }
  return at;
}

/** The value that a cell stands for, or undefined if it is none of its column. */
function valueOf(cell: string, column: Column) {
  const number = DECIMAL.test(cell) ? Number(cell) : NaN;
  switch (column.type) {
    case "text":
      return cell;
    case "category":
      return column.categories.find((category) =>
        typeof category === "number"
          ? category === number
          : String(category) === cell
      );
    case "integer":
    case "number": {
      const isExact = column.type === "number" || Number.isSafeInteger(number);
      return isExact && fitsColumn(column, number) ? number : undefined;
    }
  }
}

const DECIMAL = /^-?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

function ruleOf(column: Column): string {
  if (column.type === "text") return "a text";
  if (column.type === "category") return "one of the categories of its column";
  const { type, min, max } = column;
  const kind = type === "integer" ? "a whole number" : "a number";
  if (min === undefined && max === undefined) return kind;
  if (max === undefined) return `${kind} of at least ${min}`;
  if (min === undefined) return `${kind} of at most ${max}`;
  return `${kind} from ${min} to ${max}`;
}

function textOf(cell: unknown, column: string): string {
  if (cell === null || cell === undefined || Number.isNaN(cell)) return "";
  if (
    typeof cell === "string" || typeof cell === "boolean" ||
    Number.isFinite(cell)
  ) return String(cell);
  throw new TypeError(
    `Cannot write CSV: each cell of ${column} must be a finite number, a text, a boolean or missing`,
  );
}
