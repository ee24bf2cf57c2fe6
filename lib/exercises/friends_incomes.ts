import { type Exercise, isNear, nearly, right, wrong } from "./exercise.ts";
import { judgeLetters } from "./letters.ts";
import { numberIn } from "./reading.ts";

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
      const friends = numberIn(answer);
      const ratio = STANDARD_DEVIATION / WITHIN;
      const needed = (1.96 * ratio) ** 2;
      if (friends === undefined) return wrong("the answer is one number");
      if (isNear(friends, needed, 5)) {
        return right(
          "the standard error has to come down to 510, and it falls with the root of the number of friends",
        );
      }
      if (isNear(friends, 1.96 * ratio, 1)) {
        return nearly("that is the root of the number of friends");
      }
      if (isNear(friends, (2 * ratio) ** 2, 1)) {
        return nearly("that is for 2 standard errors, and 95% lie within 1.96");
      }
      if (isNear(friends, (1.645 * ratio) ** 2, 5)) {
        return nearly(
          "1.645 standard errors leave out 5% on one side, and here the two sides share them",
        );
      }
      if (isNear(friends, ratio ** 2, 5)) {
        return wrong(
          "the standard error is $1,000 then, and within one standard error lie only 68%",
        );
      }
      return wrong(
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
      const weeks = numberIn(answer);
      const ratio = STANDARD_DEVIATION / WITHIN;
      if (isNear(weeks, ratio ** 2, 0.5)) {
        return right(
          "the noise of one friend averages away as that of the group does: what makes the survey useful is what breaks it",
        );
      }
      if (isNear(weeks, (1.96 * ratio) ** 2, 5)) {
        return nearly(
          "then 95% lie within $1,000, and a standard error of $1,000 is asked for",
        );
      }
      return weeks === ratio
        ? wrong("the standard error falls with the root of the number")
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
    judge: (answer) =>
      judgeLetters(answer, {
        belong: ["b", "d", "f"],
        others: {
          a: "whoever knows the mean of the noise subtracts it",
          c: "more friends make the mean better known, and leave each report as it is",
          e: "rounding is post-processing, and is not counted on to lower ε",
        },
        reason:
          "only the spread of the noise, the bounds and the number of reports of one friend count",
        ask:
          "ask of each plan whether it changes how well two incomes of one friend can be told apart",
      }),
  },

  "a coin for epsilon 1": {
    hints: [
      "If the first coin shows heads with probability h, a yes is reported with (1 + h)/2 if it is true and with (1 − h)/2 if not.",
      "Solve (1 + h)/(1 − h) = e for h.",
    ],
    judge(answer) {
      const heads = numberIn(answer);
      const truth = Math.tanh(0.5);
      if (isNear(heads, truth, 0.003)) {
        return right(
          "h = (e − 1)/(e + 1): fewer true answers than with a fair coin, since 1 is less than ln 3",
        );
      }
      if (isNear(heads, 100 * truth, 0.3)) {
        return nearly("as a number from 0 to 1, 46% is 0.46");
      }
      if (isNear(heads, Math.E / (1 + Math.E), 0.003)) {
        return nearly(
          "that is how often the truth has to be told, and the second coin tells it at times, too",
        );
      }
      if (heads === 0.5) return wrong("that is the fair coin, with ε = ln 3");
      return heads === undefined || !(heads >= 0 && heads <= 1)
        ? wrong("the answer is a probability, a number from 0 to 1")
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
      const friends = numberIn(answer);
      const needed = FRIENDS ** 2;
      // 283 dollars, the rounded error of the lesson, give 998,889.
      if (isNear(friends, needed, 2000)) {
        return right(
          "n² friends who trust nobody know as much as n friends with a curator",
        );
      }
      if (isNear(friends, needed, 0.1 * needed)) {
        return nearly("the size is right: which power of a thousand is it?");
      }
      return friends === FRIENDS
        ? wrong("the same number knows it with an error of $8,944 then")
        : wrong(
          "their local error, √2 · 200,000/√n, is not the central error of a thousand",
        );
    },
  },
};
