import type { PrivacyLoss } from "../accounting/privacy_loss.ts";
import type { NumericMechanism } from "../mechanisms/mechanism.ts";

/**
 * An answer that has crossed the curator's line, with what it cost and how far
 * off it may be. Everything in it was computed from the noisy value and from
 * public metadata. Immutable.
 */
export class Release {
  /** The noisy answer: a whole number for a count, perhaps below 0. */
  readonly value: number;
  /** What was charged for it. */
  readonly loss: PrivacyLoss;
  /** The mechanism and its scale, in words. */
  readonly mechanism: string;
  /** False if the noise was seeded: such a release protects nobody. */
  readonly isSecure: boolean;
  readonly #mechanism: NumericMechanism;

  static {
    Object.freeze(this);
    Object.freeze(this.prototype);
  }

  constructor(
    value: number,
    loss: PrivacyLoss,
    mechanism: NumericMechanism,
    isSecure: boolean,
  ) {
    this.value = value;
    this.loss = loss;
    this.mechanism = `${mechanism.name}, scale ${
      Number(mechanism.scale.toPrecision(4))
    }`;
    this.isSecure = isSecure;
    this.#mechanism = mechanism;
    Object.freeze(this);
  }

  /**
   * The smallest error that the noise exceeds with probability at most `alpha`.
   *
   * @throws {RangeError} if `alpha` is not above 0 and below 1
   */
  accuracy(alpha: number): number {
    return this.#mechanism.accuracy(alpha);
  }

  toString(): string {
    const off = this.#mechanism.accuracy(0.05);
    const warning = this.isSecure ? "" : "; seeded, protects nobody";
    return `${this.value} (within ${off} of the truth in 95% of releases; ${this.loss}; ${this.mechanism}${warning})`;
  }

  toJSON(): unknown {
    const { value, loss, mechanism, isSecure } = this;
    return { value, loss, mechanism, isSecure };
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `Release ${this}`;
  }

  [Symbol.for("Jupyter.display")](): Record<string, string> {
    return { "text/plain": `${this}` };
  }
}
