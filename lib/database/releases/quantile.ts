import { jupyterDisplay } from "../../displayable.ts";
import type { DisplayBundle } from "../../html_table.ts";
import { shortReach, withCommas } from "../../short_text.ts";
import { releaseBundle } from "./cards.ts";
import { factsText, type ReleaseFacts } from "./facts.ts";
import { SingleRelease } from "./single.ts";

/** A value chosen as a quantile of clamped values, on their public grid. Immutable. */
export class QuantileRelease extends SingleRelease {
  readonly #rankError: (alpha: number) => number;

  static {
    Object.freeze(this);
    Object.freeze(this.prototype);
  }

  constructor(
    value: number,
    target: string,
    facts: ReleaseFacts,
    rankError: (alpha: number) => number,
  ) {
    super(value, target, facts);
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

  override toString(): string {
    const off = shortReach(this.rankError(0.05));
    return `${this.value} (${this.target}; within ${off} ranks of the best candidate in 95% of releases; ${
      factsText(this)
    })`;
  }

  [jupyterDisplay](): DisplayBundle {
    const off = withCommas(shortReach(this.rankError(0.05)));
    return releaseBundle(
      this,
      withCommas(this.value),
      `within ${off} ranks of the best candidate in 95% of releases`,
    );
  }
}
