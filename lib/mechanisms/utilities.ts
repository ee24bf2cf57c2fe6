import type { Rational } from "../exact.ts";
import { exactValue } from "../grid.ts";

/**
 * How far each utility is below the best one, exactly, as doubles: what choosing
 * mechanisms depend on.
 *
 * @throws {RangeError} if there is no candidate or a utility is not finite; the
 * utilities themselves are never printed
 */
export function shortfalls(
  action: string,
  utilities: ArrayLike<number>,
): Rational[] {
  const best = exactValue(bestOf(action, utilities));
  return Array.from(utilities, (utility) => best.minus(exactValue(utility)));
}

/**
 * The largest utility.
 *
 * @throws {RangeError} as `shortfalls` does
 */
export function bestOf(action: string, utilities: ArrayLike<number>): number {
  const values = Array.from(utilities);
  if (values.length === 0) {
    throw new RangeError(`Cannot ${action}: there must be a candidate`);
  }
  if (!values.every(Number.isFinite)) {
    throw new RangeError(`Cannot ${action}: every utility must be finite`);
  }
  return values.reduce((a, b) => Math.max(a, b));
}
