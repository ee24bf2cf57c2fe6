import { advised, didYouMean } from "../advice.ts";
import type { Row, TableLike } from "../rows.ts";

/** One array a column, such as `{ age: Uint8Array, zip: number[] }`. */
export type TypedColumns = Readonly<Record<string, ArrayLike<unknown>>>;

/** The forms in which a curator hands data over. */
export type DatabaseData = readonly Row[] | TableLike | TypedColumns;

/** Data that is no table, or not the one that was declared. */
export class DataShapeError extends TypeError {}

/**
 * Reads data, and lets none of its own errors out: they may say what is in it.
 *
 * @throws {TypeError} that names the rule and nothing else
 */
export function reading<T>(action: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof DataShapeError ? error : new DataShapeError(
      `Cannot ${action}: the data must be records, a DataFrame or one array a column, all readable`,
    );
  }
}

/** The two parts of a DataFrame; nothing if the data is no such table. */
export function tableParts(data: DatabaseData) {
  const { columns, values } = data as TableLike;
  return Array.isArray(columns) && Array.isArray(values)
    ? { columns: columns as readonly string[], values: values as unknown[] }
    : undefined;
}

/**
 * Refuses data without one of the columns. Looks at names, which are public, and
 * at no cell. Records lack a column that none of them has; one that only some
 * have is missing in the others. What is no object is passed over.
 *
 * @throws {TypeError} if a column is lacking
 */
export function requireNames(
  action: string,
  data: DatabaseData,
  names: readonly string[],
): void {
  reading(action, () => {
    if (Array.isArray(data)) return requireInRecords(action, [...data], names);
    const known = tableParts(data)?.columns.map(String) ?? Object.keys(data);
    const lacking = names.find((name) => !known.includes(name));
    if (lacking !== undefined) throw lacks(action, lacking, known);
  });
}

/** As {@linkcode requireNames}, for a list that has been copied. */
export function requireInRecords(
  action: string,
  records: readonly Row[],
  names: readonly string[],
): void {
  if (records.length === 0) return;
  const lacking = names.find((name) =>
    !records.some((row) =>
      typeof row !== "object" || row === null || Object.hasOwn(row, name)
    )
  );
  if (lacking !== undefined) {
    throw lacks(action, lacking, Object.keys(records[0]!));
  }
}

/** What is thrown for data without a column. */
export function lacks(
  action: string,
  name: string,
  known: readonly string[],
): DataShapeError {
  return new DataShapeError(advised(
    `Cannot ${action}: the data must have the declared column ${name}`,
    didYouMean(name, known),
  ));
}
