import { advised } from "../advice.ts";
import { requireInteger, requirePositiveExact } from "../checks.ts";
import { jupyterDisplay } from "../displayable.ts";
import { type Exactable, Rational } from "../exact.ts";
import type { DisplayBundle } from "../html_table.ts";
import { lossBundle } from "./cards.ts";
import { budgetAdvice, type PrivacyKind, requireKind } from "./kinds.ts";

const ZERO = Rational.of(0);
/** Fractions of other denominators add up to ever longer ones, which take ever longer. */
const LONGEST = 2n ** 4096n;

/**
 * What a release costs: exact, immutable, of one kind. Made by
 * {@linkcode pureDp}, {@linkcode approxDp} and {@linkcode zcdp}.
 */
export class PrivacyLoss {
  readonly #kind: PrivacyKind;
  readonly #main: Rational;
  readonly #delta: Rational;

  private constructor(kind: PrivacyKind, main: Rational, delta: Rational) {
    if (new.target !== PrivacyLoss) {
      throw new TypeError(
        "Cannot make a PrivacyLoss: it must come from make()",
      );
    }
    requireKind(kind);
    this.#kind = kind;
    this.#main = Rational.of(main);
    this.#delta = Rational.of(delta);
    if (this.#main.compare(0) < 0 || this.#delta.compare(0) < 0) {
      throw new RangeError(
        "Cannot state a privacy loss: it must not be negative",
      );
    }
    if (kind !== "approximate" && !this.#delta.equals(0)) {
      throw new RangeError(
        `Cannot state a privacy loss: the delta of a ${kind} one must be 0, but is ${this.#delta}`,
      );
    }
    Object.freeze(this);
  }

  static {
    Object.freeze(this);
    Object.freeze(this.prototype);
  }

  /** Whether a value was made by this class; a look-alike was not. */
  static isPrivacyLoss(value: unknown): value is PrivacyLoss {
    return typeof value === "object" && value !== null && #kind in value;
  }

  /**
   * A loss from its parts. {@linkcode pureDp}, {@linkcode approxDp} and
   * {@linkcode zcdp} also refuse 0, which only a spent budget has left.
   *
   * @throws {RangeError} if a part is negative, or a delta is above 0 where the kind has none
   * @throws {TypeError} if a part is no number, or the kind is none
   */
  static make(
    kind: PrivacyKind,
    main: Rational,
    delta: Rational = ZERO,
  ): PrivacyLoss {
    return new PrivacyLoss(kind, main, delta);
  }

  get kind(): PrivacyKind {
    return this.#kind;
  }

  /** ε of a pure or approximate loss. */
  get epsilon(): Rational | undefined {
    return this.#kind === "zero-concentrated" ? undefined : this.#main;
  }

  /** δ of an approximate loss, 0 for a pure one. */
  get delta(): Rational | undefined {
    return this.#kind === "zero-concentrated" ? undefined : this.#delta;
  }

  /** ρ of a zero-concentrated loss. */
  get rho(): Rational | undefined {
    return this.#kind === "zero-concentrated" ? this.#main : undefined;
  }

  /**
   * The same loss in another kind, where the implication is known and adds up:
   * pure ε is (ε, 0) and is ρ = ε²/2.
   *
   * @throws {TypeError} if it cannot be stated in that kind
   * @see Bun and Steinke, *Concentrated differential privacy*, 2016, Proposition 1.4
   */
  in(kind: PrivacyKind): PrivacyLoss {
    if (kind === this.#kind) return this;
    if (this.#kind === "pure" && kind === "approximate") {
      return new PrivacyLoss(kind, this.#main, ZERO);
    }
    if (this.#kind === "pure" && kind === "zero-concentrated") {
      const rho = this.#main.times(this.#main).dividedBy(2);
      return new PrivacyLoss(kind, rho, ZERO);
    }
    throw new TypeError(advised(
      `Cannot charge ${this}: a ${kind} budget must be spent in losses that it can add`,
      budgetAdvice(kind, this.#kind),
    ));
  }

  /** Both losses together, by addition. */
  plus(other: PrivacyLoss): PrivacyLoss {
    return this.#combined(other, "plus");
  }

  /** Whether it is a loss of nothing, which no release costs. */
  get isZero(): boolean {
    return this.#main.equals(0);
  }

  /** Whether no number in its fractions is above 2^4096: a budget adds no others. */
  get isShort(): boolean {
    return [this.#main, this.#delta].every(({ numerator, denominator }) =>
      numerator <= LONGEST && denominator <= LONGEST
    );
  }

  /**
   * What is left of this loss after another.
   *
   * @throws {RangeError} if the other is larger
   */
  minus(other: PrivacyLoss): PrivacyLoss {
    return this.#combined(other, "minus");
  }

  /** Whether another loss is at most this one. */
  covers(other: PrivacyLoss): boolean {
    const same = other.in(this.#kind);
    return same.#main.compare(this.#main) <= 0 &&
      same.#delta.compare(this.#delta) <= 0;
  }

  /**
   * One of `n` equal parts.
   *
   * @throws {RangeError | TypeError} if `n` is not a whole number of at least 1
   */
  dividedBy(n: number): PrivacyLoss {
    requireInteger("divide the loss", "n", n, 1);
    return new PrivacyLoss(
      this.#kind,
      this.#main.dividedBy(n),
      this.#delta.dividedBy(n),
    );
  }

  /** "ε = 0.3", "ε = 1, δ = 0.00001" or "ρ = 1/3". */
  toString(): string {
    if (this.#kind === "zero-concentrated") return `ρ = ${this.#main}`;
    return this.#kind === "pure"
      ? `ε = ${this.#main}`
      : `ε = ${this.#main}, δ = ${this.#delta}`;
  }

  toJSON(): Record<string, string> {
    const main = this.#main.toString();
    if (this.#kind === "zero-concentrated") return { rho: main };
    return this.#kind === "pure"
      ? { epsilon: main }
      : { epsilon: main, delta: this.#delta.toString() };
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }

  [jupyterDisplay](): DisplayBundle {
    return lossBundle(this);
  }

  #combined(other: PrivacyLoss, operation: "plus" | "minus"): PrivacyLoss {
    const same = other.in(this.#kind);
    return new PrivacyLoss(
      this.#kind,
      this.#main[operation](same.#main),
      this.#delta[operation](same.#delta),
    );
  }
}

/**
 * A loss of pure differential privacy.
 *
 * @param epsilon above 0: a number, "1/11", or a rational
 * @throws {RangeError} if it is not a finite number above 0
 * @throws {TypeError} if it is of another type
 *
 * @example
 * ```ts
 * import { pureDp } from "lib/accounting/privacy_loss.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(`${pureDp(0.1).plus(pureDp("1/5"))}`, "ε = 0.3");
 * ```
 */
export function pureDp(epsilon: Exactable): PrivacyLoss {
  return PrivacyLoss.make("pure", positive("epsilon", epsilon));
}

/**
 * A loss of approximate differential privacy.
 *
 * @param epsilon above 0
 * @param delta from 0 up to, but not including, 1
 * @throws {RangeError} if an argument is outside its interval
 * @throws {TypeError} if an argument is of another type
 *
 * @example Two of them add up
 * ```ts
 * import { approxDp } from "lib/accounting/privacy_loss.ts";
 * import assert from "node:assert/strict";
 *
 * const loss = approxDp(0.5, "1e-6").plus(approxDp(0.5, "1e-6"));
 * assert.equal(`${loss}`, `${approxDp(1, "2e-6")}`);
 * ```
 */
export function approxDp(epsilon: Exactable, delta: Exactable): PrivacyLoss {
  const exact = Rational.of(delta, "delta");
  if (exact.compare(0) < 0 || exact.compare(1) >= 0) {
    throw new RangeError(
      `Cannot state a privacy loss: delta must be at least 0 and below 1, but is ${exact}`,
    );
  }
  return PrivacyLoss.make("approximate", positive("epsilon", epsilon), exact);
}

/**
 * A loss of zero-concentrated differential privacy.
 *
 * @param rho above 0
 * @throws {RangeError} if it is not a finite number above 0
 * @throws {TypeError} if it is of another type
 * @see Bun and Steinke, *Concentrated differential privacy*, 2016, Definition 1.1
 *
 * @example What a pure loss of 0.5 is at most
 * ```ts
 * import { pureDp, zcdp } from "lib/accounting/privacy_loss.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(`${pureDp(0.5).in("zero-concentrated")}`, `${zcdp("1/8")}`);
 * ```
 */
export function zcdp(rho: Exactable): PrivacyLoss {
  return PrivacyLoss.make("zero-concentrated", positive("rho", rho));
}

/** A loss, or an ε standing for a pure one. */
export function privacyLoss(loss: PrivacyLoss | Exactable): PrivacyLoss {
  return PrivacyLoss.isPrivacyLoss(loss) ? loss : pureDp(loss);
}

function positive(name: string, value: Exactable): Rational {
  return requirePositiveExact("state a privacy loss", name, value);
}
