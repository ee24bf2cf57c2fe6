import { requireFiniteSecret } from "../checks.ts";
import { grid } from "../grid.ts";
import { type RandomSource, secureRandom } from "../random.ts";
import { addSteps, type IntegerNoise } from "../sampling/integer_noise.ts";
import { lazy } from "./lazy.ts";
import { readOnce } from "./read_once.ts";

const secure = secureRandom();

/**
 * The releases of a real-valued mechanism: the value is rounded to a whole
 * number of steps of 2^exponent, the noise is drawn and added in steps, and the
 * sum is converted to the nearest double last.
 */
export function gridRelease(
  action: string,
  exponent: number,
  makeNoise: () => IntegerNoise,
) {
  const noise = lazy(makeNoise);
  const { toSteps, fromSteps } = grid(exponent);
  const release = (trueValue: number, random: RandomSource) =>
    fromSteps(addSteps(toSteps(trueValue), noise().draw(random)));
  return {
    release(trueValue: number, random: RandomSource = secure): number {
      requireFiniteSecret(action, "trueValue", trueValue);
      return release(trueValue, random);
    },

    releaseMany(
      trueValues: ArrayLike<number>,
      random: RandomSource = secure,
    ): Float64Array {
      const released = readOnce(
        trueValues,
        (value) => requireFiniteSecret(action, "trueValue", value),
      );
      for (let i = 0; i < released.length; i++) {
        released[i] = release(released[i]!, random);
      }
      return released;
    },
  };
}
