import laplace from "@stdlib/random-base-laplace";
import { requireFiniteSecret, requirePositive } from "../checks.ts";
import { type RandomSource, secureRandom } from "../random.ts";

const secure = secureRandom();
const samplers = new WeakMap<
  RandomSource,
  (mean: number, scale: number) => number
>();

/**
 * The Laplace mechanism as textbooks print it: the true value plus
 * floating-point noise of scale `sensitivity / epsilon`.
 *
 * **Guarantee.** ε-differential privacy for real numbers. Not for doubles: the
 * noise has gaps, and they give small values away, so this is for lessons and
 * simulation and never for a release.
 *
 * @param trueValue the exact answer, any finite number
 * @param epsilon privacy loss, above 0
 * @param sensitivity how far one person can move the answer, above 0
 * @param random source of the noise; seed it to repeat a lesson
 * @returns the noisy answer, not rounded and not clamped
 * @throws {RangeError} if an argument is outside its interval
 * @see Dwork, McSherry, Nissim, Smith, *Calibrating noise to sensitivity*, 2006, Proposition 1
 * @see Mironov, *On significance of the least significant bits for differential privacy*, 2012
 *
 * @example A count of 319 patients at ε = 1
 * ```ts
 * import { laplaceMechanism } from "lib/textbook/laplace.ts";
 * import { seededRandom } from "lib/seeded_random.ts";
 * import assert from "node:assert/strict";
 *
 * const noisy = laplaceMechanism(319, 1, 1, seededRandom(42));
 * assert(Math.abs(noisy - 319) < 20);
 * ```
 */
export function laplaceMechanism(
  trueValue: number,
  epsilon: number,
  sensitivity = 1,
  random: RandomSource = secure,
): number {
  requireFiniteSecret("add Laplace noise", "trueValue", trueValue);
  requirePositive("add Laplace noise", "epsilon", epsilon);
  requirePositive("add Laplace noise", "sensitivity", sensitivity);
  const scale = sensitivity / epsilon;
  requirePositive("add Laplace noise", "sensitivity / epsilon", scale);
  return samplerOf(random)(trueValue, scale);
}

function samplerOf(random: RandomSource) {
  let sampler = samplers.get(random);
  if (sampler === undefined) {
    sampler = laplace.factory({ prng: random.uniform });
    samplers.set(random, sampler);
  }
  return sampler;
}
