import { requireInteger, requireKnown } from "../checks.ts";
import type { Schema } from "../schema.ts";
import { seededRandom } from "../seeded_random.ts";
import { type DataFrame, toDataFrame } from "../table.ts";
import { clip, drawsFrom } from "./draws.ts";

/** The public metadata of {@linkcode createMedicalDataset}. */
export const medicalSchema = {
  columns: {
    age: {
      type: "integer",
      min: 18,
      max: 90,
      unit: "years",
      description: "age of an adult patient",
    },
    zip_code: {
      type: "category",
      categories: [10001, 10002, 10003, 10004, 10005],
      description: "postal code of the home",
    },
    has_rare_disease: {
      type: "category",
      categories: [0, 1],
      description: "1 if the disease was diagnosed",
    },
    salary: {
      type: "integer",
      min: 25_000,
      max: 120_000,
      unit: "dollars a year",
      description: "gross salary",
    },
  },
} as const satisfies Schema;

const ZIP_SHARES = [0.3, 0.25, 0.2, 0.15, 0.1];
const BASE_SALARIES = [40_000, 50_000, 60_000, 70_000, 80_000];
const SALARY_SHARES = [0.2, 0.3, 0.25, 0.15, 0.1];

/**
 * Patients who never lived: age, postal code, a disease that grows more
 * frequent with age, and a salary that grows with age.
 *
 * Age is Normal(45, 15), truncated toward zero and clipped to the schema; the
 * disease is Bernoulli(0.1 + 0.6·(age − 18)/72); salary is a base of 40 to 80
 * thousand plus 500·(age − 30) plus Normal(0, 5000), clipped and truncated. The
 * postal code depends on nothing. Fewer patients with the same seed are the
 * first of the more.
 *
 * @param n number of patients, at least 1
 * @param options.seed seed of the generator
 * @returns a DataFrame with the columns of {@linkcode medicalSchema}
 * @throws {RangeError} if `n` is not a whole number of at least 1
 * @throws {TypeError} if an option is unknown
 *
 * @example
 * ```ts
 * import { createMedicalDataset } from "lib/datasets/medical.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(createMedicalDataset(50).shape, [50, 4]);
 * ```
 */
export function createMedicalDataset(
  n = 1000,
  options: { seed?: number | string } = {},
): DataFrame {
  const action = "create the medical dataset";
  requireInteger(action, "n", n, 1);
  requireKnown(action, options, ["seed"]);
  const { seed = 42 } = options;
  const { normal, bernoulli, choice } = drawsFrom(seededRandom(seed));
  const { age, zip_code, salary } = medicalSchema.columns;
  return toDataFrame(Array.from({ length: n }, () => {
    const years = clip(Math.trunc(normal(45, 15)), age);
    const zip = choice(zip_code.categories, ZIP_SHARES);
    const disease = bernoulli((years - age.min) / 72 * 0.6 + 0.1);
    const pay = choice(BASE_SALARIES, SALARY_SHARES) + 500 * (years - 30) +
      normal(0, 5000);
    return {
      age: years,
      zip_code: zip,
      has_rare_disease: disease,
      salary: Math.trunc(clip(pay, salary)),
    };
  }));
}
