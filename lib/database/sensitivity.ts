import { requireInteger, requireRelation } from "../checks.ts";

/** What two neighboring tables differ by: one record (or person) in or out, or one replaced. */
export type NeighboringRelation = "add-remove" | "replace-one";

/** What a row adds to a total: a whole number from `low` to `high`, or nothing. */
export interface Contribution {
  readonly low: number;
  readonly high: number;
}

/** How far neighboring tables can move a vector of totals, in whole steps. */
export interface Sensitivity {
  /** In the ℓ₁ norm: a bound that is attained. */
  readonly l1: bigint;
  /** The square of the ℓ₂ norm. */
  readonly l2Squared: bigint;
  /** How far one row moves one total. */
  readonly largest: bigint;
  /** What moves it so far. */
  readonly reason: string;
}

/**
 * The sensitivity of totals by group when one person adds at most `rows` rows,
 * each to one group, and every row adds a whole number from `low` to `high`.
 *
 * With M the largest of |low| and |high|, and R the length of the shortest
 * interval that holds 0 and both: a person who comes or goes moves the totals
 * by at most rows·M, in both norms, since all rows can lie in one group. A
 * person who is replaced moves one total by at most rows·R, since a row can take
 * part before and not after; and of several totals one down and another up, by
 * 2·rows·M in ℓ₁ and √2·rows·M in ℓ₂. Norms are convex, so nothing between
 * these extremes is larger.
 *
 * @param contribution what a row adds, in whole steps
 * @param rows how many rows of one person take part: 1 if a row is a person
 * @param groups how many totals there are
 * @throws {RangeError | TypeError} if an argument is outside its interval
 * @see Dwork and Roth, *The algorithmic foundations of differential privacy*, 2014, Definition 3.1
 *
 * @example Purchases of 0 to 500, at most 5 of each customer
 * ```ts
 * import { sensitivityOf } from "lib/database/sensitivity.ts";
 * import assert from "node:assert/strict";
 *
 * const { l1 } = sensitivityOf({ low: 0, high: 500 }, 5, 1, "add-remove");
 * assert.equal(l1, 2500n);
 * ```
 */
export function sensitivityOf(
  { low, high }: Contribution,
  rows: number,
  groups: number,
  relation: NeighboringRelation,
): Sensitivity {
  const action = "compute the sensitivity";
  if (!(Number.isInteger(low) && Number.isInteger(high) && low <= high)) {
    throw new RangeError(
      `Cannot ${action}: low and high must be whole numbers, low at most high, but are ${low} and ${high}`,
    );
  }
  requireInteger(action, "rows", rows, 1);
  requireInteger(action, "groups", groups, 1);
  requireRelation(action, relation);
  const k = BigInt(rows);
  const M = BigInt(Math.max(Math.abs(low), Math.abs(high)));
  if (relation === "add-remove") {
    const l1 = k * M;
    const reason = "a person comes or goes";
    return { l1, l2Squared: l1 * l1, largest: M, reason };
  }
  const R = BigInt(Math.max(high, 0)) - BigInt(Math.min(low, 0));
  const within = k * R;
  if (groups === 1) {
    const reason = "a person is replaced";
    return { l1: within, l2Squared: within * within, largest: R, reason };
  }
  const across = 2n * k * k * M * M;
  return {
    l1: 2n * k * M,
    l2Squared: across > within * within ? across : within * within,
    largest: M,
    reason: "a person is replaced, out of one group and into another",
  };
}
