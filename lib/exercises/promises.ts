import { datasetCatalog } from "../datasets/catalog.ts";
import { posteriorBound } from "../risk.ts";
import { type Exercise, isNear, nearly, right, wrong } from "./exercise.ts";
import { judgeLetters } from "./letters.ts";
import { nameIn, numberIn } from "./reading.ts";

const tables = Object.keys(datasetCatalog);

/** The exercises of *What differential privacy promises*. */
export const promises: Readonly<Record<string, Exercise>> = {
  "error of a count": {
    hints: [
      "In the demo the error to expect of a count is about 10 at ε = 0.1 and about 1 at ε = 1.",
      "Divide 1 by ε.",
    ],
    judge(answer) {
      const error = numberIn(answer);
      if (error === undefined) return wrong("the answer is one number");
      if (isNear(error, 5, 0.1)) {
        return right(
          "the error to expect is about 1/ε, whatever the table and whatever the count",
        );
      }
      if (isNear(error, 5 * Math.SQRT2, 0.1)) {
        return nearly(
          "that is the standard deviation of the noise, √2 times its mean size",
        );
      }
      if (isNear(error, 5, 0.75)) {
        return nearly("the size is right, and a rule gives the number itself");
      }
      if (isNear(error, 0.2, 0.01)) {
        return wrong("that is ε itself; the error grows as ε gets smaller");
      }
      if (error >= 10) {
        return wrong(
          "a larger ε than 0.1 makes the error smaller than about 10",
        );
      }
      return wrong(
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
      const name = nameIn(answer, tables);
      if (name === undefined) {
        return wrong(`the answer is one of the names ${tables.join(", ")}`);
      }
      if (name === "engel_food") {
        return right(
          "235 households are the smallest crowd: one of them is the largest part of the mean",
        );
      }
      return name === "incomes"
        ? wrong(
          "its error is the largest number, beside a mean that is larger still: divide the one by the other",
        )
        : wrong("another table has a larger error in proportion to its mean");
    },
  },

  "three answers about you": {
    hints: [
      "Losses add up. What is the ε of the three answers together?",
      "posteriorBound({ prior: 0.5, epsilon: 3 })",
    ],
    judge(answer) {
      const belief = numberIn(answer);
      const bound = posteriorBound({ prior: 0.5, epsilon: 3 });
      const one = posteriorBound({ prior: 0.5, epsilon: 1 });
      if (isNear(belief, bound, 0.005)) {
        return right(
          "three answers at ε = 1 are one release at ε = 3, and odds of 1 to 1 can become e³ ≈ 20 to 1",
        );
      }
      if (isNear(belief, 100 * bound, 0.5)) {
        return nearly("as a number from 0 to 1, 95% is 0.95");
      }
      if (isNear(belief, Math.exp(3), 0.1)) {
        return nearly(
          "those are the odds, 20 to 1; as a belief that is 20 of 21",
        );
      }
      if (isNear(belief, one, 0.005)) {
        return wrong("that is the bound for one answer, and there were three");
      }
      if (isNear(belief, 1 - (1 - one) ** 3, 0.005)) {
        return wrong("losses add up, and beliefs do not multiply");
      }
      if (belief === 1) {
        return wrong("no answer with noise makes anybody certain");
      }
      if (belief === undefined || !(belief >= 0 && belief <= 1)) {
        return wrong(
          "a belief is a number from 0 to 1: 95% is 0.95, and odds of 3 to 1 are 0.75",
        );
      }
      return wrong(
        "add up the three losses, and multiply the odds of 1 to 1 by e to that power",
      );
    },
  },

  "what is promised": {
    hints: [
      "Sort them: about a release, about the raw data, about people in general, about the law.",
      "Two of the six are about a release, and are bounded or allowed by the definition.",
    ],
    judge: (answer) =>
      judgeLetters(answer, {
        belong: ["b", "e"],
        others: {
          a: "the promise is about what is released, and the server holds the records",
          c: "a fact about people of an age is what the counts are for",
          d: "a label settles no law",
          f: "the losses of several releases add up",
        },
        reason:
          "the promise is about what is released, it is a bound, and it outlasts whatever is computed from the release",
        ask:
          "ask of each whether it is a bound on odds, or is computed from the release alone",
      }),
  },
};
