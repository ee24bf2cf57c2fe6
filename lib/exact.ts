import { advised, nothingGiven } from "./advice.ts";

/** What can stand for an exact number: 0.1 means 1/10, and so does "1/10". */
export type Exactable = number | string | bigint | Rational;

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/i;
const FRACTION = /^([+-]?\d+)\/(\d+)$/;
const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);
const LONGEST = 400;

/**
 * An exact fraction of two integers, in lowest terms. Immutable.
 *
 * Privacy losses are fractions, so that 0.1 + 0.1 + 0.1 is 0.3 and what is
 * charged is what is sampled. A number means the shortest decimal that prints
 * it, not the double behind it.
 *
 * @example Three tenths
 * ```ts
 * import { Rational } from "lib/exact.ts";
 * import assert from "node:assert/strict";
 *
 * const tenth = Rational.of(0.1);
 * assert(tenth.plus(tenth).plus(tenth).equals("0.3"));
 * assert.equal(`${Rational.of("1/11").times(11)}`, "1");
 * ```
 */
export class Rational {
  readonly #numerator: bigint;
  readonly #denominator: bigint;

  // What is `private` to the compiler can still be called. A subclass could give
  // the budget one value and the sampler another.
  private constructor(numerator: bigint, denominator: bigint) {
    if (
      new.target !== Rational || typeof numerator !== "bigint" ||
      typeof denominator !== "bigint" || denominator <= 0n
    ) {
      throw new TypeError("Cannot make a Rational: it must come from of()");
    }
    const divisor = denominator === 1n
      ? 1n
      : gcd(numerator < 0n ? -numerator : numerator, denominator);
    this.#numerator = numerator / divisor;
    this.#denominator = denominator / divisor;
    Object.freeze(this);
  }

  static {
    Object.freeze(this);
    Object.freeze(this.prototype);
  }

  /**
   * The exact value of a number, a decimal or fraction as text, or a bigint.
   *
   * @param name what the value is called in an error
   * @throws {RangeError} if a number is not finite or a text is no number
   * @throws {TypeError} if it is of another type
   */
  static of(value: Exactable, name = "it"): Rational {
    if (Rational.isRational(value)) return value;
    if (typeof value === "bigint") return new Rational(value, 1n);
    if (Number.isSafeInteger(value)) {
      return new Rational(BigInt(value), 1n);
    }
    if (typeof value === "number" || typeof value === "string") {
      const parsed = parse(String(value));
      if (parsed !== undefined) return new Rational(...parsed);
      throw new RangeError(advised(
        `Cannot read an exact number: ${name} must be finite, like 0.1 or "1/11", but is ${
          String(value).slice(0, 40)
        }`,
        otherNotation(String(value)),
      ));
    }
    throw new TypeError(advised(
      `Cannot read an exact number: ${name} must be a number, a text or a bigint, but is of type ${typeof value}`,
      nothingGiven(name, value),
    ));
  }

  /** Whether a value was made by this class; a look-alike was not. */
  static isRational(value: unknown): value is Rational {
    return typeof value === "object" && value !== null && #numerator in value;
  }

  get numerator(): bigint {
    return this.#numerator;
  }

  /** Always above 0. */
  get denominator(): bigint {
    return this.#denominator;
  }

  plus(other: Exactable): Rational {
    const { numerator, denominator } = Rational.of(other);
    return new Rational(
      this.#numerator * denominator + numerator * this.#denominator,
      this.#denominator * denominator,
    );
  }

  minus(other: Exactable): Rational {
    return this.plus(Rational.of(other).times(-1n));
  }

  times(other: Exactable): Rational {
    const { numerator, denominator } = Rational.of(other);
    return new Rational(
      this.#numerator * numerator,
      this.#denominator * denominator,
    );
  }

  /** @throws {RangeError} if `other` is 0 */
  dividedBy(other: Exactable): Rational {
    const { numerator, denominator } = Rational.of(other);
    if (numerator === 0n) {
      throw new RangeError("Cannot divide: the divisor must not be 0");
    }
    const sign = numerator < 0n ? -1n : 1n;
    return new Rational(
      sign * this.#numerator * denominator,
      sign * this.#denominator * numerator,
    );
  }

  /** Negative, 0 or positive, as this number is smaller, equal or larger. */
  compare(other: Exactable): -1 | 0 | 1 {
    const { numerator, denominator } = Rational.of(other);
    const left = this.#numerator * denominator;
    const right = numerator * this.#denominator;
    return left < right ? -1 : left > right ? 1 : 0;
  }

  equals(other: Exactable): boolean {
    return this.compare(other) === 0;
  }

  /** The smallest integer of at least this value. */
  ceil(): bigint {
    const quotient = this.#numerator / this.#denominator;
    return quotient * this.#denominator < this.#numerator
      ? quotient + 1n
      : quotient;
  }

  /** The nearest double, ties to even; ±Infinity beyond the largest. */
  toNumber(): number {
    const negative = this.#numerator < 0n;
    const magnitude = nearestDouble(
      negative ? -this.#numerator : this.#numerator,
      this.#denominator,
    );
    return negative ? -magnitude : magnitude;
  }

  valueOf(): number {
    return this.toNumber();
  }

  /**
   * "0.3" where a short decimal is exact, else "1/11". Read back by `of`, which
   * takes at most 400 characters.
   */
  toString(): string {
    if (this.#denominator === 1n) return String(this.#numerator);
    const nearest = this.toNumber();
    const decimal = String(nearest);
    return Number.isFinite(nearest) && this.equals(decimal)
      ? decimal
      : `${this.#numerator}/${this.#denominator}`;
  }

  toJSON(): string {
    return this.toString();
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }
}

/** Numerator and denominator of a text, or nothing if it is no finite number. */
function parse(text: string): [bigint, bigint] | undefined {
  if (text.length > LONGEST) return undefined;
  const fraction = FRACTION.exec(text);
  if (fraction !== null) {
    const denominator = BigInt(fraction[2]!);
    return denominator === 0n ? undefined : [BigInt(fraction[1]!), denominator];
  }
  const decimal = DECIMAL.exec(text);
  if (decimal === null) return undefined;
  const [, sign, whole, part = "", exponent = "0"] = decimal;
  const digits = BigInt(whole + part) * (sign === "-" ? -1n : 1n);
  const shift = Number(exponent) - part.length;
  return shift >= 0
    ? [digits * 10n ** BigInt(shift), 1n]
    : [digits, 10n ** BigInt(-shift)];
}

/** How to write what is a number to a person and not here. */
function otherNotation(text: string): string | undefined {
  if (/^\d*,\d+$/.test(text)) return "Decimals have a point: 0.5.";
  if (/^[\d.]+ ?%$/.test(text)) {
    return "A percentage is a fraction: 10% is 0.1.";
  }
  return text === "NaN"
    ? "NaN comes of computing with something that is no number."
    : undefined;
}

function gcd(a: bigint, b: bigint): bigint {
  while (b > 0n) [a, b] = [b, a % b];
  return a;
}

function nearestDouble(numerator: bigint, denominator: bigint): number {
  if (numerator === 0n) return 0;
  if (numerator <= MAX_SAFE && denominator <= MAX_SAFE) {
    return Number(numerator) / Number(denominator);
  }
  // Rounded once: a normal double is cut to 55 bits or more and rounded by the
  // conversion, a smaller one is rounded to a multiple of the smallest double.
  const bits = bitLength(numerator) - bitLength(denominator);
  const isNormal = bits >= -1021;
  const shift = isNormal ? 55 - bits : 1074;
  const scaled = shift >= 0
    ? roundHalfEven(numerator << BigInt(shift), denominator, isNormal)
    : roundHalfEven(numerator, denominator << BigInt(-shift), isNormal);
  // Two steps, because 2 ** 1074 is no double.
  const half = Math.trunc(shift / 2);
  return Number(scaled) * 2 ** -half * 2 ** -(shift - half);
}

/**
 * The quotient rounded half to even; with `sticky` the quotient cut off, its
 * last bit set if anything was cut, which the conversion to a double rounds.
 */
function roundHalfEven(a: bigint, b: bigint, sticky: boolean): bigint {
  const quotient = a / b;
  const rest = a % b;
  if (rest === 0n) return quotient;
  if (sticky) return quotient | 1n;
  const twice = 2n * rest;
  return twice > b || (twice === b && (quotient & 1n) === 1n)
    ? quotient + 1n
    : quotient;
}

function bitLength(value: bigint): number {
  return value.toString(2).length;
}
