import normal from "@stdlib/random-base-normal";
import type { RandomSource } from "../random.ts";

/** The distributions that the generators of datasets draw from. */
export interface Draws {
  normal(mean: number, standardDeviation: number): number;
  bernoulli(probability: number): 0 | 1;
  /** A whole number from `low` to `high`, both included, each as likely. */
  integer(low: number, high: number): number;
  /** One of the values, each with its probability; the probabilities add to 1. */
  choice<T>(values: readonly T[], probabilities: readonly number[]): T;
}

/** Draws from one source, in the order of the calls. */
export function drawsFrom(random: RandomSource): Draws {
  return {
    normal: normal.factory({ prng: random.uniform }),
    bernoulli: (probability) => random.uniform() < probability ? 1 : 0,
    integer: (low, high) =>
      low + Math.floor(random.uniform() * (high - low + 1)),
    choice(values, probabilities) {
      let rest = random.uniform();
      const i = probabilities.findIndex((p) => (rest -= p) < 0);
      return values.at(i)!;
    },
  };
}

/** The nearest value between two bounds. */
export function clip(
  value: number,
  { min, max }: { min: number; max: number },
): number {
  return Math.min(Math.max(value, min), max);
}
