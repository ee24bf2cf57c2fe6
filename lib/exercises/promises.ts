import { datasetCatalog } from "../datasets/catalog.ts";
import { posteriorBound } from "../risk.ts";
import { type Exercise, isNear, right, wrong } from "./exercise.ts";

/** The exercises of *What differential privacy promises*. */
export const promises: Readonly<Record<string, Exercise>> = {
  "error of a count": {
    hints: [
      "In the demo the error to expect of a count is about 10 at ε = 0.1 and about 1 at ε = 1.",
      "Divide 1 by ε.",
    ],
    judge(answer) {
      return isNear(answer, 5, 0.1)
        ? right(
          "the error to expect is about 1/ε, whatever the table and whatever the count",
        )
        : wrong("half the ε of 0.4, where it is about 2.5, doubles the error");
    },
  },

  "the noisiest mean": {
    hints: [
      "Divide the error to expect by the true mean, for each of the six names.",
      "The noise has to hide one row. In which table is one row the largest part of the whole?",
    ],
    judge(answer) {
      if (answer === "engel_food") {
        return right(
          "235 households are the smallest crowd: one of them is the largest part of the mean",
        );
      }
      return typeof answer === "string" && Object.hasOwn(datasetCatalog, answer)
        ? wrong("another table has a larger error in proportion to its mean")
        : wrong(
          `the answer is one of the names ${
            Object.keys(datasetCatalog).join(", ")
          }`,
        );
    },
  },

  "three answers about you": {
    hints: [
      "Losses add up. What is the ε of the three answers together?",
      "posteriorBound({ prior: 0.5, epsilon: 3 })",
    ],
    judge(answer) {
      if (isNear(answer, posteriorBound({ prior: 0.5, epsilon: 1 }), 0.005)) {
        return wrong("that is the bound for one answer, and there were three");
      }
      return isNear(answer, posteriorBound({ prior: 0.5, epsilon: 3 }), 0.005)
        ? right(
          "three answers at ε = 1 are one release at ε = 3, and odds of 1 to 1 can become e³ ≈ 20 to 1",
        )
        : wrong(
          "add up the three losses, and multiply the odds of 1 to 1 by e to that power",
        );
    },
  },

  "what is promised": {
    hints: [
      "Sort them: about a release, about the raw data, about people in general, about the law.",
      "Two of the six are about a release, and are bounded or allowed by the definition.",
    ],
    judge(answer) {
      const named = Array.isArray(answer) && answer.length === 2 &&
        ["b", "e"].every((letter) => answer.includes(letter));
      return named
        ? right(
          "the promise is about what is released, it is a bound, and it outlasts whatever is computed from the release",
        )
        : wrong(
          "ask of each statement: is it a bound on what one person's data change in a release, or follows from one?",
        );
    },
  },
};
