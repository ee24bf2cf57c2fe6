import * as core from "lib/mod.ts";
import { tableBundle } from "lib/html_table.ts";
import type { Schema } from "lib/schema.ts";
import { seededRandom } from "lib/seeded_random.ts";
import { toDataFrame } from "lib/table.ts";

/** Texts that would be markup if they were not escaped. */
export const HOSTILE = `<img src=x onerror="alert('&')">`;

const schema: Schema = {
  columns: {
    age: {
      type: "integer",
      min: 18,
      max: 90,
      unit: "years",
      description: HOSTILE,
    },
    city: { type: "category", categories: [HOSTILE, "B"], description: "city" },
    note: { type: "text", description: "note" },
  },
};
const data = {
  age: [20, 30, 40, 50, 60, 70],
  city: ["B", "B", "B", HOSTILE, HOSTILE, "B"],
  note: Array(6).fill(HOSTILE),
};

/** One of everything that shows itself, by what it is. */
export async function oneOfEach(): Promise<Record<string, object>> {
  const random = seededRandom("one of each");
  const budget = new core.PrivacyBudget(core.approxDp(1, 1e-6));
  for (let i = 1; i <= 3; i++) {
    budget.spend(core.approxDp("1/4", 1e-7), `${HOSTILE} ${i}`);
  }
  const database = new core.DifferentiallyPrivateDatabase(data, {
    epsilonBudget: 10,
    schema,
    privacyUnit: { column: "note", maxRows: 6 },
    random,
  });
  const keys = new core.DifferentiallyPrivateDatabase(data, {
    budget: core.approxDp(1e4, 0.1),
    random,
  });
  const processor = new core.DPProcessor(0.25, {
    bounds: { max: 300, step: 1 },
    epsilonBudget: 1,
    random,
  });
  const mean = { query: "mean", column: "age", epsilon: 1 } as const;
  const where = { city: HOSTILE };
  return {
    "a DataFrame": toDataFrame([{ age: 34, [HOSTILE]: HOSTILE }]),
    "a pure loss": core.pureDp(0.5),
    "an approximate loss": core.approxDp(1, 1e-5),
    "a zero-concentrated loss": core.zcdp("1/200"),
    "a fresh budget": new core.PrivacyBudget(1),
    "a budget": budget,
    "a ledger": budget.entries,
    "Laplace noise": core.laplace({ sensitivity: 500, epsilon: 1 }),
    "discrete Laplace noise": core.discreteLaplace({
      sensitivity: 1,
      epsilon: "1/11",
    }),
    "Gaussian noise": core.gaussian({
      sensitivity: 1,
      epsilon: 1,
      delta: 1e-5,
    }),
    "discrete Gaussian noise": core.discreteGaussian({
      sensitivity: 1,
      rho: 0.5,
    }),
    "an exponential choice": core.exponential({ sensitivity: 1, epsilon: 1 }),
    "a flipped choice": core.permuteAndFlip({
      sensitivity: 1,
      epsilon: 1,
      monotonic: true,
    }),
    "a noisy choice": core.reportNoisyMax({ epsilon: 1, sensitivity: 2 }),
    "a quantile": core.quantile({
      epsilon: 1,
      candidates: { min: 18, max: 90, step: 1 },
    }),
    "randomized response": core.randomizedResponse({
      epsilon: 1,
      categories: [HOSTILE, "no"],
    }),
    "a threshold": core.aboveThreshold({ epsilon: 1, threshold: 100 }),
    "a database": database,
    "a dry run": database.dryRun({ query: "count", where, epsilon: 1 }),
    "a dry run beyond the budget": database.dryRun({
      ...{ query: "sum", column: "age", groupBy: "city", epsilon: 11 },
    }),
    "an explanation": database.explain({ ...mean, where }),
    "a count": await database.count({ epsilon: 1 }),
    "a sum": await database.sum("age", { epsilon: 1 }),
    "a mean": await database.mean("age", { epsilon: 1 }),
    "a quantile of ages": await database.quantile("age", { epsilon: 1 }),
    "a histogram": await database.histogram("city", { epsilon: 1 }),
    "means by group": await database.groupBy("city").mean("age", {
      epsilon: 1,
    }),
    "private keys": await keys.groupBy({ city: "private" }).count({
      epsilon: 1e3,
      delta: 0.01,
    }),
    "one private key": (await keys.groupBy({ city: "private" }).count({
      epsilon: 1e3,
      delta: 0.01,
    })).get("B")!,
    "a processor": processor,
    "an audit": core.auditOutputs([
      Array(100).fill(HOSTILE),
      Array(100).fill("no"),
    ], { claimedEpsilon: 1 }),
    "a table": {
      [Symbol.for("Jupyter.display")]: () =>
        tableBundle([HOSTILE, "share"], [{ [HOSTILE]: "x", share: 0.25 }], {
          caption: HOSTILE,
        }),
    },
  };
}
