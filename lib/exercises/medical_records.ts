import { uniqueness } from "../attacks/linkage.ts";
import { createMedicalDataset } from "../datasets/medical.ts";
import { type Row, rowsOf } from "../rows.ts";
import { type Exercise, isNear, right, wrong } from "./exercise.ts";

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
      const patients = medicalRows();
      const truths = {
        everyone: 10 / patients.filter((row) => row.has_rare_disease).length,
        neighbors: 10 /
          patients.filter((row) => row.age === 34 && row.zip_code === 10001)
            .length,
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

  "unique on three columns": {
    hints: [
      "uniqueness(rows, columns) gives the share directly.",
      "The columns are age, zip_code and salary_band, of `banded`.",
    ],
    judge(answer) {
      const truth = uniqueness(medicalRows(), QUASI_IDENTIFIERS);
      return isNear(answer, truth, 0.0005)
        ? right(
          "about half of the patients are alone with three harmless facts",
        )
        : wrong("the answer is a share from 0 to 1, of all 1000 patients");
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
      const share = (pair: string[]) => uniqueness(medicalRows(), pair);
      const best = pairs.reduce((a, b) => share(b) > share(a) ? b : a);
      const named = Array.isArray(answer) && answer.length === 2 &&
        best.every((column) => answer.includes(column));
      return named
        ? right(
          "columns with many values that do not follow from each other identify most",
        )
        : wrong("another pair leaves more patients alone");
    },
  },
};

let patients: Row[] | undefined;

function medicalRows(): Row[] {
  patients ??= rowsOf(createMedicalDataset()).map((row) => ({
    ...row,
    salary_band: Math.floor(row.salary as number / 10_000),
  }));
  return patients;
}
