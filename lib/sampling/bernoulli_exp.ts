import type { RandomSource } from "../random.ts";
import { uniformBelow } from "./uniform_below.ts";

/**
 * True with probability exactly e^(−numerator/denominator).
 *
 * No e^x is ever computed: for x ≤ 1 the first k for which a Bernoulli(x/k)
 * fails is odd with probability 1 − x + x²/2! − … = e^(−x), and each
 * Bernoulli(x/k) compares two integers. A larger x is split into ones and a rest.
 *
 * @param numerator at least 0
 * @param denominator at least 1
 * @see Canonne, Kamath, Steinke, *The discrete Gaussian for differential privacy*, 2020, Algorithm 1
 */
export function bernoulliExp(
  numerator: bigint,
  denominator: bigint,
  random: RandomSource,
): boolean {
  let rest = numerator;
  while (rest > denominator) {
    if (!bernoulliExpOfUnit(1n, 1n, random)) return false;
    rest -= denominator;
  }
  return bernoulliExpOfUnit(rest, denominator, random);
}

function bernoulliExpOfUnit(
  numerator: bigint,
  denominator: bigint,
  random: RandomSource,
): boolean {
  let k = 1n;
  while (uniformBelow(denominator * k, random) < numerator) k++;
  return k % 2n === 1n;
}
