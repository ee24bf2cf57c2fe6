import type { Rational } from "../exact.ts";
import type { RandomSource } from "../random.ts";
import { bernoulliExp } from "./bernoulli_exp.ts";
import { geometric, geometricDigit, laplaceMagnitude } from "./geometric.ts";
import type { IntegerNoise } from "./integer_noise.ts";
import { remembered } from "./remembered.ts";
import { signed, signedTable } from "./signed.ts";
import { SurvivalTable } from "./survival_table.ts";
import { uniformBelow } from "./uniform_below.ts";

const LARGEST_TABLE = 128n;
const LARGEST_DIGITS = 1n << 64n;
// Small tables: quick to build, and they stay in the nearest cache.
const MOST_DIGIT_BITS = 7;
const TOP_SCALE = 4n;

/**
 * Integers x with probability exactly proportional to e^(−|x|/scale).
 *
 * Drawn from a table of |x| for a scale up to 128; beyond it digit by digit,
 * each from a table, since the digits of a geometric variable are independent;
 * beyond 2^64 without tables.
 *
 * @param scale above 0
 */
export const discreteLaplaceNoise = remembered((scale): IntegerNoise => {
  const { numerator: t, denominator: s } = scale;
  if (t <= LARGEST_TABLE * s) {
    return signedTable(new SurvivalTable(laplaceMagnitude(s, t)));
  }
  return {
    draw: t <= LARGEST_DIGITS * s
      ? signed(digitwiseGeometric(t, s))
      : (random) => sampleDiscreteLaplace(scale, random),
  };
});

/**
 * One integer x with probability exactly proportional to e^(−|x|/scale), without
 * tables.
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

/**
 * Draws g ≥ 0 with probability proportional to e^(−g·s/t), digit by digit from
 * the top, which alone is unbounded.
 */
function digitwiseGeometric(t: bigint, s: bigint) {
  const bits = (t / s / TOP_SCALE).toString(2).length;
  const digits = Math.ceil(bits / MOST_DIGIT_BITS);
  const digitBits = Math.ceil(bits / digits);
  const base = 2 ** digitBits;
  const rateAt = (i: number) => s << BigInt(i * digitBits);
  const top = new SurvivalTable(geometric(rateAt(digits), t));
  const lower = Array.from(
    { length: digits },
    (_, i) =>
      new SurvivalTable(geometricDigit(rateAt(digits - 1 - i), t, base)),
  );
  // Below this the digits of a draw fit a double together; it is 0 where the
  // lower digits alone do not.
  const safeTop = Math.floor(2 ** (53 - digits * digitBits));
  return (random: RandomSource): number | bigint => {
    const first = top.draw(random.uint32() >>> 1, random);
    if (first < safeTop) {
      let value = first;
      for (const table of lower) {
        value = value * base + table.draw(random.uint32() >>> 1, random);
      }
      return value;
    }
    let value = BigInt(first);
    for (const table of lower) {
      const digit = table.draw(random.uint32() >>> 1, random);
      value = value * BigInt(base) + BigInt(digit);
    }
    return value;
  };
}
