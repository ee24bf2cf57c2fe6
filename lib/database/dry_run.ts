import { jupyterDisplay } from "../displayable.ts";
import type { PrivacyLoss } from "../accounting/privacy_loss.ts";
import { requirePositive, requireProbability } from "../checks.ts";
import { unitsOf } from "./answer.ts";
import { keyThreshold, noiseOf, quantileNoise } from "./noise.ts";
import type { Plan } from "./plan.ts";
import { shortNumber } from "./releases/facts.ts";
import {
  meanInterval,
  type Moments,
  varianceInterval,
} from "./releases/moments.ts";

/** What is assumed about the data, from anywhere but the data. */
export interface Assumptions {
  /** How many rows take part, in each group. A mean and a variance need it. */
  readonly rows?: number;
  /** Their mean; if left out, the one for which the error is largest. */
  readonly mean?: number;
  /** Their standard deviation; if left out, the one for which the error is largest. */
  readonly deviation?: number;
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
    const off = shortNumber(this.accuracy(0.05));
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
    return `DryRun ${this}`;
  }

  [jupyterDisplay](): Record<string, string> {
    return { "text/plain": `${this}` };
  }
}

function unitText({ query, measure }: Plan): string {
  if (query === "quantile") return " ranks";
  if (measure?.unit === undefined) return "";
  return query === "variance" ? ` (${measure.unit})²` : ` ${measure.unit}`;
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
  requirePositive("tell how far off", "rows", rows);
  const { low, high, center, step } = plan.measure!;
  const width = step.toNumber();
  const range = { low: low - center, high: high - center };
  const inRange = (value: number) =>
    Math.min(Math.max(value, range.low), range.high);
  const isMean = query === "mean";
  const means = mean === undefined
    ? [range.low, 0, range.high]
    : [inRange(mean / width - center)];
  const reach = Math.max(-range.low, range.high);
  const farthest = (alpha: number, atMean: number) => {
    const off = (i: number) => noises[i]!.accuracy(alpha / noises.length);
    const spread = deviation === undefined
      ? reach ** 2
      : Math.min((deviation / width) ** 2 + atMean ** 2, reach ** 2);
    const moments: Moments = {
      count: { value: rows, off: off(0) },
      sum: { value: rows * atMean, off: off(1) },
      ...!isMean && { squares: { value: rows * spread, off: off(2) } },
    };
    const { low, high } = (isMean ? meanInterval : varianceInterval)(
      moments,
      range,
    );
    const at = isMean ? atMean : Math.max(0, spread - atMean ** 2);
    return Math.max(high - at, at - low);
  };
  const unit = isMean ? width : width ** 2;
  return (alpha) =>
    unit * Math.max(...means.map((atMean) => farthest(alpha, atMean)));
}
