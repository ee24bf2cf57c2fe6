import { auditMechanism } from "../audit/audit_mechanism.ts";
import { seededRandom } from "../seeded_random.ts";
import { laplaceMechanism } from "../textbook/laplace.ts";
import { type Exercise, isNear, nearly, right, wrong } from "./exercise.ts";
import { numberIn } from "./reading.ts";

/** The exercises of *Audit your mechanism*. */
export const audit: Readonly<Record<string, Exercise>> = {
  "most that 10,000 draws certify": {
    hints: [
      "clopperPearson(0, 10_000) has an upper end above 0. So the ratio is finite.",
      "Give the four counts to auditEpsilon with confidence 0.95.",
    ],
    judge(answer) {
      const epsilon = numberIn(answer);
      if (epsilon === undefined) return wrong("the answer is one number");
      if (isNear(epsilon, Math.log(0.99963118 / 0.00036882), 0.05)) {
        return right(
          "even a perfect test on ten thousand draws certifies no more",
        );
      }
      if (isNear(epsilon, Math.log(0.99970047 / 0.00029953), 0.05)) {
        return nearly(
          "those are bounds of one side: each of the two ends of 95% leaves 2.5% beyond it",
        );
      }
      if (isNear(epsilon, 0.99963118 / 0.00036882, 30)) {
        return nearly("that is the ratio, and ε is its logarithm");
      }
      if (isNear(epsilon, Math.log(10_000), 0.02)) {
        return wrong(
          "0 of 10,000 does not certify less than 1 in 10,000: its upper end at 95% is 3.7 in 10,000",
        );
      }
      if (isNear(epsilon, 56, 0.5)) {
        return wrong("ten times the draws, and a logarithm between");
      }
      return epsilon === Infinity
        ? wrong("0 of 10,000 does not certify 0: the interval has an upper end")
        : wrong("the bound is ln(TPR_low / FPR_high) with both ends of 95%");
    },
  },

  "repair the shop": {
    hints: [
      "How far can one customer move the total?",
      "One purchase, at most $300.",
    ],
    judge(answer) {
      const sensitivity = numberIn(answer);
      if (sensitivity === 300) {
        return right(
          "one customer moves the total by at most 300, if that limit is enforced",
        );
      }
      if (sensitivity === 600) {
        return wrong("a customer comes or goes, nobody is replaced");
      }
      if (sensitivity === 30_000) {
        return nearly("that is in cents, and the total is in dollars");
      }
      return wrong("it has to be the most that one customer can add");
    },
  },

  "choose the neighbors": {
    hints: [
      "The largest value sets the scale. Which record should come and go?",
      "Add one value that is much larger than all others.",
    ],
    judge(answer) {
      if (!areNeighbors(answer)) {
        return wrong(
          "the answer is two lists of up to 20 positive numbers, the second with one record more or less",
        );
      }
      const { violates } = auditMechanism(curious, {
        neighbors: answer,
        draws: 10_000,
        claimedEpsilon: 1,
        confidence: 0.999,
        random: seededRandom("choose the neighbors"),
      });
      if (violates) {
        return right("the record that sets the scale gives itself away");
      }
      const [first, second] = answer.map((values) => Math.max(...values));
      return first === second
        ? wrong(
          `the largest value is ${first} in both lists, and so the scale is the same`,
        )
        : nearly(
          `the scale goes from ${first} to ${second}: a larger step shows in 10,000 draws`,
        );
    },
  },
};

function curious(
  values: readonly number[],
  random: Parameters<typeof laplaceMechanism>[3],
): number {
  const total = values.reduce((a, b) => a + b, 0);
  return laplaceMechanism(total, 1, Math.max(...values), random);
}

function areNeighbors(answer: unknown): answer is [number[], number[]] {
  if (!Array.isArray(answer) || answer.length !== 2) return false;
  const areLists = answer.every((list) =>
    Array.isArray(list) && list.length > 0 && list.length <= 20 &&
    list.every((x) => typeof x === "number" && x > 0 && x < 1e9)
  );
  if (!areLists) return false;
  const [short, long] = answer.toSorted((a, b) => a.length - b.length);
  const rest = [...long];
  for (const value of short) {
    const at = rest.indexOf(value);
    if (at < 0) return false;
    rest.splice(at, 1);
  }
  return rest.length === 1;
}
