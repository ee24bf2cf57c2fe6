import * as core from "lib/mod.ts";
import { seededRandom } from "lib/seeded_random.ts";
import { type Case, type Cases, taking } from "./taking.ts";

const random = seededRandom("options");
const epsilon = 1;
const where = {};
const rows = [{ age: 20, city: "A" }, { age: 30, city: "B" }];
const bounds = { min: 18, max: 90, step: 1 };
const schema: core.Schema = {
  columns: {
    age: { type: "integer", ...bounds, description: "age" },
    city: { type: "category", categories: ["A", "B"], description: "city" },
  },
};
const privacyUnit = { column: "city", maxRows: 2 };
const open = () =>
  new core.DifferentiallyPrivateDatabase(rows, {
    ...{ epsilonBudget: 1000, schema, privacyUnit, random },
  });
const database = open();
const keys = new core.DifferentiallyPrivateDatabase(rows, {
  budget: core.approxDp(1000, 0.5),
});
const mean = { query: "mean", column: "age" } as const;
/** The options of a question, with one way to pay. */
type Question<Options> = Omit<Required<Options>, "rho">;

export const ofDatabase: Cases = {
  DifferentiallyPrivateDatabase: [
    ...taking(
      (options: Omit<core.DatabaseOptions, "budget">) =>
        new core.DifferentiallyPrivateDatabase(rows, options),
      {
        ...{ epsilonBudget: 1, schema, privacyUnit, random },
        relation: "replace-one",
      },
    ),
    ...taking((age: core.Column) => {
      const schema = { columns: { age } };
      return new core.DifferentiallyPrivateDatabase(rows, {
        ...{ epsilonBudget: 1, schema },
      });
    }, {
      ...{ ...bounds, unit: "years", description: "age" },
      type: "integer",
    }, {
      ...{ categories: [20, 30], unit: "years", description: "age" },
      type: "category",
    }, { type: "text", description: "age" }),
  ],
  DPProcessor: taking(
    (options: core.ProcessorOptions) => new core.DPProcessor(1, options),
    { bounds, column: "age", privacyUnit, epsilonBudget: 2, random },
  ),
};

/** By the methods of a database. */
export const ofMethods: Cases = {
  count: taking(
    (options: Question<core.CountOptions>) => database.count(options),
    { where, maxRows: 1, epsilon },
  ),
  sum: measuring("sum"),
  mean: measuring("mean"),
  variance: measuring("variance"),
  quantile: taking(
    (options: Question<core.QuantileQuestionOptions>) =>
      database.quantile("age", options),
    { where, maxRows: 1, epsilon, bounds, quantile: 0.25 },
  ),
  histogram: [
    ...taking(
      (options: Omit<Question<core.HistogramOptions>, "edges">) =>
        database.histogram("age", options),
      { where, maxRows: 1, epsilon, bins: 2 },
    ),
    ...taking(
      (options: Omit<Question<core.HistogramOptions>, "bins">) =>
        database.histogram("age", options),
      { where, maxRows: 1, epsilon, edges: [20, 30] },
    ),
  ],
  groupBy: [
    ...taking(
      (options: Question<core.MeasureOptions>) =>
        database.groupBy("city").mean("age", options),
      { where, maxRows: 1, epsilon, bounds },
    ),
    ...taking(
      (options: { epsilon: number; delta: number }) =>
        keys.groupBy({ city: "private" }).count(options),
      { epsilon, delta: 0.01 },
    ),
  ],
  ask: asking((question) => database.ask(question)),
  explain: asking((question) => database.explain(question)),
  dryRun: [
    ...asking((question) => database.dryRun(question)),
    ...taking(
      (assumptions: core.Assumptions) =>
        database.dryRun({ ...mean, epsilon }, assumptions),
      { rows: 100, mean: 40, deviation: 10 },
    ),
  ],
  epsilonForAccuracy: taking(
    (target: Parameters<typeof database.epsilonForAccuracy>[1]) =>
      database.epsilonForAccuracy(mean, target),
    {
      ...{ accuracy: 5, alpha: 0.1, simultaneous: true },
      ...{ rows: 100, mean: 40, deviation: 10 },
    },
  ),
};

function measuring(query: "sum" | "mean" | "variance"): Case[] {
  return taking(
    (options: Question<core.MeasureOptions>) => database[query]("age", options),
    { where, maxRows: 1, epsilon, bounds },
  );
}

function asking(call: (question: core.Question) => unknown): Case[] {
  const cost = { where, maxRows: 1, epsilon };
  return [
    { call, valid: { query: "count", groupBy: "city", ...cost } },
    { call, valid: { query: "sum", column: "age", bounds, ...cost } },
  ];
}
