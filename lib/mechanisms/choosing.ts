import { pureDp } from "../accounting/privacy_loss.ts";
import { requireKnown, requirePositiveExact } from "../checks.ts";
import type { Exactable, Rational } from "../exact.ts";

/** What every mechanism that chooses a candidate is calibrated to. */
export interface ChoosingOptions {
  /** Δ above 0: how far neighboring tables move each utility. */
  readonly sensitivity?: Exactable;
  /** ε above 0. */
  readonly epsilon: Exactable;
  /**
   * Whether all utilities move one way between any two neighbors: counts do under
   * `"add-remove"`, and do not under `"replace-one"`.
   */
  readonly monotonic?: boolean;
}

/**
 * ε/(2Δ), or ε/Δ for monotonic utilities: exponents per unit of utility.
 *
 * @throws {RangeError | TypeError} if an option is unknown or outside its interval
 */
export function utilityRate(
  action: string,
  options: ChoosingOptions,
): Rational {
  requireKnown(action, options, ["sensitivity", "epsilon", "monotonic"]);
  const { sensitivity = 1, epsilon, monotonic = false } = options;
  const exact = requirePositiveExact(action, "sensitivity", sensitivity);
  return pureDp(epsilon).epsilon!.dividedBy(exact.times(monotonic ? 1 : 2));
}
