import { createPurchaseDataset } from "../datasets/purchases.ts";
import { cellOf, rowsOf } from "../rows.ts";
import { type Exercise, isNear, nearly, right, wrong } from "./exercise.ts";
import { lettersIn, numberIn } from "./reading.ts";

const EPSILON = 0.02;

/** The exercises of *Purchase totals*. */
export const purchaseTotals: Readonly<Record<string, Exercise>> = {
  "real loss of an answer": {
    hints: [
      "By how many dollars does this customer move the total?",
      "The loss is the distance divided by the scale of the noise, 1/0.1.",
    ],
    judge(answer) {
      const epsilon = numberIn(answer);
      if (isNear(epsilon, 10, 1e-9)) {
        return right(
          "100 dollars at 0.1 a dollar: all purchases of a customer count",
        );
      }
      if (isNear(epsilon, 2.5, 1e-9)) {
        return nearly("that is for one of the four purchases");
      }
      if (epsilon === 100) {
        return nearly("by so many dollars the total moves, at 0.1 a dollar");
      }
      if (isNear(epsilon, 0.4, 1e-9)) {
        return wrong("a purchase is not a dollar: each moves the total by 25");
      }
      return epsilon === 0.1
        ? wrong("that is the label, true of a customer of one dollar")
        : wrong("the loss is what the customer adds in all, times the label");
    },
  },

  "best bound": {
    hints: [
      "Raising the bound by a dollar costs 1/ε dollars of noise and regains one dollar for each customer above it.",
      "So 1/ε = 50 customers should be above it: sort lastYear.",
    ],
    judge(answer) {
      const bound = numberIn(answer);
      if (bound === undefined || !(bound > 0 && bound < Infinity)) {
        return wrong("the answer is a bound in dollars");
      }
      const prices = lastYear();
      const best = errorOf(prices[1 / EPSILON]!);
      const above = prices.filter((price) => price > bound).length;
      if (errorOf(bound) <= 1.01 * best) {
        return right(
          `${above} customers are above it, and a dollar more or less gains next to nothing`,
        );
      }
      if (errorOf(bound / 100) <= 1.01 * best) {
        return nearly("that is in cents, and a bound in dollars is asked for");
      }
      if (bound === 1 / EPSILON) {
        return wrong(
          "so many customers are to be above it; the bound is a price",
        );
      }
      const why =
        `${above} customers are above it: a dollar more would regain ${above} dollars and cost the noise of 1/ε`;
      return errorOf(bound) <= 1.05 * best ? nearly(why) : wrong(why);
    },
  },

  "a total each week": {
    hints: [
      "A customer may be in every one of the 52 totals. What is left for each?",
      "The scale is 200 · 52, and the reach at 95% is the scale times ln 20.",
    ],
    judge(answer) {
      const reach = numberIn(answer);
      const truth = 200 * 52 * Math.log(20);
      if (isNear(reach, truth, 0.01 * truth)) {
        return right(
          "small for a shop that sells millions a week, and more than a small shop takes in",
        );
      }
      if (isNear(reach, 200 * 52, 2)) {
        return nearly("that is the scale of the noise, which 37% exceed");
      }
      if (isNear(reach, 200 * 52 * Math.log(10), 50)) {
        return nearly("beyond that lie 5% on each side, 10% together");
      }
      if (isNear(reach, 200 * Math.log(20), 2)) {
        return wrong("each week would cost ε = 1 then, and the year 52");
      }
      return isNear(reach, 200 * Math.sqrt(52) * Math.log(20), 10)
        ? wrong("the ε of the weeks adds up: a week has 1/52, not 1/√52")
        : wrong("it is Δ/ε times ln 20, with the ε of one week");
    },
  },

  "two shops talk": {
    hints: [
      "What can two shops subtract from the published sum?",
      "What is left is one total and the noise of one shop.",
    ],
    judge(answer) {
      const epsilon = numberIn(answer);
      if (epsilon === 3) {
        return right("noise protects only as far as nobody can subtract it");
      }
      if (epsilon === 1) {
        return wrong(
          "the other two draws are known, and no longer hide anything",
        );
      }
      return epsilon === 9
        ? wrong("the customer is in one of the three totals")
        : wrong("ask which noise is still unknown to the two");
    },
  },

  "which tool for which danger": {
    hints: [
      "Sharing hides what goes in. Noise bounds what comes out.",
      "Two dangers are about inputs, two about outputs. An invented input and a true fact about a town are neither.",
    ],
    judge(answer) {
      const given = (answer ?? {}) as Record<string, unknown>;
      const shares = lettersIn(given.shares)?.join("");
      const noise = lettersIn(given.noise)?.join("");
      if (shares === undefined || noise === undefined) {
        return wrong(
          'the answer is { shares, noise }, each a list of letters, such as ["e", "f"]',
        );
      }
      if (shares === "ac" && noise === "bd") {
        return right(
          "one hides inputs, the other bounds outputs, and neither does the other's work",
        );
      }
      if (shares === "bd" && noise === "ac") return nearly("they are swapped");
      if (shares === "ac") {
        return nearly(
          "`shares` is right; `noise`: which two are about what totals tell of one customer?",
        );
      }
      const why = "`shares`: which two are about inputs that are seen?";
      return noise === "bd" ? nearly(`\`noise\` is right; ${why}`) : wrong(why);
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
