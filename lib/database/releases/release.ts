import { jupyterDisplay } from "../../displayable.ts";
import type { DisplayBundle } from "../../html_table.ts";
import { shortReach, withCommas } from "../../short_text.ts";
import { releaseBundle } from "./cards.ts";
import { factsText, type ReleaseFacts } from "./facts.ts";
import { SingleRelease } from "./single.ts";

/**
 * A noisy count or sum that has crossed the curator's line, with what it cost
 * and how far off it may be. Everything in it was computed from the noisy value
 * and from public metadata. Immutable.
 */
export class Release extends SingleRelease {
  readonly #accuracy: ((alpha: number) => number) | undefined;

  static {
    Object.freeze(this);
    Object.freeze(this.prototype);
  }

  constructor(
    value: number,
    target: string,
    facts: ReleaseFacts,
    accuracy?: (alpha: number) => number,
  ) {
    super(value, target, facts);
    this.#accuracy = accuracy;
    Object.freeze(this);
  }

  /**
   * The smallest error that the noise exceeds with probability at most `alpha`.
   * It is the distance from `target`: what clamping, rounding to the grid and
   * leaving out rows have changed is not in it.
   *
   * @throws {RangeError} if `alpha` is not above 0 and below 1
   * @throws {TypeError} if it is shown because of its value, like a private key
   */
  accuracy(alpha: number): number {
    if (this.#accuracy === undefined) {
      throw new TypeError(
        "Cannot state the accuracy: the noise must not choose what is shown, but large noise showed this key",
      );
    }
    return this.#accuracy(alpha);
  }

  override toString(): string {
    if (this.#accuracy === undefined) {
      return `${this.value} (${this.target}; ${factsText(this)})`;
    }
    const off = shortReach(this.accuracy(0.05));
    return `${this.value} (within ${off} of ${this.target} in 95% of releases; ${
      factsText(this)
    })`;
  }

  [jupyterDisplay](): DisplayBundle {
    const value = withCommas(this.value);
    if (this.#accuracy === undefined) return releaseBundle(this, value);
    const off = withCommas(shortReach(this.accuracy(0.05)));
    return releaseBundle(this, `${value} ± ${off}`, "in 95% of releases");
  }
}
