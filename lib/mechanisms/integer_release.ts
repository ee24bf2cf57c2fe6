import { type RandomSource, secureRandom } from "../random.ts";
import {
  addNoise,
  addNoiseToAll,
  addSteps,
  type IntegerNoise,
} from "../sampling/integer_noise.ts";
import { lazy } from "./lazy.ts";
import { readOnce } from "./read_once.ts";

const secure = secureRandom();

/** The releases of an integer mechanism: the noise is prepared at the first. */
export function integerRelease(action: string, makeNoise: () => IntegerNoise) {
  const noise = lazy(makeNoise);
  const requireSafe = (trueValue: number) => {
    if (!Number.isSafeInteger(trueValue)) {
      throw new RangeError(
        `Cannot ${action}: trueValue must be a safe integer`,
      );
    }
  };
  return {
    release(trueValue: number, random: RandomSource = secure): number {
      requireSafe(trueValue);
      return addNoise(trueValue, noise().draw(random));
    },

    releaseInteger(
      trueValue: number | bigint,
      random: RandomSource = secure,
    ): number | bigint {
      if (typeof trueValue !== "bigint") requireSafe(trueValue);
      return addSteps(trueValue, noise().draw(random));
    },

    releaseMany(
      trueValues: ArrayLike<number>,
      random: RandomSource = secure,
    ): Float64Array {
      return addNoiseToAll(
        readOnce(trueValues, requireSafe),
        noise(),
        random,
      );
    },
  };
}
