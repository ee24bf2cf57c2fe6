import type { PrivacyLoss } from "../accounting/privacy_loss.ts";
import type { RandomSource } from "../random.ts";

/**
 * A way to release a number: what it is calibrated to, what it costs, how far
 * off it will be, and the act of releasing.
 */
export interface NumericMechanism {
  /** Its name in the literature. */
  readonly name: string;
  /** The scale of the noise, in the unit of the answer: Laplace b or Gaussian σ. */
  readonly scale: number;
  /** What one release costs for tables at a distance in neighbor steps. */
  loss(distance?: number): PrivacyLoss;
  /** The smallest error that is exceeded with probability at most `alpha`. */
  accuracy(alpha: number): number;
  /** One release. */
  release(trueValue: number, random?: RandomSource): number;
  /** One independent release of each value. */
  releaseMany(
    trueValues: ArrayLike<number>,
    random?: RandomSource,
  ): Float64Array;
}

/** A mechanism whose noise is an integer. */
export interface DiscreteMechanism extends NumericMechanism {
  /** Probability that the noise is the integer `k`. */
  probability(k: number): number;
  /** One release of an integer of any size, exact. */
  releaseInteger(
    trueValue: number | bigint,
    random?: RandomSource,
  ): number | bigint;
}

/** A way to choose one of several candidates by their utilities. */
export interface ChoosingMechanism {
  readonly name: string;
  loss(distance?: number): PrivacyLoss;
  /** The probability of each candidate. */
  probabilities(utilities: ArrayLike<number>): Float64Array;
  /** The index of the candidate chosen. */
  release(utilities: ArrayLike<number>, random?: RandomSource): number;
}
