import normal from "@stdlib/random-base-normal";
import type { RandomSource } from "../random.ts";

/** The distributions that the generators of datasets draw from. */
export interface Draws {
  normal(mean: number, standardDeviation: number): number;
  bernoulli(probability: number): 0 | 1;
  /** One of the values, each with its probability; the probabilities add to 1. */
  choice<T>(values: readonly T[], probabilities: readonly number[]): T;
}

/** Draws from one source, in the order of the calls. */
export function drawsFrom(random: RandomSource): Draws {
  return {
    normal: normal.factory({ prng: random.uniform }),
    bernoulli: (probability) => random.uniform() < probability ? 1 : 0,
    choice(values, probabilities) {
      let rest = random.uniform();
      const i = probabilities.findIndex((p) => (rest -= p) < 0);
      return values.at(i)!;
    },
  };
}
