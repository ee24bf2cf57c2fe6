import { seededRandom } from "../seeded_random.ts";
import { laplaceMechanism } from "../textbook/laplace.ts";
import { type Exercise, isNear, nearly, right, wrong } from "./exercise.ts";
import { numberIn } from "./reading.ts";

const SECRET = 274;
// Its noise is large: whoever rounds the release is wrong.
const SEED = 7383;

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
      const share = numberIn(answer);
      if (isNear(share, 0.42, 0.04)) {
        return right(
          "the noise is below ½ in 63% of the answers, and most of those are off the grid",
        );
      }
      if (isNear(share, 42, 4)) {
        return nearly("as a number from 0 to 1, 42% is 0.42");
      }
      if (isNear(share, 1 - Math.exp(-1), 0.02)) {
        return nearly(
          "that is how often the noise is below ½, and not all of it is off the grid then",
        );
      }
      return share === undefined || !(share >= 0 && share <= 1)
        ? wrong("a share is a number from 0 to 1")
        : wrong("release some thousand answers at ε = 2 and measure the share");
    },
  },

  "largest answer": {
    hints: [
      "The largest uniform number gives the largest noise, about 36 times the scale.",
      "The scale at ε = 0.1 is 10; `constant(largest)` is the source to use.",
    ],
    judge(answer) {
      const most = numberIn(answer);
      const truth = 10 * Math.log(2 ** 52);
      if (isNear(most, truth, 2)) {
        return right(
          "noise beyond 36 scales does not exist, so some answers are impossible from one table",
        );
      }
      if (isNear(most, truth / 10, 0.5)) {
        return nearly("that is the largest noise of scale 1, and 1/ε is 10");
      }
      if (isNear(most, 10 * Math.log(2 ** 53), 2)) {
        return nearly(
          "that is 10 · ln 2⁵³, and one of the 53 bits chooses the sign",
        );
      }
      return most === Infinity
        ? wrong(
          "the formula has no end, and the uniform numbers have a largest",
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
      const count = numberIn(answer);
      if (count === SECRET) {
        return right(
          "the decimals of one release gave the seed away, and with it the secret",
        );
      }
      if (count === SEED) {
        return nearly("this is the seed; the exercise asks for the count");
      }
      if (isNear(count, SECRET, 1e-6)) {
        return nearly("the difference is a count: round it to a whole number");
      }
      if (isNear(count, publishedCount(), 0.51)) {
        return wrong("that is the release, and the noise is still in it");
      }
      return wrong("another seed leaves a whole number behind");
    },
  },
};
