import { auditMechanism } from "../audit/audit_mechanism.ts";
import { seededRandom } from "../seeded_random.ts";
import { laplaceMechanism } from "../textbook/laplace.ts";
import { type Exercise, isNear, right, wrong } from "./exercise.ts";

/** The exercises of *Audit your mechanism*. */
export const audit: Readonly<Record<string, Exercise>> = {
  "most that 1000 draws certify": {
    hints: [
      "clopperPearson(0, 1000) has an upper end above 0. So the ratio is finite.",
      "Give the four counts to auditEpsilon with confidence 0.95.",
    ],
    judge(answer) {
      return isNear(answer, Math.log(0.9963179 / 0.0036821), 0.05)
        ? right("even a perfect test on a thousand draws certifies no more")
        : wrong("the bound is ln(TPR_low / FPR_high) with both ends of 95%");
    },
  },

  "repair the shop": {
    hints: [
      "How far can one customer move the total?",
      "One purchase, at most $300.",
    ],
    judge(answer) {
      return answer === 300
        ? right(
          "one customer moves the total by at most 300, if that limit is enforced",
        )
        : wrong("it has to be the most that one customer can add");
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
      return violates
        ? right("the record that sets the scale gives itself away")
        : wrong("on this pair the audit finds no violation of ε = 1");
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
