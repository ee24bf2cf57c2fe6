import { jupyterDisplay } from "../displayable.ts";
import type { PrivacyLoss } from "../accounting/privacy_loss.ts";
import { cardBundle } from "../card.ts";
import {
  requireKnown,
  requirePositive,
  requireProbability,
  requireWithin,
} from "../checks.ts";
import type { DisplayBundle } from "../html_table.ts";
import type { Interval } from "../interval.ts";
import { shortReach, withCommas } from "../short_text.ts";
import { keyThreshold, noiseOf, quantileNoise } from "./noise.ts";
import type { Plan } from "./plan.ts";
import { meanInterval, varianceInterval } from "./releases/moments.ts";
import { targetOf, unitOf, unitsOf } from "./wording.ts";

/** What is assumed about the data, from anywhere but the data. */
export interface Assumptions {
  /** How many rows take part, in each group. A mean and a variance need it. */
  readonly rows?: number;
  /** Their mean; if left out, the error is bounded for whichever it is. */
  readonly mean?: number;
  /** Their standard deviation, beside the mean; if left out, likewise. */
  readonly deviation?: number;
}

/**
 * Assumptions, each read once.
 *
 * @throws {TypeError | RangeError} if one is unknown, or no finite number
 */
export function readAssumptions(assumptions: Assumptions): Assumptions {
  const action = "tell how far off";
  requireKnown(action, assumptions, ["rows", "mean", "deviation"]);
  const copy = { ...assumptions };
  const { rows, mean, deviation } = copy;
  const most = Number.MAX_VALUE;
  if (rows !== undefined) requirePositive(action, "rows", rows);
  if (mean !== undefined) requireWithin(action, "mean", mean, [-most, most]);
  if (deviation !== undefined) {
    requireWithin(action, "deviation", deviation, [0, most]);
  }
  return copy;
}

/**
 * How far off an answer would be, before anything is spent. Computed from public
 * facts and assumptions alone. Immutable.
 */
export class DryRun {
  readonly question: string;
  readonly loss: PrivacyLoss;
  /** Whether the budget would pay for it now. */
  readonly fits: boolean;
  readonly #plan: Plan;
  readonly #accuracy: (alpha: number) => number;

  static {
    Object.freeze(this);
    Object.freeze(this.prototype);
  }

  constructor(plan: Plan, assumptions: Assumptions, fits: boolean) {
    this.question = plan.label;
    this.loss = plan.charge;
    this.fits = fits;
    this.#plan = plan;
    this.#accuracy = expected(plan, assumptions);
    Object.freeze(this);
  }

  /**
   * The error that would be exceeded with probability at most `alpha`, in the unit
   * of the answer; for a quantile in ranks. Of a mean or variance it is the
   * farther end of the interval that would be stated. Of a grouped question it is
   * the error of one cell.
   *
   * @throws {RangeError} if `alpha` is not above 0 and below 1
   */
  accuracy(alpha: number): number {
    requireProbability("state the accuracy", "alpha", alpha);
    return this.#accuracy(alpha);
  }

  /**
   * The error that *any* cell would exceed with probability at most `alpha`.
   *
   * @throws {TypeError} if the cells will be chosen by their noise
   */
  simultaneousAccuracy(alpha: number): number {
    requireProbability("state the accuracy", "alpha", alpha);
    if (this.#plan.privateColumn !== undefined) {
      throw new TypeError(
        "Cannot state the accuracy: the cells must be of public keys, but these are chosen by their noisy counts",
      );
    }
    return this.#accuracy(-Math.expm1(Math.log1p(-alpha) / this.#plan.groups));
  }

  toString(): string {
    const off = shortReach(this.accuracy(0.05));
    const unit = unitText(this.#plan);
    const each = this.#plan.groups > 1 ? " in each group" : "";
    const verdict = this.fits ? "fits the budget" : "exceeds the budget";
    return `${this.question}: within ${off}${unit}${each} in 95% of releases; ${this.loss}, ${verdict}`;
  }

  toJSON(): unknown {
    const { question, loss, fits } = this;
    return { question, loss, fits, accuracy: this.accuracy(0.05) };
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this[jupyterDisplay]()["text/plain"];
  }

  [jupyterDisplay](): DisplayBundle {
    const { loss, fits } = this;
    const off = withCommas(shortReach(this.accuracy(0.05)));
    const where = this.#plan.groups > 1 ? " in each group" : "";
    return cardBundle({
      title: `Dry run: ${this.question}`,
      lead: `± ${off}${unitText(this.#plan)}`,
      detail: `in 95% of releases${where}`,
      ...!fits && { warning: "Warning: exceeds the budget, would be refused" },
      facts: [
        { name: "estimates", value: targetOf(this.#plan, this.#plan.query) },
        { name: "loss", value: `${loss}` },
        ...fits ? [{ name: "budget", value: "would pay for it" }] : [],
      ],
    });
  }
}

function unitText(plan: Plan): string {
  const unit = plan.query === "quantile" ? "ranks" : unitOf(plan, plan.query);
  return unit === undefined ? "" : ` ${unit}`;
}

function expected(
  plan: Plan,
  { rows, mean, deviation }: Assumptions,
): (alpha: number) => number {
  const { action, query } = plan;
  if (query === "quantile") return quantileNoise(plan).rankError;
  if (plan.privateColumn !== undefined) {
    return keyThreshold(plan).mechanism.accuracy;
  }
  const noises = noiseOf(plan);
  if (query === "count" || query === "sum") {
    return (alpha) => unitsOf(plan, query, noises[0]!.accuracy(alpha));
  }
  if (rows === undefined) {
    throw new TypeError(
      `Cannot tell how far off: rows must be assumed, since to ${action} divides by how many take part`,
    );
  }
  const off = (alpha: number): Reach => {
    const [count = 0, sum = 0, squares = 0] = noises.map((noise) =>
      noise.accuracy(alpha / noises.length)
    );
    return { count, sum, squares };
  };
  const measure = plan.measure!;
  const width = measure.step.toNumber();
  const range = {
    low: measure.low - measure.center,
    high: measure.high - measure.center,
  };
  const at = mean === undefined
    ? undefined
    : clamp(mean / width - measure.center, range);
  if (query === "mean") {
    return (alpha) =>
      width *
      (at === undefined
        ? farthestMean(rows, off(alpha), range)
        : meanError(rows, off(alpha), range, at));
  }
  const spread = at === undefined || deviation === undefined
    ? undefined
    : { at, deviation: deviation / width };
  return (alpha) =>
    width ** 2 *
    (spread === undefined
      ? farthestVariance(rows, off(alpha), range)
      : varianceError(rows, off(alpha), range, spread));
}

/** How far each total may be off, in steps. */
interface Reach {
  readonly count: number;
  readonly sum: number;
  readonly squares: number;
}

/**
 * A bound on the error of a mean, over all means in the range. But for the
 * clamping it would be attained at the farther end.
 */
function farthestMean(rows: number, off: Reach, range: Interval): number {
  const widest = range.high - range.low;
  const fewest = rows - off.count;
  const reach = Math.max(-range.low, range.high);
  return fewest < 1
    ? widest
    : Math.min((off.sum + off.count * reach) / fewest, widest);
}

/** A bound on the error of a variance, over all tables of values in the range. */
function farthestVariance(rows: number, off: Reach, range: Interval): number {
  const widest = ((range.high - range.low) / 2) ** 2;
  const fewest = rows - off.count;
  if (fewest < 1) return widest;
  const reach = Math.max(-range.low, range.high);
  const ofSquares = (off.squares + off.count * reach ** 2) / fewest;
  const farther = (rows * reach + off.sum) / fewest;
  return Math.min(ofSquares + farther ** 2 - reach ** 2, widest);
}

function meanError(
  rows: number,
  off: Reach,
  range: Interval,
  at: number,
): number {
  const { low, high } = meanInterval({
    count: { value: rows, off: off.count },
    sum: { value: rows * at, off: off.sum },
  }, range);
  return Math.max(high - at, at - low);
}

function varianceError(
  rows: number,
  off: Reach,
  range: Interval,
  { at, deviation }: { readonly at: number; readonly deviation: number },
): number {
  // Values of this mean vary the most if they lie at the two ends.
  const most = (range.high - at) * (at - range.low);
  const variance = Math.min(deviation ** 2, most);
  const { low, high } = varianceInterval({
    count: { value: rows, off: off.count },
    sum: { value: rows * at, off: off.sum },
    squares: { value: rows * (variance + at ** 2), off: off.squares },
  }, range);
  return Math.max(high - variance, variance - low);
}

function clamp(value: number, { low, high }: Interval): number {
  return Math.min(Math.max(value, low), high);
}
