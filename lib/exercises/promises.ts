import { datasetCatalog } from "../datasets/catalog.ts";
import { posteriorBound } from "../risk.ts";
import { type Exercise, isNear, right, wrong } from "./exercise.ts";

/** What the promise is not, by the letter of a statement. */
const NOT_PROMISED: Readonly<Record<string, string>> = {
  a: "the promise is about what is released, and the server holds the records",
  c: "a fact about people of an age is what the counts are for",
  d: "a label settles no law",
  f: "the losses of several releases add up",
};

/** The exercises of *What differential privacy promises*. */
export const promises: Readonly<Record<string, Exercise>> = {
  "error of a count": {
    hints: [
      "In the demo the error to expect of a count is about 10 at ε = 0.1 and about 1 at ε = 1.",
      "Divide 1 by ε.",
    ],
    judge(answer) {
      if (isNear(answer, 5, 0.1)) {
        return right(
          "the error to expect is about 1/ε, whatever the table and whatever the count",
        );
      }
      if (typeof answer !== "number") {
        return wrong("the answer is one number, without quotation marks");
      }
      if (isNear(answer, 0.2, 0.01)) {
        return wrong("that is ε itself; the error grows as ε gets smaller");
      }
      return isNear(answer, 20, 0.5)
        ? wrong("a larger ε than 0.1 makes the error smaller than about 10")
        : wrong(
          "the demo has about 10 at ε = 0.1 and about 1 at ε = 1; what is ε times the error in both?",
        );
    },
  },

  "the noisiest mean": {
    hints: [
      "Divide the error to expect by the true mean, for each of the six names.",
      "The noise has to hide one of them. In which table is one the largest part of the whole?",
    ],
    judge(answer) {
      if (answer === "engel_food") {
        return right(
          "235 households are the smallest crowd: one of them is the largest part of the mean",
        );
      }
      if (answer === "incomes") {
        return wrong(
          "its error is the largest number, beside a mean that is larger still: divide the one by the other",
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
      if (typeof answer !== "number" || !(answer >= 0 && answer <= 1)) {
        return wrong(
          "a belief is a number from 0 to 1: 95% is 0.95, and odds of 3 to 1 are 0.75",
        );
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
      if (!Array.isArray(answer)) {
        return wrong('the answer is a list of letters, such as ["a", "d"]');
      }
      const mistake = Object.keys(NOT_PROMISED)
        .find((letter) => answer.includes(letter));
      if (mistake !== undefined) {
        return wrong(`${mistake} does not follow: ${NOT_PROMISED[mistake]}`);
      }
      if (!["b", "e"].every((letter) => answer.includes(letter))) {
        return wrong(
          "one that follows is missing: ask of each whether it is a bound on odds, or is computed from the release alone",
        );
      }
      return answer.length === 2
        ? right(
          "the promise is about what is released, it is a bound, and it outlasts whatever is computed from the release",
        )
        : wrong("name each letter from a to f once");
    },
  },
};
