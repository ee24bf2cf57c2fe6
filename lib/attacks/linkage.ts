import { requireColumn } from "../checks.ts";
import { groupBy } from "../group_by.ts";
import {
  cellOf,
  columnsOf,
  type Row,
  rowsOf,
  type TableData,
} from "../rows.ts";
import { matching, type Where } from "../where.ts";

/**
 * The linkage attack: finds the records that fit what somebody already knows.
 *
 * Removing names does not stop it. If few records match and they agree on a
 * sensitive column, the attacker has learned that column for a named person.
 *
 * @param data records or a DataFrame
 * @param knowledge values, ranges or sets by column
 * @returns every matching record, with all its columns
 * @throws {TypeError} if a column of `knowledge` is not in the data
 * @see Latanya Sweeney, *k-anonymity: a model for protecting privacy*, 2002, §2
 *
 * @example One neighbor, two facts
 * ```ts
 * import { linkageAttack } from "lib/attacks/linkage.ts";
 * import assert from "node:assert/strict";
 *
 * const rows = [{ age: 34, sick: 0 }, { age: 51, sick: 1 }];
 * assert.deepEqual(linkageAttack(rows, { age: { min: 50 } }), [rows[1]]);
 * ```
 */
export function linkageAttack(data: TableData, knowledge: Where): Row[] {
  const rows = rowsOf(data);
  const fits = matching(knowledge);
  for (const column of Object.keys(knowledge)) {
    requireColumn("link the records", column, columnsOf(data));
  }
  return rows.filter(fits);
}

/**
 * The share of records that no other record equals on the given columns.
 *
 * @param data records or a DataFrame, at least one record
 * @param columns what the attacker knows, at least one column
 * @returns a share from 0 to 1
 * @throws {TypeError} if a column is not in the data or none is given
 * @throws {RangeError} if there is no record
 * @see Latanya Sweeney, *Simple demographics often identify people uniquely*, 2000
 *
 * @example
 * ```ts
 * import { uniqueness } from "lib/attacks/linkage.ts";
 * import assert from "node:assert/strict";
 *
 * const rows = [{ age: 34, zip: 1 }, { age: 34, zip: 2 }, { age: 51, zip: 2 }];
 * assert.equal(uniqueness(rows, ["age"]), 1 / 3);
 * assert.equal(uniqueness(rows, ["age", "zip"]), 1);
 * ```
 */
export function uniqueness(
  data: TableData,
  columns: readonly string[],
): number {
  const sizes = groupSizes("measure uniqueness", data, columns);
  const alone = sizes.filter((size) => size === 1).length;
  return alone / sizes.reduce((total, size) => total + size, 0);
}

/**
 * The size of the smallest group of records that are equal on the given
 * columns: the largest k for which the table is k-anonymous.
 *
 * k-anonymity does not bound what is learned: a group whose members all share
 * a sensitive value gives it away, however large the group is.
 *
 * @param data records or a DataFrame, at least one record
 * @param columns the quasi-identifiers, at least one column
 * @returns a whole number of at least 1
 * @throws {TypeError} if a column is not in the data or none is given
 * @throws {RangeError} if there is no record
 * @see Latanya Sweeney, *k-anonymity: a model for protecting privacy*, 2002, Definition 3
 *
 * @example
 * ```ts
 * import { kAnonymity } from "lib/attacks/linkage.ts";
 * import assert from "node:assert/strict";
 *
 * const rows = [{ zip: 1 }, { zip: 1 }, { zip: 2 }, { zip: 2 }, { zip: 2 }];
 * assert.equal(kAnonymity(rows, ["zip"]), 2);
 * ```
 */
export function kAnonymity(
  data: TableData,
  columns: readonly string[],
): number {
  const sizes = groupSizes("measure k-anonymity", data, columns);
  return sizes.reduce((smallest, size) => Math.min(smallest, size));
}

function groupSizes(
  action: string,
  data: TableData,
  columns: readonly string[],
): number[] {
  const rows = rowsOf(data);
  if (rows.length === 0) {
    throw new RangeError(`Cannot ${action}: the table must have a record`);
  }
  if (columns.length === 0) {
    throw new TypeError(`Cannot ${action}: at least one column must be named`);
  }
  for (const column of columns) {
    requireColumn(action, column, columnsOf(data));
  }
  let groups: Row[][] = [[...rows]];
  for (const column of columns) {
    groups = groups.flatMap((group) => [
      ...groupBy(group, (row) => cellOf(row, column)).values(),
    ]);
  }
  return groups.map((group) => group.length);
}
