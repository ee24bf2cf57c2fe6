import type { PrivacyLoss } from "../../accounting/privacy_loss.ts";
import { jupyterDisplay } from "../../displayable.ts";
import type { DisplayBundle } from "../../html_table.ts";
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
  readonly #unit: string | undefined;

  static {
    Object.freeze(this);
    Object.freeze(this.prototype);
  }

  constructor(
    value: number,
    target: string,
    { loss, mechanism, isSecure, unit }: ReleaseFacts,
  ) {
    this.value = value;
    this.target = target;
    this.loss = loss;
    this.mechanism = mechanism;
    this.isSecure = isSecure;
    this.#unit = unit;
  }

  /** What the value is measured in, if the schema says. */
  get unit(): string | undefined {
    return this.#unit;
  }

  abstract toString(): string;

  toJSON(): unknown {
    return { ...this };
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this[jupyterDisplay]()["text/plain"];
  }

  abstract [jupyterDisplay](): DisplayBundle;
}
