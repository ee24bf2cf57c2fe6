import { DifferentiallyPrivateDatabase } from "../database/database.ts";
import type { Question } from "../database/question.ts";
import { purchasesSchema } from "../datasets/purchases.ts";
import { Rational } from "../exact.ts";
import { type Exercise, isNear, nearly, right, wrong } from "./exercise.ts";
import { numberIn } from "./reading.ts";

const edges = [0, 10, 20, 30, 40, 50, 75, 100, 200, 500].map((x) => 100 * x);

/** The questions of the plan, without their ε, and how exact each has to be. */
const questions = {
  buyers: {
    question: {
      query: "count",
      where: { category: "electronics" },
      maxRows: 1,
    },
    within: 10,
    unit: "customers",
  },
  total: {
    question: {
      query: "sum",
      column: "price_cents",
      bounds: { max: 50_000 },
    },
    within: 15_000_000,
    unit: "cents",
  },
  prices: {
    question: { query: "count", groupBy: { price_cents: { edges } } },
    within: 400,
    unit: "purchases",
  },
} as const;

/** The exercises of *A database with a budget*. */
export const databaseBudget: Readonly<Record<string, Exercise>> = {
  "sensitivity of a bounded sum": {
    hints: [
      "What is the most that one purchase can add? How many of them take part?",
      "Rows a customer times the bound, in cents.",
    ],
    judge(answer) {
      const cents = numberIn(answer);
      if (cents === 24_000) {
        return right("three purchases of at most 8,000 cents each");
      }
      if (cents === 240) {
        return nearly("that is in dollars, and the prices are in cents");
      }
      if (cents === 8000) return nearly("that is one purchase of three");
      return cents === 48_000
        ? wrong("a customer comes or goes, nobody is replaced")
        : wrong("it is the most that all rows of one customer can add");
    },
  },

  "plan a release": {
    hints: [
      "database.epsilonForAccuracy(buyers, { accuracy: 10 }) is the price of the first.",
      "For the bars add simultaneous: true. Then share out what is left of 1.",
    ],
    judge(answer) {
      const names = Object.keys(questions) as (keyof typeof questions)[];
      if (
        typeof answer !== "object" || answer === null || Array.isArray(answer)
      ) {
        return wrong("the answer is { buyers, total, prices }, each an ε");
      }
      const given = names.map((name) => {
        const value = (answer as Record<string, unknown>)[name];
        return { name, epsilon: numberIn(value) ?? NaN };
      });
      const missing = given.find(({ epsilon }) =>
        !(epsilon >= 1e-6 && epsilon <= 1e6)
      );
      if (missing !== undefined) {
        return wrong(`${missing.name} needs an ε, a number above 0`);
      }
      const sum = given.map(({ epsilon }) => Rational.of(epsilon))
        .reduce((a, b) => a.plus(b));
      const offs = given.map(({ name, epsilon }) => offOf(name, epsilon));
      const tooFar = offs.filter(({ isEnough }) => !isEnough);
      const report = (of: typeof offs) => of.map(({ text }) => text).join("; ");
      if (sum.compare(1) > 0) {
        const why = `together they cost ε = ${sum}, more than there is`;
        return tooFar.length === 0 ? nearly(why) : wrong(why);
      }
      if (tooFar.length === 0) {
        return right(`${report(offs)}; for ε = ${sum} in all`);
      }
      const why = `${report(tooFar)}, and together they cost ε = ${sum}`;
      return tooFar.length === 1 ? nearly(why) : wrong(why);
    },
  },

  "rows without an id": {
    hints: [
      "Five rows of one person cost five times the ε of a row.",
      "With an id the unit is the person, and the ε of the question is the person's.",
    ],
    judge(answer) {
      const given = Array.isArray(answer) ? answer.map(numberIn) : [];
      if (given.length !== 2 || given.includes(undefined)) {
        return wrong("the answer is a list of two numbers");
      }
      const are = (first: number, second: number) =>
        isNear(given[0], first, 1e-9) && isNear(given[1], second, 1e-9);
      if (are(0.1, 0.5)) {
        return right("a fifth for each row without an id, all of it with one");
      }
      if (are(0.5, 0.1)) return nearly("the two are swapped");
      if (isNear(given[0], 2.5, 1e-9)) {
        return wrong("a person has more rows than one, so a row gets less");
      }
      if (isNear(given[0], 0.5, 1e-9)) {
        return wrong(
          "five rows of a person at this ε cost the person five times as much",
        );
      }
      if (isNear(given[0], 0.1, 1e-9)) {
        return nearly("with an id and one row a person nothing is divided");
      }
      return wrong(
        "one of the two is the ε of a row, the other that of a person",
      );
    },
  },
};

/** How far off an answer would be, from what is public: a table without rows. */
function offOf(name: keyof typeof questions, epsilon: number) {
  const { question, within, unit } = questions[name];
  const empty = Object.keys(purchasesSchema.columns).map((column) => [
    column,
    [],
  ]);
  const database = new DifferentiallyPrivateDatabase(
    Object.fromEntries(empty),
    {
      epsilonBudget: 1,
      schema: purchasesSchema,
      privacyUnit: { column: "customer", maxRows: 30 },
    },
  );
  const off = database.dryRun({ ...question, epsilon } as Question)
    .simultaneousAccuracy(0.05);
  return {
    isEnough: off <= within,
    text: `${name} would be off by up to ${
      Math.ceil(off).toLocaleString("en-US")
    } ${unit}, where ${within.toLocaleString("en-US")} is asked for`,
  };
}
