import { DifferentiallyPrivateDatabase } from "../database/database.ts";
import type { Question } from "../database/question.ts";
import { purchasesSchema } from "../datasets/purchases.ts";
import { Rational } from "../exact.ts";
import { type Exercise, isNear, right, wrong } from "./exercise.ts";

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
      if (answer === 240) {
        return wrong("that is in dollars, and the prices are in cents");
      }
      if (answer === 8000) return wrong("that is one purchase of three");
      if (answer === 48_000) {
        return wrong("a customer comes or goes, nobody is replaced");
      }
      return answer === 24_000
        ? right("three purchases of at most 8,000 cents each")
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
      const given = answer as Record<string, number>;
      if (typeof answer !== "object" || answer === null) {
        return wrong("the answer is { buyers, total, prices }, each an ε");
      }
      const missing = names.find((name) =>
        !(typeof given[name] === "number" && given[name] >= 1e-6 &&
          given[name] <= 1e6)
      );
      if (missing !== undefined) {
        return wrong(`${missing} needs an ε, a number above 0`);
      }
      const sum = names.map((name) => Rational.of(given[name]!))
        .reduce((a, b) => a.plus(b));
      if (sum.compare(1) > 0) return wrong(`together they cost ε = ${sum}`);
      const offs = names.map((name) => offOf(name, given[name]!));
      const tooFar = offs.filter(({ isEnough }) => !isEnough);
      const report = (of: typeof offs) => of.map(({ text }) => text).join("; ");
      return tooFar.length === 0
        ? right(`${report(offs)}; for ε = ${sum} in all`)
        : wrong(`${report(tooFar)}, and together they cost ε = ${sum}`);
    },
  },

  "rows without an id": {
    hints: [
      "Five rows of one person cost five times the ε of a row.",
      "With an id the unit is the person, and the ε of the question is the person's.",
    ],
    judge(answer) {
      if (!Array.isArray(answer) || answer.length !== 2) {
        return wrong("the answer is a list of two numbers");
      }
      const [byRow, byPerson] = answer;
      if (isNear(byRow, 2.5, 1e-9)) {
        return wrong("a person has more rows than one, so a row gets less");
      }
      if (isNear(byRow, 0.1, 1e-9) && isNear(byPerson, 0.1, 1e-9)) {
        return wrong("with an id and one row a person nothing is divided");
      }
      return isNear(byRow, 0.1, 1e-9) && isNear(byPerson, 0.5, 1e-9)
        ? right("a fifth for each row without an id, all of it with one")
        : wrong("one of the two is the ε of a row, the other that of a person");
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
