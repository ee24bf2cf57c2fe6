import type { Rational } from "../exact.ts";
import type { RandomSource } from "../random.ts";
import { bernoulliExp } from "./bernoulli_exp.ts";
import { uniformBelow } from "./uniform_below.ts";

/**
 * An integer x with probability exactly proportional to e^(−|x|/scale).
 *
 * Only integers are compared, so the probabilities are those of the formula and
 * not of their nearest doubles. The number of random bits, and so the running
 * time, depends on the value drawn.
 *
 * @param scale above 0
 * @see Canonne, Kamath, Steinke, *The discrete Gaussian for differential privacy*, 2020, Algorithm 2
 */
export function sampleDiscreteLaplace(
  scale: Rational,
  random: RandomSource,
): bigint {
  const { numerator: t, denominator: s } = scale;
  while (true) {
    const magnitude = sampleGeometric(t, random) / s;
    const isNegative = (random.uint32() & 1) === 1;
    if (magnitude === 0n && isNegative) continue;
    return isNegative ? -magnitude : magnitude;
  }
}

/** An integer x ≥ 0 with probability proportional to e^(−x/t). */
function sampleGeometric(t: bigint, random: RandomSource): bigint {
  let low = uniformBelow(t, random);
  while (!bernoulliExp(low, t, random)) low = uniformBelow(t, random);
  let high = 0n;
  while (bernoulliExp(1n, 1n, random)) high++;
  return low + t * high;
}
