/**
 * Survival functions worked out another way than in the library, as integers in
 * units of 2^(−PLACES): a sum of positive terms for e^x, then one division.
 */

export const PLACES = 400n;
const ONE = 1n << PLACES;

/** e^(−numerator/denominator), off by less than 2^(20 − places) for x below 10^5. */
export function expMinus(
  numerator: bigint,
  denominator: bigint,
  places = PLACES,
): bigint {
  let term = 1n << places;
  let sum = 0n;
  for (let k = 1n; term > 0n; k++) {
    sum += term;
    term = term * numerator / (denominator * k);
  }
  return (1n << 2n * places) / sum;
}

/** Pr[M ≥ m] for every m from 1 on, until nothing is left of 2^(−`bits`). */
export type Survival = (bits?: bigint) => bigint[];

function untilSmall(at: (m: bigint) => bigint): Survival {
  return (bits = 100n) => {
    const values: bigint[] = [];
    for (let m = 1n;; m++) {
      const value = at(m);
      values.push(value);
      if (value >> PLACES - bits === 0n) return values;
    }
  };
}

/** Of |X| for Pr[X = x] ∝ e^(−|x|·s/t): 2q^m/(1 + q). */
export function laplaceSurvival(s: bigint, t: bigint): Survival {
  const q = expMinus(s, t);
  return untilSmall((m) => 2n * expMinus(m * s, t) * ONE / (ONE + q));
}

/** Of G for Pr[G = g] ∝ e^(−g·s/t): q^m. */
export function geometricSurvival(s: bigint, t: bigint): Survival {
  return untilSmall((m) => expMinus(m * s, t));
}

/** Of G below `base`: (q^m − q^base)/(1 − q^base), which is 0 from `base` on. */
export function digitSurvival(s: bigint, t: bigint, base: number): Survival {
  const end = expMinus(BigInt(base) * s, t);
  return () =>
    Array.from(
      { length: base },
      (_, i) => (expMinus(BigInt(i + 1) * s, t) - end) * ONE / (ONE - end),
    );
}

/** Of |X| for Pr[X = x] ∝ e^(−x²·d/(2n)): twice a tail over the sum of all. */
export function gaussianSurvival(n: bigint, d: bigint): Survival {
  return (bits = 100n) => {
    const weights = untilSmall((k) => expMinus(k * k * d, 2n * n))(bits + 200n);
    let tail = 0n;
    const tails = weights.toReversed().map((weight) => tail += weight)
      .reverse();
    const all = ONE + 2n * tail;
    const values = tails.map((tail) => 2n * tail * ONE / all);
    const end = values.findIndex((value) => value >> PLACES - bits === 0n);
    return values.slice(0, end + 1);
  };
}

/** How many of the values are above u = `prefix`/2^`bits`, rounded up: u < Pr[M ≥ m]. */
export function countAbove(
  values: readonly bigint[],
  prefix: bigint,
  bits: bigint,
): number {
  const u = prefix << PLACES - bits;
  const end = values.findIndex((value) => value <= u);
  if (end < 0) throw new RangeError("not enough values");
  return end;
}
