import { approxDp, zcdp } from "lib/accounting/privacy_loss.ts";
import { DifferentiallyPrivateDatabase } from "lib/database/database.ts";
import type { EstimateRelease } from "lib/database/releases/estimate.ts";
import type { GroupedRelease } from "lib/database/releases/grouped.ts";
import type { NeighboringRelation } from "lib/database/sensitivity.ts";
import type { RandomSource } from "lib/random.ts";
import type { Row } from "lib/rows.ts";

/** Databases of persons with several purchases, for tests of what they answer. */

/** Of one person at most three rows take part. */
export const MAX_ROWS = 3;
export const bounds = { min: 0, max: 50, step: 1 };

export const grouped = { groupBy: { shop: ["a", "b"] } };
export const price = { column: "price", bounds };

/** A database with budget for all the questions of a test. */
export function open(
  rows: readonly Row[],
  { relation, random, isUnit = true }: {
    relation?: NeighboringRelation;
    random: RandomSource;
    isUnit?: boolean;
  },
  kind: "epsilon" | "rho" | "delta",
) {
  const budget = kind === "rho"
    ? zcdp(1e9)
    : kind === "delta"
    ? approxDp(1e9, 0.999999)
    : undefined;
  return new DifferentiallyPrivateDatabase(rows, {
    ...budget ? { budget } : { epsilonBudget: 1e9 },
    relation,
    random,
    ...isUnit && { privacyUnit: { column: "person", maxRows: MAX_ROWS } },
  });
}

/** The numbers that an answer consists of, in units: parts and cells. */
export function numbersOf(answer: unknown): number[] {
  if ("cells" in (answer as object)) {
    return (answer as GroupedRelease).cells
      .flatMap(({ release }) => numbersOf(release));
  }
  if ("parts" in (answer as object)) {
    return Object.values((answer as EstimateRelease).parts)
      .map(({ value }) => value);
  }
  return [(answer as { value: number }).value];
}
