import {
  approxDp,
  type PrivacyLoss,
  pureDp,
  zcdp,
} from "../accounting/privacy_loss.ts";
import { advised } from "../advice.ts";
import { type Exactable, Rational } from "../exact.ts";

/** What an answer costs: a pure ε, or ρ of zero-concentrated. One of them. */
export interface Cost {
  /** A number, "1/11" or a rational: noise is discrete Laplace. */
  readonly epsilon?: Exactable;
  /** A number, "1/11" or a rational: noise is discrete Gaussian. */
  readonly rho?: Exactable;
}

/**
 * The loss that a question states as its cost.
 *
 * @param isPrivate whether it asks for private keys, which take a δ
 * @throws {TypeError | RangeError} if it states none, or one that it cannot have
 */
export function readLoss(
  action: string,
  { epsilon, rho, delta }: Record<string, unknown>,
  isPrivate: boolean,
): PrivacyLoss {
  if ((epsilon === undefined) === (rho === undefined)) {
    throw new TypeError(advised(
      `Cannot ${action}: one of epsilon and rho must be given`,
      epsilon === undefined
        ? "It is what the answer may cost: epsilon: 0.1, for example."
        : "epsilon asks for Laplace noise, rho for Gaussian noise.",
    ));
  }
  if (isPrivate !== (delta !== undefined)) {
    throw new TypeError(advised(
      `Cannot ${action}: delta must be given for private keys, and for nothing else`,
      isPrivate
        ? 'It is the probability of showing a key that one person alone has: delta: "1e-6", for example.'
        : undefined,
    ));
  }
  if (isPrivate && epsilon === undefined) {
    throw new TypeError(
      `Cannot ${action}: the cost of private keys must be given as epsilon and delta`,
    );
  }
  if (epsilon === undefined) return zcdp(rho as Exactable);
  if (!isPrivate) return pureDp(epsilon as Exactable);
  const exact = Rational.of(delta as Exactable, "delta");
  if (exact.compare(0) <= 0) {
    throw new RangeError(
      `Cannot ${action}: delta must be above 0 for private keys, but is ${exact}`,
    );
  }
  return approxDp(epsilon as Exactable, exact);
}
