import assert from "node:assert/strict";
import { chiSquare, chiSquareLimit, Z } from "./helpers.ts";

/** What should come out, and what must not pass for it. */
export interface Claims {
  /** Probabilities of the cells; they add to 1. */
  readonly right: readonly number[];
  readonly wrong: readonly (readonly number[])[];
}

/**
 * How many draws a chi-square test needs to find every wrong claim out, missing
 * one with probability about ALPHA / 2: of n draws, the statistic against a
 * wrong claim is noncentral with λ = n·Σ(right − wrong)²/wrong, mean
 * degrees + λ and variance 2(degrees + 2λ).
 */
export function drawsNeeded({ right, wrong }: Claims): number {
  const degrees = right.length - 1;
  const limit = chiSquareLimit(degrees);
  let lambda = 0;
  while (
    degrees + lambda - Z * Math.sqrt(2 * (degrees + 2 * lambda)) < limit
  ) lambda++;
  const perDraw = wrong.map((claim) =>
    right.reduce((sum, p, i) => sum + (p - claim[i]!) ** 2 / claim[i]!, 0)
  );
  return Math.ceil(lambda / Math.min(...perDraw));
}

/** The right claim has to pass, and no wrong one may. */
export function requireClaims(counts: readonly number[], claims: Claims): void {
  const limit = chiSquareLimit(counts.length - 1);
  const found = chiSquare(counts, claims.right);
  assert(found < limit, `${found} is above ${limit}`);
  claims.wrong.forEach((claim, i) => {
    assert(chiSquare(counts, claim) > limit, `wrong claim ${i} passes`);
  });
}
