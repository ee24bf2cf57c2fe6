import { Rational } from "./exact.ts";

/**
 * Real numbers as whole multiples of a power of two, so that noise can be added
 * in integers.
 */

/**
 * The grid for noise of a scale: 2^exponent is the coarsest power of two that is
 * at most `scale`·2^(−40), and at most `sensitivity`·2^(−20), so that rounding the
 * sensitivity up to whole steps enlarges it by a millionth at most.
 *
 * @returns the exponent, and `moved`: how many steps apart answers can be that are
 * at most `sensitivity` apart, once they are rounded to the grid
 */
export function gridFor(
  scale: Rational,
  sensitivity: Rational,
): { exponent: number; moved: bigint } {
  const exponent = Math.min(floorLog2(scale) - 40, floorLog2(sensitivity) - 20);
  return {
    exponent,
    moved: sensitivity.dividedBy(powerOfTwo(exponent)).ceil(),
  };
}

/** The exponent of the largest power of two that is at most `value`, above 0. */
function floorLog2(value: Rational): number {
  const { numerator, denominator } = value;
  const guess = bitLength(numerator) - bitLength(denominator);
  return powerOfTwo(guess).compare(value) > 0 ? guess - 1 : guess;
}

/** 2^exponent, exactly. */
export function powerOfTwo(exponent: number): Rational {
  const power = Rational.of(1n << BigInt(Math.abs(exponent)));
  return exponent >= 0 ? power : Rational.of(1).dividedBy(power);
}

/** The whole multiples of 2^exponent. */
export interface Grid {
  /** A finite double in steps, rounded half up, exactly. */
  toSteps(value: number): number | bigint;
  /** Steps as the nearest double. */
  fromSteps(steps: number | bigint): number;
}

/** The grid of 2^exponent. */
export function grid(exponent: number): Grid {
  const step = 2 ** exponent;
  const perStep = 2 ** -exponent;
  // Products with a power of two are exact unless they leave the normal doubles.
  const isOrdinary = Math.abs(exponent) < 500;
  return {
    toSteps(value) {
      const steps = value * perStep;
      const size = Math.abs(steps);
      return isOrdinary && size < 2 ** 52 && (size > 2 ** -400 || value === 0)
        ? Math.round(steps)
        : exactSteps(value, exponent);
    },
    fromSteps(steps) {
      return isOrdinary && typeof steps === "number"
        ? steps * step
        : powerOfTwo(exponent).times(BigInt(steps)).toNumber();
    },
  };
}

function exactSteps(value: number, exponent: number): bigint {
  const { integer, power } = parts(value);
  const shift = power - exponent;
  if (shift >= 0) return integer << BigInt(shift);
  return (integer + (1n << BigInt(-shift - 1))) >> BigInt(-shift);
}

/** The very value of a finite double: that of 0.1 is a little above 1/10. */
export function exactValue(value: number): Rational {
  if (Number.isSafeInteger(value)) return Rational.of(value);
  const { integer, power } = parts(value);
  return Rational.of(integer).times(powerOfTwo(power));
}

/** A finite double as integer·2^power. */
function parts(value: number): { integer: bigint; power: number } {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  const raw = bits.getBigUint64(0);
  const exponent = Number(raw >> 52n & 0x7ffn);
  const fraction = raw & 0xf_ffff_ffff_ffffn;
  const integer = exponent === 0 ? fraction : fraction | 1n << 52n;
  return {
    integer: value < 0 ? -integer : integer,
    power: Math.max(exponent, 1) - 1075,
  };
}

function bitLength(value: bigint): number {
  return value.toString(2).length;
}
