import { linkageAttack, uniqueness } from "../attacks/linkage.ts";
import { createMedicalDataset } from "../datasets/medical.ts";
import { type Row, rowsOf } from "../rows.ts";
import type { Where } from "../where.ts";
import { type Exercise, isNear, nearly, right, wrong } from "./exercise.ts";
import { judgeLetters } from "./letters.ts";
import { listIn, nameIn, numberIn } from "./reading.ts";

const WIDTHS = [10_000, 20_000, 30_000, 40_000, 50_000];
const EPSILONS = [0.01, 0.1, 10, 100];
const QUASI_IDENTIFIERS = ["age", "zip_code", "salary_band"];

/** The exercises of *Medical records*. */
export const medicalRecords: Readonly<Record<string, Exercise>> = {
  "expected error": {
    hints: [
      "The mean absolute value of Laplace noise is its scale.",
      "The scale is sensitivity / epsilon, and a count has sensitivity 1.",
    ],
    judge(answer) {
      const errors = Array.isArray(answer) ? answer.map(numberIn) : [];
      if (errors.length !== EPSILONS.length || errors.includes(undefined)) {
        return wrong("the answer is a list of four numbers, one for each ε");
      }
      const areAll = (truth: (epsilon: number) => number) =>
        EPSILONS.every((epsilon, i) =>
          isNear(errors[i], truth(epsilon), 0.02 * truth(epsilon))
        );
      if (areAll((epsilon) => 1 / epsilon)) {
        return right(
          "the error to expect is 1/ε people, whatever the count is",
        );
      }
      if (areAll((epsilon) => Math.SQRT2 / epsilon)) {
        return nearly(
          "that is the standard deviation, √2 times the mean absolute error",
        );
      }
      if (areAll((epsilon) => epsilon)) {
        return wrong("that is ε itself; the error grows as ε gets smaller");
      }
      const off = EPSILONS.filter((epsilon, i) =>
        !isNear(errors[i], 1 / epsilon, 0.02 / epsilon)
      );
      const why = `at ε = ${off[0]} the scale of the noise is a different one`;
      return off.length === 1 ? nearly(why) : wrong(why);
    },
  },

  "when is the noise too much": {
    hints: [
      "Write the error to expect as a share of the count: (1/ε) / count.",
      "Solve (1/ε) / count = 0.1 for ε, once for each count.",
    ],
    judge(answer) {
      const given = (answer ?? {}) as Record<string, unknown>;
      const everyone = numberIn(given.everyone);
      const neighbors = numberIn(given.neighbors);
      if (everyone === undefined || neighbors === undefined) {
        return wrong("the answer is { everyone, neighbors }, each an ε");
      }
      const count = (knowledge: Where) =>
        linkageAttack(patients(), knowledge).length;
      const large = count({ has_rare_disease: 1 });
      const small = count({ age: 34, zip_code: 10001 });
      const are = (first: number, second: number) =>
        isNear(everyone, first, 0.05 * first) &&
        isNear(neighbors, second, 0.05 * second);
      if (are(10 / large, 10 / small)) {
        return right(
          "the same noise is nothing to a large count and everything to a small one: too much is a question of the count, not of ε alone",
        );
      }
      if (are(10 / small, 10 / large)) return nearly("the two are swapped");
      if (are(large / 10, small / 10)) {
        return nearly(
          "that is the error itself, a tenth of each count; ε is 1/error",
        );
      }
      if (are(1 / large, 1 / small)) {
        return wrong(
          "there the error is as large as the count, not a tenth of it",
        );
      }
      const isLarge = isNear(everyone, 10 / large, 0.5 / large);
      const isSmall = isNear(neighbors, 10 / small, 0.5 / small);
      const why = isLarge
        ? "`neighbors`: 10% of the small count is another error"
        : "`everyone`: 10% of the large count is another error";
      return isLarge || isSmall ? nearly(why) : wrong(why);
    },
  },

  "most identifying pair": {
    hints: [
      "There are three pairs; measure each.",
      "The columns to choose from are age, zip_code and salary_band.",
    ],
    judge(answer) {
      const given = listIn(answer)
        ?.map((column) => nameIn(column, QUASI_IDENTIFIERS)) ?? [];
      if (
        given.length !== 2 || given[0] === given[1] || given.includes(undefined)
      ) {
        return wrong(
          `the answer is a list of two of ${QUASI_IDENTIFIERS.join(", ")}`,
        );
      }
      const pairs = QUASI_IDENTIFIERS.map((left) =>
        QUASI_IDENTIFIERS.filter((column) => column !== left)
      );
      const share = (pair: string[]) =>
        uniqueness(withSalaryBand(10_000), pair);
      const best = pairs.reduce((a, b) => share(b) > share(a) ? b : a);
      return best.every((column) => given.includes(column))
        ? right(
          "two columns identify most if both have many values and neither follows from the other",
        )
        : wrong("another pair leaves more patients alone");
    },
  },

  "find one patient": {
    hints: [
      "A combination that is rare is enough: which ages are rare?",
      "Count the groups of rows with the same age and zip_code, and take a group of one.",
    ],
    judge(answer) {
      const given = (answer ?? {}) as Record<string, unknown>;
      const age = numberIn(given.age);
      const zip = numberIn(given.zip_code);
      if (age === undefined || zip === undefined) {
        return wrong("the answer is { age, zip_code }, two numbers");
      }
      const fitting = patients()
        .filter((row) => row.age === age && row.zip_code === zip).length;
      if (fitting === 1) {
        return right(
          "one row fits, and whoever knows these two facts reads the diagnosis and the salary in it",
        );
      }
      const why =
        `${fitting} rows have this age and this zip_code, and one should`;
      return fitting === 2 ? nearly(why) : wrong(why);
    },
  },

  "coarser salaries": {
    hints: [
      "Round each salary down: Math.floor(salary / width).",
      "Measure uniqueness on age, zip_code and the band for each width of the list.",
    ],
    judge(answer) {
      const width = numberIn(answer);
      const first = WIDTHS.find((width) =>
        uniqueness(withSalaryBand(width), QUASI_IDENTIFIERS) < 0.25
      )!;
      if (width === first) {
        return right(
          "coarser data protects the crowd, and yet somebody is still alone: k-anonymity is 1 at every width",
        );
      }
      if (width === first / 1000) {
        return nearly("that is in thousands, and the widths are in dollars");
      }
      if (width === undefined || !WIDTHS.includes(width)) {
        return wrong(`the answer is one of the widths ${WIDTHS.join(", ")}`);
      }
      return width > first
        ? nearly("a smaller width leaves fewer than a quarter alone, too")
        : wrong("at that width a quarter of the patients or more are alone");
    },
  },

  "ten small questions": {
    hints: [
      "Noise for one question: scale 1/ε. Compare 1/1 with 1/0.1.",
      "The scale grows tenfold, averaging ten answers divides by √10.",
    ],
    judge(answer) {
      const factor = numberIn(answer);
      if (isNear(factor, Math.sqrt(10), 0.04)) {
        return right(
          "√10 times worse: within a budget, asking again never pays",
        );
      }
      if (isNear(factor, 1 / Math.sqrt(10), 0.005)) {
        return nearly("that is the factor by which the first way is smaller");
      }
      if (isNear(factor, Math.sqrt(10), 0.2)) {
        return nearly(
          "the size is right: write √10 with two digits after the point",
        );
      }
      return factor === 1
        ? wrong("averaging does not win back all of it: √10, not 10")
        : wrong(
          "the scale grows tenfold, and averaging wins back a part of it",
        );
    },
  },

  "outside the promise": {
    hints: [
      "Post-processing and outside knowledge are covered by the definition.",
      "Three plans never look at what the mechanism released, or know its noise.",
    ],
    judge: (answer) =>
      judgeLetters(answer, {
        belong: ["b", "d", "f"],
        others: {
          a: "within the budget the losses of a thousand answers add up to no more than it",
          c: "two counts are two releases, and their losses add up",
          e: "whatever is joined with a release, the release tells no more",
        },
        reason:
          "what goes around the mechanism, or predicts its noise, is outside the promise",
        ask:
          "ask of each plan: does it use only what was released, and does the noise stay unknown?",
      }),
  },
};

const patients = (): readonly Row[] => rowsOf(createMedicalDataset());

function withSalaryBand(width: number): Row[] {
  return patients().map((row) => ({
    ...row,
    salary_band: Math.floor(row.salary as number / width),
  }));
}
