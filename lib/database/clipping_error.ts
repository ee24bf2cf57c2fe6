import { requirePositive } from "../checks.ts";
import { cellOf, type Row } from "../rows.ts";

/** How a sum is bounded before noise is added. */
export interface Clipping {
  /** The column that is added up. */
  readonly column: string;
  /** Each value is clamped to 0 up to this. */
  readonly max: number;
  /** The column that says whose a row is; each row its own if left out. */
  readonly unit?: string;
  /** How many rows of one person are added, the first ones. */
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

/**
 * How far a bounded sum of values of at least 0 is off, bias and Laplace noise
 * apart.
 *
 * It looks at the rows without any protection: it is for rows that are public or
 * made up, from which bounds for others are chosen.
 *
 * @throws {RangeError} if `max`, `maxRows` or `epsilon` is not above 0
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
  { column, max, unit, maxRows = 1, epsilon }: Clipping,
): ClippingError {
  const action = "find the clipping error";
  requirePositive(action, "max", max);
  requirePositive(action, "maxRows", maxRows);
  requirePositive(action, "epsilon", epsilon);
  const taken = new Map<unknown, number>();
  let bias = 0;
  rows.forEach((row, i) => {
    const value = Number(cellOf(row, column));
    const person = unit === undefined ? i : cellOf(row, unit);
    const count = taken.get(person) ?? 0;
    taken.set(person, count + 1);
    bias += count < maxRows ? Math.max(value - max, 0) : value;
  });
  const noise = maxRows * max / epsilon;
  return { bias, noise, error: bias + noise * Math.exp(-bias / noise) };
}
