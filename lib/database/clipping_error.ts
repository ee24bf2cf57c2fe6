import {
  requireColumn,
  requireFiniteSecret,
  requireInteger,
  requireKnown,
  requirePositive,
  requireRows,
} from "../checks.ts";
import { cellOf, columnsOf, type Row } from "../rows.ts";

/** How a sum is bounded before noise is added. */
export interface Clipping {
  /** The column that is added up. */
  readonly column: string;
  /** Each value is clamped to 0 up to this. */
  readonly max: number;
  /** The column that says whose a row is; each row its own if left out. */
  readonly unit?: string;
  /** How many rows of one person are added, the first ones with a value. */
  readonly maxRows?: number;
  readonly epsilon: number;
}

/** The two ways in which a bounded, noisy sum is off, and both together. */
export interface ClippingError {
  /** What clamping and leaving out rows take away. */
  readonly bias: number;
  /** The mean absolute error of the noise: its scale maxRows·max/ε. */
  readonly noise: number;
  /** The mean absolute error of the release: bias + noise·e^(−bias/noise). */
  readonly error: number;
}

const names = ["column", "max", "unit", "maxRows", "epsilon"];

/**
 * How far a bounded sum of values of at least 0 is off, bias and Laplace noise
 * apart.
 *
 * It looks at the rows without any protection: it is for rows that are public or
 * made up, from which bounds for others are chosen. Rows without a value are
 * left out, as in a sum of a database.
 *
 * @throws {RangeError} if `max` or `epsilon` is not above 0, `maxRows` is not a
 * whole number of at least 1, there are no rows, or a value is below 0
 * @throws {TypeError} if an option is unknown, there is no such column, or a value
 * is not a number
 *
 * @example A bound of 100 on purchases of 40, 60 and 400
 * ```ts
 * import { clippingError } from "lib/database/clipping_error.ts";
 * import assert from "node:assert/strict";
 *
 * const rows = [{ price: 40 }, { price: 60 }, { price: 400 }];
 * const options = { column: "price", max: 100, epsilon: 2 };
 * const { bias, noise } = clippingError(rows, options);
 * assert.deepEqual([bias, noise], [300, 50]);
 * ```
 */
export function clippingError(
  rows: readonly Row[],
  options: Clipping,
): ClippingError {
  const action = "find the clipping error";
  requireKnown(action, options, names);
  const { column, max, unit, maxRows = 1, epsilon } = options;
  requirePositive(action, "max", max);
  requireInteger(action, "maxRows", maxRows, 1);
  requirePositive(action, "epsilon", epsilon);
  requireRows(action, rows);
  for (const name of unit === undefined ? [column] : [column, unit]) {
    requireColumn(action, name, columnsOf(rows));
  }
  const taken = new Map<unknown, number>();
  let bias = 0;
  rows.forEach((row, i) => {
    const value = cellOf(row, column) ?? NaN;
    if (Number.isNaN(value)) return;
    requireFiniteSecret(action, column, value);
    if (value < 0) {
      throw new RangeError(`Cannot ${action}: ${column} must be at least 0`);
    }
    const person = unit === undefined ? i : cellOf(row, unit);
    const count = taken.get(person) ?? 0;
    taken.set(person, count + 1);
    bias += count < maxRows ? Math.max(value - max, 0) : value;
  });
  const noise = maxRows * max / epsilon;
  return { bias, noise, error: bias + noise * Math.exp(-bias / noise) };
}
