import { type PrivacyLoss, pureDp } from "../accounting/privacy_loss.ts";
import {
  requireBoolean,
  requireKnown,
  requirePositiveExact,
  requireSensitivity,
} from "../checks.ts";
import type { Exactable, Rational } from "../exact.ts";

/** What every mechanism that chooses a candidate is calibrated to. */
export interface ChoosingOptions {
  /** Δ above 0: how far neighboring tables move each utility. */
  readonly sensitivity: Exactable;
  /** ε above 0. */
  readonly epsilon: Exactable;
  /**
   * Whether all utilities move one way between any two neighbors: counts do under
   * `"add-remove"`, and do not under `"replace-one"`.
   */
  readonly monotonic?: boolean;
}

/** The same, each option read once: what is stated is what is sampled. */
export interface Calibration {
  readonly sensitivity: Rational;
  readonly loss: PrivacyLoss;
  readonly monotonic: boolean;
  /** ε/(2Δ), or ε/Δ for monotonic utilities: exponents per unit of utility. */
  readonly rate: Rational;
}

/**
 * What a mechanism that chooses is calibrated to.
 *
 * @throws {RangeError | TypeError} if an option is unknown or outside its interval
 */
export function readChoosing(
  action: string,
  options: ChoosingOptions,
): Calibration {
  requireKnown(action, options, ["sensitivity", "epsilon", "monotonic"]);
  const given = requireSensitivity(action, options);
  const { epsilon, monotonic = false } = options;
  const sensitivity = requirePositiveExact(action, "sensitivity", given);
  requireBoolean(action, "monotonic", monotonic);
  const loss = pureDp(epsilon);
  const rate = loss.epsilon!.dividedBy(sensitivity.times(monotonic ? 1 : 2));
  return { sensitivity, loss, monotonic, rate };
}
