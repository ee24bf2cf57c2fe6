import { Rational } from "../exact.ts";
import type { RandomSource } from "../random.ts";
import { bernoulliExp } from "./bernoulli_exp.ts";
import { discreteLaplaceNoise } from "./discrete_laplace.ts";
import { type Bounds, ceilDiv, expBounds } from "./exp_bounds.ts";
import type { IntegerNoise } from "./integer_noise.ts";
import { remembered } from "./remembered.ts";
import { signedTable } from "./signed.ts";
import { type Survivals, SurvivalTable } from "./survival_table.ts";

const LARGEST_TABLE = 128n;
const GUARD_BITS = 80;

/**
 * Integers x with probability exactly proportional to e^(−x²/(2·variance)).
 *
 * Drawn from a table of |x| for σ up to 128; beyond it a discrete Laplace draw
 * y is accepted with probability e^(−(|y| − σ²/t)²/(2σ²)), decided exactly.
 *
 * @param variance σ², above 0 (the parameter, which the variance approaches as σ grows)
 * @see Canonne, Kamath, Steinke, *The discrete Gaussian for differential privacy*, 2020, Algorithm 3
 */
export const discreteGaussianNoise = remembered((variance): IntegerNoise => {
  const { numerator, denominator } = variance;
  return numerator <= LARGEST_TABLE * LARGEST_TABLE * denominator
    ? signedTable(new SurvivalTable(gaussianMagnitude(numerator, denominator)))
    : { draw: acceptedLaplace(numerator, denominator) };
});

/**
 * The magnitude: Pr[|X| ≥ m] = 2·Σ_{k ≥ m} w_k / (1 + 2·Σ_{k ≥ 1} w_k), w_k =
 * e^(−k²/(2σ²)), where each w_k is the one before times an odd power of w_1.
 */
function gaussianMagnitude(n: bigint, d: bigint): Survivals {
  return (bits) => {
    const width = BigInt(bits + GUARD_BITS);
    const one = 1n << width;
    const times = (a: Bounds, b: Bounds): Bounds => ({
      low: a.low * b.low >> width,
      high: ceilDiv(a.high * b.high, one),
    });
    const first = expBounds(d, 2n * n, Number(width));
    const square = times(first, first);

    const weights: Bounds[] = [];
    let weight = first;
    let ratio = times(first, square);
    while (weight.high > 1n) {
      weights.push(weight);
      weight = times(weight, ratio);
      ratio = times(ratio, square);
    }
    // The weights left out shrink at least as fast as a geometric series.
    let tail = { low: 0n, high: ceilDiv(weight.high * one, one - ratio.high) };
    const tails = weights.toReversed().map((weight) => {
      tail = { low: tail.low + weight.low, high: tail.high + weight.high };
      return tail;
    }).reverse();

    const all = tails[0] ?? tail;
    const scale = BigInt(bits + 1);
    const bounds = (tails.length === 0 ? [tail] : tails).map((
      { low, high },
    ) => ({
      low: (low << scale) / (one + 2n * all.high),
      high: ceilDiv(high << scale, one + 2n * all.low),
    }));
    const end = bounds.findIndex(({ high }) => high <= 1n);
    return end < 0 ? bounds : bounds.slice(0, end + 1);
  };
}

function acceptedLaplace(n: bigint, d: bigint) {
  const t = squareRoot(n / d) + 1n;
  const laplace = discreteLaplaceNoise(Rational.of(t));
  return (random: RandomSource): bigint => {
    while (true) {
      const y = BigInt(laplace.draw(random));
      const distance = (y < 0n ? -y : y) * d * t - n;
      const accepted = bernoulliExp(
        distance * distance,
        2n * n * d * t * t,
        random,
      );
      if (accepted) return y;
    }
  };
}

/** The largest integer whose square is at most `n`. */
function squareRoot(n: bigint): bigint {
  if (n < 2n) return n;
  let root = 1n << BigInt((n.toString(2).length + 1) >> 1);
  while (true) {
    const next = (root + n / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
