import type { PrivacyLoss } from "../accounting/privacy_loss.ts";
import { discreteGaussian } from "../mechanisms/discrete_gaussian.ts";
import { discreteLaplace } from "../mechanisms/discrete_laplace.ts";
import type { DiscreteMechanism } from "../mechanisms/mechanism.ts";
import { quantile, type QuantileMechanism } from "../mechanisms/quantile.ts";
import type { Plan } from "./plan.ts";
import type { Sensitivity } from "./sensitivity.ts";

/**
 * The mechanism for each statistic of a plan, in its order: integer noise in
 * whole steps, for an equal part of the loss each.
 */
export function noiseOf({ statistics, loss }: Plan): DiscreteMechanism[] {
  const part = loss.dividedBy(statistics.length);
  return statistics.map(({ sensitivity }) => integerNoise(sensitivity, part));
}

function integerNoise(
  { l1, l2Squared }: Sensitivity,
  loss: PrivacyLoss,
): DiscreteMechanism {
  if (loss.rho !== undefined) {
    // σ² = Δ²/(2ρ), also where Δ is no whole number: as Δ = 1 and ρ/Δ².
    return discreteGaussian({
      sensitivity: 1,
      rho: loss.rho.dividedBy(l2Squared),
    });
  }
  return discreteLaplace({ sensitivity: Number(l1), epsilon: loss.epsilon! });
}

/**
 * The mechanism that chooses the quantile of one group, in steps. A person moves
 * the rank of a candidate by as many rows as take part; a person who is replaced
 * can leave one group and enter another, which is one departure and one arrival.
 *
 * @throws {TypeError} if the loss is not a pure ε
 */
export function quantileNoise(plan: Plan): QuantileMechanism {
  const { loss, measure, maxRows = 1, groups, relation, action } = plan;
  if (loss.epsilon === undefined) {
    throw new TypeError(
      `Cannot ${action}: its cost must be given as epsilon, since it is chosen and not noised`,
    );
  }
  const crosses = relation === "replace-one" && groups > 1;
  return quantile({
    epsilon: loss.epsilon.dividedBy(crosses ? 2 * maxRows : maxRows),
    quantile: plan.quantile,
    candidates: { min: measure!.low, max: measure!.high, step: 1 },
    relation: crosses ? "add-remove" : relation,
  });
}

/** More than the logarithms of doubles are off by: it only raises the threshold. */
const ROUNDING = 1e-12;
/** Below it doubles have fewer digits. */
const SMALLEST = 1e-300;

/** How private keys are released: the noise on a count, and what it has to exceed. */
export interface KeyThreshold {
  readonly mechanism: DiscreteMechanism;
  /** A key is shown if its noisy count is above this. */
  readonly threshold: number;
}

/**
 * Noise and threshold for counting the persons of each key that occurs.
 *
 * A key that only one person has is noise on 1: it is shown with probability
 * δ₁ = Pr[1 + X > T] = q^T/(1 + q), and that person has at most `maxRows` keys.
 * T is the smallest with maxRows·δ₁ ≤ δ and δ₁ ≤ 1 − q; by the second, that such a
 * key is *not* shown is no less likely than e^(−1/b) times its being absent.
 *
 * @see Korolova, Kenthapadi, Mishra, Ntoulas, *Releasing search queries and clicks privately*, 2009
 * @see Desfontaines, Voss, Gipson, Mandayam, *Differentially private partition selection*, 2022
 */
export function keyThreshold(plan: Plan): KeyThreshold {
  const { loss, maxRows = 1, relation, action } = plan;
  const mechanism = discreteLaplace({
    sensitivity: relation === "replace-one" ? 2 * maxRows : maxRows,
    epsilon: loss.epsilon!,
  });
  const rate = 1 / mechanism.scale;
  const share = loss.delta!.dividedBy(maxRows).toNumber();
  if (share < SMALLEST) {
    throw new RangeError(
      `Cannot ${action}: delta must be at least 1e-300 for each of ${maxRows} keys, but is ${loss.delta}`,
    );
  }
  const each = Math.min(share, -Math.expm1(-rate));
  const gap = -Math.log(each) - Math.log1p(Math.exp(-rate));
  const threshold = Math.max(1, Math.ceil((gap + ROUNDING) / rate));
  if (!Number.isSafeInteger(threshold)) {
    throw new RangeError(
      `Cannot ${action}: epsilon and delta must leave a threshold below 2^53`,
    );
  }
  return { mechanism, threshold };
}
