import { linkageAttack, uniqueness } from "../attacks/linkage.ts";
import { createMedicalDataset } from "../datasets/medical.ts";
import { type Row, rowsOf } from "../rows.ts";
import type { Where } from "../where.ts";
import { type Exercise, isNear, right, wrong } from "./exercise.ts";

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
      if (!Array.isArray(answer) || answer.length !== EPSILONS.length) {
        return wrong("the answer is a list of four numbers, one for each ε");
      }
      const off = EPSILONS.find((epsilon, i) =>
        !isNear(answer[i], 1 / epsilon, 0.02 / epsilon)
      );
      return off === undefined
        ? right("the error to expect is 1/ε people, whatever the count is")
        : wrong(`at ε = ${off} the scale of the noise is a different one`);
    },
  },

  "when is the noise too much": {
    hints: [
      "Write the error to expect as a share of the count: (1/ε) / count.",
      "Solve (1/ε) / count = 0.1 for ε, once for each count.",
    ],
    judge(answer) {
      const { everyone, neighbors } = (answer ?? {}) as Record<string, unknown>;
      const shareOfTen = (knowledge: Where) =>
        10 / linkageAttack(patients(), knowledge).length;
      const truths = {
        everyone: shareOfTen({ has_rare_disease: 1 }),
        neighbors: shareOfTen({ age: 34, zip_code: 10001 }),
      };
      if (!isNear(everyone, truths.everyone, 0.05 * truths.everyone)) {
        return wrong("`everyone`: 10% of the large count is another error");
      }
      if (!isNear(neighbors, truths.neighbors, 0.05 * truths.neighbors)) {
        return wrong("`neighbors`: 10% of the small count is another error");
      }
      return right(
        "the same noise is nothing to a large count and everything to a small one: too much is a question of the count, not of ε alone",
      );
    },
  },

  "coarser salaries": {
    hints: [
      "Round each salary down: Math.floor(salary / width).",
      "Measure uniqueness on age, zip_code and the band for each width of the list.",
    ],
    judge(answer) {
      const width = WIDTHS.find((width) =>
        uniqueness(withSalaryBand(width), QUASI_IDENTIFIERS) < 0.25
      );
      return answer === width
        ? right(
          "coarser data protects the crowd, and yet somebody is still alone: k-anonymity is 1 at every width",
        )
        : wrong(
          `the answer is the first of ${
            WIDTHS.join(", ")
          } that leaves fewer than a quarter of the patients alone`,
        );
    },
  },

  "most identifying pair": {
    hints: [
      "There are three pairs; measure each.",
      "The columns to choose from are age, zip_code and salary_band.",
    ],
    judge(answer) {
      const pairs = QUASI_IDENTIFIERS.map((left) =>
        QUASI_IDENTIFIERS.filter((column) => column !== left)
      );
      const share = (pair: string[]) =>
        uniqueness(withSalaryBand(10_000), pair);
      const best = pairs.reduce((a, b) => share(b) > share(a) ? b : a);
      const isPair = Array.isArray(answer) && answer.length === 2 &&
        answer.every((column) => QUASI_IDENTIFIERS.includes(column));
      if (!isPair) {
        return wrong(
          `the answer is a list of two of ${QUASI_IDENTIFIERS.join(", ")}`,
        );
      }
      return best.every((column) => answer.includes(column))
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
      const { age, zip_code } = (answer ?? {}) as Record<string, unknown>;
      const fitting =
        patients().filter((row) => row.age === age && row.zip_code === zip_code)
          .length;
      return fitting === 1
        ? right(
          "one row fits, and whoever knows these two facts reads the diagnosis and the salary in it",
        )
        : wrong(
          `${fitting} rows have this age and this zip_code, and one should`,
        );
    },
  },

  "ten small questions": {
    hints: [
      "Noise for one question: scale 1/ε. Compare 1/1 with 1/0.1.",
      "The scale grows tenfold, averaging ten answers divides by √10.",
    ],
    judge(answer) {
      return isNear(answer, Math.sqrt(10), 0.02)
        ? right("√10 times worse: within a budget, asking again never pays")
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
    judge(answer) {
      const named = Array.isArray(answer) && answer.length === 3 &&
        ["b", "d", "f"].every((plan) => answer.includes(plan));
      return named
        ? right(
          "what goes around the mechanism, or predicts its noise, is outside the promise",
        )
        : wrong(
          "ask of each plan: does it use only what was released, and does the noise stay unknown?",
        );
    },
  },
};

const patients = (): readonly Row[] => rowsOf(createMedicalDataset());

function withSalaryBand(width: number): Row[] {
  return patients().map((row) => ({
    ...row,
    salary_band: Math.floor(row.salary as number / width),
  }));
}
