import { requireProbability } from "../../checks.ts";
import { jupyterDisplay } from "../../displayable.ts";
import type { DisplayBundle } from "../../html_table.ts";
import type { Interval } from "../../interval.ts";
import {
  shortNumber,
  shortReach,
  shortStart,
  withCommas,
} from "../../short_text.ts";
import { releaseBundle } from "./cards.ts";
import { factsText, type ReleaseFacts } from "./facts.ts";
import type { Release } from "./release.ts";
import { SingleRelease } from "./single.ts";

/**
 * A mean or a variance computed from noisy totals, which are released with it.
 * Immutable.
 */
export class EstimateRelease extends SingleRelease {
  /** The noisy totals that it was computed from. */
  readonly parts: Readonly<Record<string, Release>>;
  readonly #interval: (alpha: number) => Interval;

  static {
    Object.freeze(this);
    Object.freeze(this.prototype);
  }

  constructor(
    value: number,
    target: string,
    facts: ReleaseFacts,
    parts: Readonly<Record<string, Release>>,
    interval: (alpha: number) => Interval,
  ) {
    super(value, target, facts);
    this.parts = Object.freeze({ ...parts });
    this.#interval = interval;
    Object.freeze(this);
  }

  /**
   * An interval that holds `target` with probability at least 1 − `alpha`, if any
   * row took part. It is computed from the released totals, so it costs nothing;
   * what clamping, rounding to the grid and leaving out rows have changed is
   * not in it.
   *
   * @throws {RangeError} if `alpha` is not above 0 and below 1
   */
  interval(alpha: number): Interval {
    requireProbability("state the interval", "alpha", alpha);
    return this.#interval(alpha);
  }

  override toString(): string {
    const { low, high } = this.interval(0.05);
    return `${shortNumber(this.value)} (${this.target} is from ${
      shortStart(low)
    } to ${shortReach(high)} in 95% of releases; ${factsText(this)})`;
  }

  [jupyterDisplay](): DisplayBundle {
    const { low, high } = this.interval(0.05);
    const [from, to] = [shortStart(low), shortReach(high)].map(withCommas);
    return releaseBundle(
      this,
      withCommas(shortNumber(this.value)),
      `from ${from} to ${to} in 95% of releases`,
    );
  }
}
