import { seededRandom } from "../seeded_random.ts";
import { laplaceMechanism } from "../textbook/laplace.ts";
import { type Exercise, isNear, right, wrong } from "./exercise.ts";

const SECRET = 274;
const SEED = 7349;

/** A textbook release with a guessable seed: the target of *Find the seed*. */
export function publishedCount(): number {
  return laplaceMechanism(SECRET, 1, 1, seededRandom(SEED));
}

/** The exercises of *Noise has holes*. */
export const noiseHasHoles: Readonly<Record<string, Exercise>> = {
  "share that betrays itself": {
    hints: [
      "Doubles below ½ are finer than 2⁻⁵³. How much of the noise is below ½ at ε = 2?",
      "Release many answers from a true count of 0 and give them to precisionAttack.",
    ],
    judge(answer) {
      return isNear(answer, 0.42, 0.04)
        ? right(
          "the noise is below ½ in 63% of the answers, and most of those are off the grid",
        )
        : wrong("release some thousand answers at ε = 2 and measure the share");
    },
  },

  "largest answer": {
    hints: [
      "The largest uniform number gives the largest noise, about 36 times the scale.",
      "The scale at ε = 0.1 is 10; `constant(largest)` is the source to use.",
    ],
    judge(answer) {
      return isNear(answer, 10 * Math.log(2 ** 52), 2)
        ? right(
          "noise beyond 36 scales does not exist, so some answers are impossible from one table",
        )
        : wrong("the tail ends at another place");
    },
  },

  "find the seed": {
    hints: [
      "Subtract the noise of every seed in turn. Which differences are possible?",
      "A true count is a whole number; look for the difference that is whole.",
    ],
    judge(answer) {
      if (answer === SEED) {
        return wrong("this is the seed; the exercise asks for the count");
      }
      return answer === SECRET
        ? right(
          "the decimals of one release gave the seed away, and with it the secret",
        )
        : wrong("another seed leaves a whole number behind");
    },
  },
};
