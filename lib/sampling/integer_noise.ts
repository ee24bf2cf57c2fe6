import type { RandomSource } from "../random.ts";

/** A distribution on the integers that can be drawn from, exactly. */
export interface IntegerNoise {
  /** One draw: a number where it is a safe integer for sure, else a bigint. */
  draw(random: RandomSource): number | bigint;
  /** Adds a draw to each of many safe integers: the fast way, if there is one. */
  readonly addToAll?: (sums: Float64Array, random: RandomSource) => void;
}

/** The exact sum of a value and noise in whole steps. */
export function addSteps(
  value: number | bigint,
  noise: number | bigint,
): number | bigint {
  if (typeof value === "number" && typeof noise === "number") {
    const sum = value + noise;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return BigInt(value) + BigInt(noise);
}

/** The sum of a safe integer and noise, in integers, converted to a double last. */
export function addNoise(value: number, noise: number | bigint): number {
  return Number(addSteps(value, noise));
}

/** Adds an independent draw to each of many safe integers, in place. */
export function addNoiseToAll(
  sums: Float64Array,
  noise: IntegerNoise,
  random: RandomSource,
): Float64Array {
  if (noise.addToAll !== undefined) {
    noise.addToAll(sums, random);
  } else {
    for (let i = 0; i < sums.length; i++) {
      sums[i] = addNoise(sums[i]!, noise.draw(random));
    }
  }
  return sums;
}
