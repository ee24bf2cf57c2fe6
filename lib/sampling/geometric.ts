import { type Bounds, ceilDiv, expBounds } from "./exp_bounds.ts";
import type { Survivals } from "./survival_table.ts";

const GUARD_BITS = 64;

/**
 * The geometric distribution Pr[G = g] ∝ e^(−g·rate), rate =
 * numerator/denominator: Pr[G ≥ m] = e^(−m·rate).
 */
export function geometric(numerator: bigint, denominator: bigint): Survivals {
  return (bits) => {
    const { one, factor } = powers(bits, numerator, denominator);
    return decreasing(bits, factor, factor, one);
  };
}

/**
 * The magnitude of the discrete Laplace distribution Pr[X = x] ∝ e^(−|x|·rate):
 * Pr[|X| ≥ m] = 2·e^(−m·rate)/(1 + e^(−rate)).
 */
export function laplaceMagnitude(
  numerator: bigint,
  denominator: bigint,
): Survivals {
  return (bits) => {
    const { width, one, factor } = powers(bits, numerator, denominator);
    const first = {
      low: (factor.low << width + 1n) / (one + factor.low),
      high: ceilDiv(factor.high << width + 1n, one + factor.high),
    };
    return decreasing(bits, first, factor, one);
  };
}

/**
 * One digit of a geometric variable in base `base`: the variable conditioned on
 * being below it, Pr[D ≥ m] = (e^(−m·rate) − e^(−base·rate))/(1 − e^(−base·rate)).
 *
 * The digits of a geometric variable are independent, since e^(−rate·Σ dᵢ·baseⁱ)
 * is a product.
 */
export function geometricDigit(
  numerator: bigint,
  denominator: bigint,
  base: number,
): Survivals {
  // The divisor is about base·rate, so a small rate costs this many bits twice.
  const lost = 2 * (denominator / numerator).toString(2).length;
  return (bits) => {
    const { width, one, factor } = powers(bits + lost, numerator, denominator);
    const end = expBounds(numerator * BigInt(base), denominator, Number(width));
    const scale = BigInt(bits);
    let { low, high } = factor;
    const bounds = Array.from({ length: base - 1 }, () => {
      const bound = {
        low: clampAtZero(low - end.high << scale) / (one - end.low),
        high: ceilDiv(high - end.low << scale, one - end.high),
      };
      low = low * factor.low >> width;
      high = ceilDiv(high * factor.high, one);
      return bound;
    });
    return [...bounds, { low: 0n, high: 0n }];
  };
}

function powers(bits: number, numerator: bigint, denominator: bigint) {
  const width = BigInt(bits + GUARD_BITS);
  const factor = expBounds(numerator, denominator, Number(width));
  return { width, one: 1n << width, factor };
}

/** `first`, `first`·`factor`, `first`·`factor`², … in units of 2^(−bits). */
function decreasing(
  bits: number,
  first: Bounds,
  factor: Bounds,
  one: bigint,
): Bounds[] {
  const guard = one >> BigInt(bits);
  const bounds: Bounds[] = [];
  let { low, high } = first;
  while (true) {
    const bound = { low: low / guard, high: ceilDiv(high, guard) };
    bounds.push(bound);
    if (bound.high <= 1n) return bounds;
    low = low * factor.low / one;
    high = ceilDiv(high * factor.high, one);
  }
}

function clampAtZero(value: bigint): bigint {
  return value < 0n ? 0n : value;
}
