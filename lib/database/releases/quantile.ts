import { jupyterDisplay } from "../../displayable.ts";
import type { PrivacyLoss } from "../../accounting/privacy_loss.ts";
import { factsText, type ReleaseFacts, shortReach } from "./facts.ts";

/** A value chosen as a quantile of clamped values. Immutable. */
export class QuantileRelease implements ReleaseFacts {
  /** One of the candidates on the public grid. */
  readonly value: number;
  readonly loss: PrivacyLoss;
  readonly mechanism: string;
  readonly isSecure: boolean;
  /** Which quantile, of which values. */
  readonly target: string;
  readonly #rankError: (alpha: number) => number;

  static {
    Object.freeze(this);
    Object.freeze(this.prototype);
  }

  constructor(
    value: number,
    target: string,
    { loss, mechanism, isSecure }: ReleaseFacts,
    rankError: (alpha: number) => number,
  ) {
    this.value = value;
    this.target = target;
    this.loss = loss;
    this.mechanism = mechanism;
    this.isSecure = isSecure;
    this.#rankError = rankError;
    Object.freeze(this);
  }

  /**
   * By how many rows the rank of the value is further from the quantile's than
   * that of the best candidate, exceeded with probability at most `alpha`.
   *
   * @throws {RangeError} if `alpha` is not above 0 and below 1
   * @see McSherry and Talwar, *Mechanism design via differential privacy*, 2007, Theorem 6
   */
  rankError(alpha: number): number {
    return this.#rankError(alpha);
  }

  toString(): string {
    const off = shortReach(this.rankError(0.05));
    return `${this.value} (${this.target}; within ${off} ranks of the best candidate in 95% of releases; ${
      factsText(this)
    })`;
  }

  toJSON(): unknown {
    const { value, target, loss, mechanism, isSecure } = this;
    return { value, target, loss, mechanism, isSecure };
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `QuantileRelease ${this}`;
  }

  [jupyterDisplay](): Record<string, string> {
    return { "text/plain": `${this}` };
  }
}
