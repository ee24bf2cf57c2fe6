/** A real number from 0 on, enclosed: `low`/2^bits ≤ x ≤ `high`/2^bits. */
export interface Bounds {
  readonly low: bigint;
  readonly high: bigint;
}

const GUARD = 32n;

/**
 * Bounds on e^(−numerator/denominator), at most a few units of 2^(−bits) apart.
 *
 * Integers only: the alternating Taylor series of e^(−y) for y ≤ 1, each term
 * rounded down for one bound and up for the other, then squared back as often
 * as x was halved. Every rounding goes outward, so the bounds are certain.
 *
 * @param numerator at least 0
 * @param denominator at least 1
 * @param bits at least 1
 */
export function expBounds(
  numerator: bigint,
  denominator: bigint,
  bits: number,
): Bounds {
  let halvings = 0n;
  while (numerator > denominator << halvings) halvings++;
  const width = BigInt(bits) + GUARD + halvings;
  const one = 1n << width;
  const divisor = denominator << halvings;

  let low = one;
  let high = one;
  let termLow = one;
  let termHigh = one;
  for (let k = 1n; termHigh > 1n; k++) {
    termLow = termLow * numerator / (divisor * k);
    termHigh = ceilDiv(termHigh * numerator, divisor * k);
    if (k % 2n === 1n) {
      low -= termHigh;
      high -= termLow;
    } else {
      low += termLow;
      high += termHigh;
    }
  }
  // What the series leaves out is smaller than its last term, of either sign.
  low -= termHigh;
  high += termHigh;

  for (let i = 0n; i < halvings; i++) {
    low = low * low >> width;
    high = ceilDiv(high * high, one);
  }
  const shift = width - BigInt(bits);
  return {
    low: low < 0n ? 0n : low >> shift,
    high: ceilDiv(high, 1n << shift),
  };
}

export function ceilDiv(a: bigint, b: bigint): bigint {
  return (a + b - 1n) / b;
}
