import { createPurchaseDataset } from "../datasets/purchases.ts";
import { cellOf, rowsOf } from "../rows.ts";
import { type Exercise, isNear, right, wrong } from "./exercise.ts";

const EPSILON = 0.02;

/** The exercises of *Purchase totals*. */
export const purchaseTotals: Readonly<Record<string, Exercise>> = {
  "real loss of an answer": {
    hints: [
      "By how many dollars does this customer move the total?",
      "The loss is the distance divided by the scale of the noise, 1/0.1.",
    ],
    judge(answer) {
      if (isNear(answer, 2.5, 1e-9)) {
        return wrong("that is for one of the four purchases");
      }
      if (answer === 0.1) {
        return wrong("that is the label, true of a customer of one dollar");
      }
      return isNear(answer, 10, 1e-9)
        ? right(
          "100 dollars at 0.1 a dollar: all purchases of a customer count",
        )
        : wrong("the loss is what the customer adds in all, times the label");
    },
  },

  "best bound": {
    hints: [
      "Raising the bound by a dollar costs 1/ε dollars of noise and regains one dollar for each customer above it.",
      "So 1/ε = 50 customers should be above it: sort lastYear.",
    ],
    judge(answer) {
      if (typeof answer !== "number" || !(answer > 0 && answer < Infinity)) {
        return wrong("the answer is a bound in dollars");
      }
      const prices = lastYear();
      const best = errorOf(prices[1 / EPSILON]!);
      const above = prices.filter((price) => price > answer).length;
      return errorOf(answer) <= 1.01 * best
        ? right(
          `${above} customers are above it, and a dollar more or less gains next to nothing`,
        )
        : wrong(
          `${above} customers are above it: a dollar more would regain ${above} dollars and cost the noise of 1/ε`,
        );
    },
  },

  "a total each week": {
    hints: [
      "A customer may be in every one of the 52 totals. What is left for each?",
      "The scale is 200 · 52, and the reach at 95% is the scale times ln 20.",
    ],
    judge(answer) {
      if (isNear(answer, 200 * Math.log(20), 2)) {
        return wrong("each week would cost ε = 1 then, and the year 52");
      }
      if (isNear(answer, 200 * 52, 2)) {
        return wrong("that is the scale of the noise, which 37% exceed");
      }
      return isNear(answer, 200 * 52 * Math.log(20), 50)
        ? right(
          "small for a shop that sells millions a week, and more than a small shop takes in",
        )
        : wrong("it is Δ/ε times ln 20, with the ε of one week");
    },
  },

  "two shops talk": {
    hints: [
      "What can two shops subtract from the published sum?",
      "What is left is one total and the noise of one shop.",
    ],
    judge(answer) {
      if (answer === 1) {
        return wrong(
          "the other two draws are known, and no longer hide anything",
        );
      }
      return answer === 3
        ? right("noise protects only as far as nobody can subtract it")
        : wrong("ask which noise is still unknown to the two");
    },
  },

  "which tool for which danger": {
    hints: [
      "Sharing hides what goes in. Noise bounds what comes out.",
      "Two dangers are about inputs, two about outputs. An invented input and a true fact about a town are neither.",
    ],
    judge(answer) {
      const { shares, noise } = (answer ?? {}) as Record<string, unknown>;
      const isPair = (given: unknown, letters: readonly string[]) =>
        Array.isArray(given) && given.length === letters.length &&
        letters.every((letter) => given.includes(letter));
      if (!isPair(shares, ["a", "c"])) {
        return wrong("`shares`: which two are about inputs that are seen?");
      }
      return isPair(noise, ["b", "d"])
        ? right(
          "one hides inputs, the other bounds outputs, and neither does the other's work",
        )
        : wrong("`noise`: which two are about what totals tell?");
    },
  },
};

let sorted: readonly number[] | undefined;

/** The first purchase of each customer, from the largest. */
function lastYear(): readonly number[] {
  if (sorted === undefined) {
    const first = new Map<unknown, number>();
    const table = createPurchaseDataset(10_000, { seed: "last year" });
    for (const row of rowsOf(table)) {
      const customer = cellOf(row, "customer");
      if (!first.has(customer)) {
        first.set(customer, Number(cellOf(row, "price_cents")) / 100);
      }
    }
    sorted = [...first.values()].sort((a, b) => b - a);
  }
  return sorted;
}

function errorOf(bound: number): number {
  return lastYear().reduce(
    (bias, price) => bias + Math.max(price - bound, 0),
    bound / EPSILON,
  );
}
