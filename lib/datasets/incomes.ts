import { requireInteger, requireKnown } from "../checks.ts";
import type { Schema } from "../schema.ts";
import { seededRandom } from "../seeded_random.ts";
import { type DataFrame, toDataFrame } from "../table.ts";
import { clip, drawsFrom } from "./draws.ts";

/** The public metadata of {@linkcode createIncomeDataset}. */
export const incomesSchema = {
  columns: {
    friend: {
      type: "integer",
      min: 1,
      description: "number of the friend, from 1",
    },
    income: {
      type: "integer",
      min: 0,
      max: 200_000,
      unit: "dollars a year",
      description: "income; the friends agreed on the bounds beforehand",
    },
  },
} as const satisfies Schema;

/**
 * Friends who never lived, and what they earn: Normal(70,000, 10,000), rounded
 * to whole dollars and clipped to the schema.
 *
 * Fewer friends with the same seed are the first of the more.
 *
 * @param n number of friends, at least 1
 * @param options.seed seed of the generator
 * @returns a DataFrame with the columns of {@linkcode incomesSchema}
 * @throws {RangeError} if `n` is not a whole number of at least 1
 * @throws {TypeError} if an option is unknown
 *
 * @example
 * ```ts
 * import { createIncomeDataset } from "lib/datasets/incomes.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(createIncomeDataset(50).shape, [50, 2]);
 * ```
 */
export function createIncomeDataset(
  n = 1000,
  options: { seed?: number | string } = {},
): DataFrame {
  const action = "create the income dataset";
  requireInteger(action, "n", n, 1);
  requireKnown(action, options, ["seed"]);
  const { seed = 42 } = options;
  const { normal } = drawsFrom(seededRandom(seed));
  return toDataFrame(Array.from({ length: n }, (_, i) => ({
    friend: i + 1,
    income: clip(
      Math.round(normal(70_000, 10_000)),
      incomesSchema.columns.income,
    ),
  })));
}
