import type { Row, TableLike } from "../rows.ts";
import type { Schema } from "../schema.ts";

/** One array a column, such as `{ age: Uint8Array, zip: number[] }`. */
export type TypedColumns = Readonly<Record<string, ArrayLike<unknown>>>;

/** The forms in which a curator hands data over. */
export type DatabaseData = readonly Row[] | TableLike | TypedColumns;

/** A private copy of a table, by column. */
export interface Columns {
  readonly length: number;
  readonly cells: ReadonlyMap<string, ArrayLike<unknown>>;
}

/**
 * Copies a table, reading each cell exactly once, so that nothing the caller
 * keeps can change it or watch it being read. A cell that is no number, text or
 * boolean becomes null, which matches nothing.
 *
 * Errors name the rule and nothing else: whatever the data throws is dropped.
 */
export function copyColumns(data: DatabaseData, schema?: Schema): Columns {
  const columns = attempt(() => readColumns(data, schema));
  const lengths = new Set([...columns.values()].map(({ length }) => length));
  if (lengths.size !== 1) {
    throw new TypeError(
      "Cannot make the database: the data must have columns, all of one length",
    );
  }
  const [length] = lengths;
  return { length: length!, cells: columns };
}

function attempt<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof DataShapeError ? error : new DataShapeError(
      "Cannot make the database: the data must be records, a DataFrame or one array a column, all readable",
    );
  }
}

class DataShapeError extends TypeError {}

function readColumns(
  data: DatabaseData,
  schema: Schema | undefined,
): Map<string, ArrayLike<unknown>> {
  if (Array.isArray(data)) return fromRows(data, schema);
  const { columns, values } = data as TableLike;
  const all = Array.isArray(columns) && Array.isArray(values)
    ? fromTable(columns, values)
    : fromTypedColumns(data as TypedColumns);
  return schema === undefined ? all : declaredOnly(all, schema);
}

function fromRows(rows: readonly Row[], schema: Schema | undefined) {
  const records = [...rows];
  if (!records.every((row) => typeof row === "object")) {
    throw new DataShapeError(
      "Cannot make the database: each record must be an object",
    );
  }
  const names = schema === undefined
    ? sharedNames(records)
    : Object.keys(schema.columns);
  return new Map(names.map((name) => [
    name,
    records.map((row) => scalar(Object.hasOwn(row, name) ? row[name] : null)),
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
    records.map((cells) => scalar(cells[i])),
  ]));
}

function fromTypedColumns(
  columns: TypedColumns,
): Map<string, ArrayLike<unknown>> {
  return new Map(
    Object.entries(columns).map(
      ([name, cells]): [string, ArrayLike<unknown>] => {
        const isTyped = ArrayBuffer.isView(cells) &&
          !(cells instanceof DataView);
        if (isTyped || Array.isArray(cells)) {
          // Not by slice(), whose copy may be of a kind that the array chooses.
          const { length } = cells;
          return [name, Array.from({ length }, (_, i) => scalar(cells[i]))];
        }
        throw new DataShapeError(
          "Cannot make the database: each column must be an array",
        );
      },
    ),
  );
}

function declaredOnly(
  all: Map<string, ArrayLike<unknown>>,
  schema: Schema,
): Map<string, ArrayLike<unknown>> {
  return new Map(
    Object.keys(schema.columns).map((name) => {
      const cells = all.get(name);
      if (cells !== undefined) return [name, cells];
      throw new DataShapeError(
        `Cannot make the database: the data must have the column ${name} of the schema`,
      );
    }),
  );
}

function scalar(cell: unknown): unknown {
  return ["number", "string", "boolean"].includes(typeof cell) ? cell : null;
}
