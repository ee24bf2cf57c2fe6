import { type Exercise, isNear, right, wrong } from "./exercise.ts";

const STANDARD_DEVIATION = 20_000;
const WITHIN = 1000;
const FRIENDS = 1000;

/** Plans that do not lower ε, and why. */
const NO_HELP = {
  a: "whoever knows the mean of the noise subtracts it",
  c: "more friends make the mean better known, and leave each report as it is",
  e: "rounding is post-processing: it is not counted on to lower ε",
};

/** The exercises of *Friends' incomes*. */
export const friendsIncomes: Readonly<Record<string, Exercise>> = {
  "friends for a 95% answer": {
    hints: [
      "95% of a normal distribution lie within 1.96 standard deviations of its mean.",
      "Solve 1.96 · 20,000/√n = 1,000 for n.",
    ],
    judge(answer) {
      const ratio = STANDARD_DEVIATION / WITHIN;
      if (isNear(answer, 1.96 * ratio, 1)) {
        return wrong("that is the root of the number of friends");
      }
      if (isNear(answer, ratio ** 2, 5)) {
        return wrong(
          "the standard error is $1,000 then, and within one standard error lie only 68%",
        );
      }
      return isNear(answer, (1.96 * ratio) ** 2, 5)
        ? right(
          "the standard error has to come down to 510, and it falls with the root of the number of friends",
        )
        : wrong(
          "95% lie within 1.96 standard errors, and with that number these are not $1,000",
        );
    },
  },

  "surveys until one income is known": {
    hints: [
      "The average of k reports of one friend has the standard error 20,000/√k.",
      "Solve 20,000/√k = 1,000 for k.",
    ],
    judge(answer) {
      if (answer === STANDARD_DEVIATION / WITHIN) {
        return wrong("the standard error falls with the root of the number");
      }
      return isNear(answer, (STANDARD_DEVIATION / WITHIN) ** 2, 0.5)
        ? right(
          "the noise of one friend averages away as that of the group does: what makes the survey useful is what breaks it",
        )
        : wrong(
          "the average of that many reports does not have a standard error of $1,000",
        );
    },
  },

  "what lowers epsilon": {
    hints: [
      "ε compares the largest difference of two incomes with the spread of the noise, and adds up over reports.",
      "Three of the six plans change the bounds, the spread or the number of reports of one friend.",
    ],
    judge(answer) {
      if (!Array.isArray(answer)) {
        return wrong('the answer is a list of letters, such as ["a", "c"]');
      }
      const misled = Object.entries(NO_HELP)
        .find(([plan]) => answer.includes(plan));
      if (misled !== undefined) return wrong(misled[1]);
      const named = answer.length === 3 &&
        ["b", "d", "f"].every((plan) => answer.includes(plan));
      return named
        ? right(
          "only the spread of the noise, the bounds and the number of reports of one friend count",
        )
        : wrong(
          "these are not the three: ask of each plan whether it changes how well two incomes of one friend can be told apart",
        );
    },
  },

  "a coin for epsilon 1": {
    hints: [
      "If the first coin shows heads with probability h, a yes is reported with (1 + h)/2 if it is true and with (1 − h)/2 if not.",
      "Solve (1 + h)/(1 − h) = e for h.",
    ],
    judge(answer) {
      if (isNear(answer, Math.E / (1 + Math.E), 0.003)) {
        return wrong(
          "that is how often the truth has to be told, and the second coin tells it at times, too",
        );
      }
      return isNear(answer, Math.tanh(0.5), 0.003)
        ? right(
          "h = (e − 1)/(e + 1): fewer true answers than with a fair coin, since 1 is less than ln 3",
        )
        : wrong(
          "with it a true yes is not e times as likely to be reported as a false one",
        );
    },
  },

  "friends instead of a curator": {
    hints: [
      "The local standard error is √2 · 200,000/√n. Which is the central one for 1000 friends?",
      "Solve √2 · 200,000/√n = √2 · 200,000/1000 for n.",
    ],
    judge(answer) {
      // 283 dollars, the rounded error of the lesson, give 998,889.
      return isNear(answer, FRIENDS ** 2, 2000)
        ? right(
          "n² friends who trust nobody know as much as n friends with a curator",
        )
        : wrong(
          "their local error, √2 · 200,000/√n, is not the central error of a thousand",
        );
    },
  },
};
