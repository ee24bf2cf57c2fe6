import type { PrivacyLoss } from "../../accounting/privacy_loss.ts";
import { jupyterDisplay } from "../../displayable.ts";
import type { ReleaseFacts } from "./facts.ts";

/** What all releases of one number share. */
export abstract class SingleRelease implements ReleaseFacts {
  /** The noisy answer. */
  readonly value: number;
  /** What it is the answer to, with all that was done to the values first. */
  readonly target: string;
  readonly loss: PrivacyLoss;
  readonly mechanism: string;
  readonly isSecure: boolean;

  static {
    Object.freeze(this);
    Object.freeze(this.prototype);
  }

  constructor(
    value: number,
    target: string,
    { loss, mechanism, isSecure }: ReleaseFacts,
  ) {
    this.value = value;
    this.target = target;
    this.loss = loss;
    this.mechanism = mechanism;
    this.isSecure = isSecure;
  }

  abstract toString(): string;

  toJSON(): unknown {
    return { ...this };
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `${this.constructor.name} ${this}`;
  }

  [jupyterDisplay](): Record<string, string> {
    return { "text/plain": `${this}` };
  }
}
