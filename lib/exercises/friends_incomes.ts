import { type Exercise, isNear, right, wrong } from "./exercise.ts";

const STANDARD_DEVIATION = 20_000;
const WITHIN = 1000;
const FRIENDS = 1000;

/** The exercises of *Friends' incomes*. */
export const friendsIncomes: Readonly<Record<string, Exercise>> = {
  "friends for a 95% answer": {
    hints: [
      "95% of a normal distribution lie within 1.96 standard deviations of its mean.",
      "Solve 1.96 · 20,000/√n = 1,000 for n.",
    ],
    judge(answer) {
      return isNear(answer, (1.96 * STANDARD_DEVIATION / WITHIN) ** 2, 5)
        ? right(
          "the standard error has to come down to 510, and it falls with the root of the number of friends",
        )
        : wrong(
          "with that number 1.96 standard errors are not $1,000",
        );
    },
  },

  "surveys until one income is known": {
    hints: [
      "The average of k reports of one friend has the standard error 20,000/√k.",
      "Solve 20,000/√k = 1,000 for k.",
    ],
    judge(answer) {
      return isNear(answer, (STANDARD_DEVIATION / WITHIN) ** 2, 0.5)
        ? right(
          "the noise of one friend averages away as that of the group does: what makes the survey useful is what breaks it",
        )
        : wrong("averaging that many reports leaves another standard error");
    },
  },

  "what lowers epsilon": {
    hints: [
      "ε compares the largest difference of two incomes with the spread of the noise, and adds up over reports.",
      "Three of the six plans change the bounds, the spread or the number of reports of one friend.",
    ],
    judge(answer) {
      const named = Array.isArray(answer) && answer.length === 3 &&
        ["b", "d", "f"].every((plan) => answer.includes(plan));
      return named
        ? right(
          "only the spread of the noise, the bounds and the number of reports of one friend count",
        )
        : wrong(
          "ask of each plan: does it change how well two incomes of one friend can be told apart?",
        );
    },
  },

  "a coin for epsilon 1": {
    hints: [
      "If the first coin shows heads with probability h, a yes is reported with (1 + h)/2 if it is true and with (1 − h)/2 if not.",
      "Solve (1 + h)/(1 − h) = e for h.",
    ],
    judge(answer) {
      return isNear(answer, Math.tanh(0.5), 0.002)
        ? right(
          "h = (e − 1)/(e + 1): fewer true answers than with a fair coin, since 1 is less than ln 3",
        )
        : wrong("the odds of a yes do not change by the factor e with it");
    },
  },

  "friends instead of a curator": {
    hints: [
      "The local standard error is √2 · 200,000/√n. Which is the central one for 1000 friends?",
      "Solve √2 · 200,000/√n = √2 · 200,000/1000 for n.",
    ],
    judge(answer) {
      return isNear(answer, FRIENDS ** 2, 1000)
        ? right(
          "n² friends who trust nobody know as much as n friends with a curator",
        )
        : wrong("their local error is not the central error of a thousand");
    },
  },
};
