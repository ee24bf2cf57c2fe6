import {
  approxDp,
  type PrivacyLoss,
  zcdp,
} from "../accounting/privacy_loss.ts";
import {
  requireInteger,
  requireKnown,
  requirePositive,
  requireProbability,
  requireSensitivity,
  requireWithin,
} from "../checks.ts";
import type { Displayable } from "../displayable.ts";
import { type Exactable, Rational } from "../exact.ts";
import { gridFor } from "../grid.ts";
import { twoSidedNormalQuantile } from "../normal.ts";
import { discreteGaussianNoise } from "../sampling/discrete_gaussian.ts";
import { withNoiseDisplay } from "./cards.ts";
import { gaussianSigma } from "./gaussian_sigma.ts";
import { gridRelease } from "./grid_release.ts";
import type { NumericMechanism } from "./mechanism.ts";

export type GaussianOptions =
  & { readonly sensitivity: number }
  & (
    | { readonly epsilon: number; readonly delta: number }
    | { readonly rho: Exactable }
  );

/**
 * σ is enlarged by this share, far above what doubles and the grid can cost: the
 * δ of discrete noise of s steps is above that of continuous noise by at most
 * what a σ smaller by the share 1/(24s²) would cost (the second term of the
 * midpoint rule at the point where the densities have the ratio e^ε), which for
 * s ≥ 2^40 is below 2^(−84).
 */
const MARGIN = 2 ** -30;

/**
 * The Gaussian mechanism for real values: an answer plus Gaussian noise on a
 * grid of a power of two, at most 2^(−40) of σ.
 *
 * **Guarantee.** (ε, δ)-differential privacy with the analytic σ, or
 * ρ-zero-concentrated differential privacy with σ = Δ/√(2ρ), for an answer that
 * neighboring tables, under the relation for which `sensitivity` is stated, move
 * by at most `sensitivity`. It holds in floating point too: the
 * answer is rounded to the grid, the sensitivity up to whole steps and σ with it
 * and by a further 2^(−30), discrete Gaussian noise is sampled exactly and added
 * in integers, and the sum is converted last. The ρ is a theorem for the discrete
 * noise; (ε, δ) is the continuous curve, from which noise of 2^40 steps differs
 * by less than the enlargement: an estimate of the error's leading term, checked
 * on coarser grids, not a proof. Sum integers, not doubles.
 *
 * Several answers that move by at most `sensitivity` together, in the ℓ₂ norm:
 * rounding can add one step to the move of each, so if d of them move, it is as
 * if the sensitivity were larger by less than the share √d·2^(−20), and as stated
 * if the answers are whole multiples of a step.
 *
 * @param options.sensitivity Δ₂ above 0, in the unit of the answer
 * @param options.epsilon ε above 0, with `delta` above 0 and below 1
 * @param options.rho ρ above 0, in place of both
 * @returns a mechanism; `scale` is σ, `accuracy` that of continuous noise
 * @throws {RangeError | TypeError} if an option is unknown or outside its interval
 * @see Balle and Wang, *Improving the Gaussian mechanism for differential privacy*, 2018, Theorem 8
 * @see Canonne, Kamath, Steinke, *The discrete Gaussian for differential privacy*, 2020, Theorems 4 and 7
 *
 * @example
 * ```ts
 * import { gaussian } from "lib/mechanisms/gaussian.ts";
 * import assert from "node:assert/strict";
 *
 * const mechanism = gaussian({ sensitivity: 1, epsilon: 1, delta: 1e-5 });
 * assert.equal(mechanism.scale.toFixed(6), "3.730632");
 * assert.equal(`${mechanism.loss()}`, "ε = 1, δ = 0.00001");
 * ```
 */
export function gaussian(
  options: GaussianOptions,
): NumericMechanism & Displayable {
  const action = "add Gaussian noise";
  requireKnown(action, options, ["sensitivity", "epsilon", "delta", "rho"]);
  const sensitivity = requireSensitivity(action, options);
  const { epsilon, delta, rho } = options as Partial<
    Record<"epsilon" | "delta", number> & { rho: Exactable }
  >;
  requirePositive(action, "sensitivity", sensitivity);
  const isConcentrated = rho !== undefined;
  const isApproximate = epsilon !== undefined || delta !== undefined;
  if (isConcentrated === isApproximate) {
    throw new TypeError(
      `Cannot ${action}: either rho, or epsilon and delta, must be given`,
    );
  }
  const loss = isConcentrated ? zcdp(rho) : approxDp(epsilon!, delta!);
  const ratio = (1 + MARGIN) *
    (isConcentrated
      ? concentratedRatio(loss.rho!)
      : gaussianSigma({ sensitivity: 1, epsilon: epsilon!, delta: delta! }));
  const sigma = sensitivity * ratio;
  requireWithin(action, "sigma", sigma, [0, 2 ** 1000]);
  const { exponent, steps } = gaussianSteps(sensitivity, ratio);

  const facts = {
    sensitivity,
    norm: "ℓ₂",
    releases: "a real number, on a fine grid",
  } as const;
  return withNoiseDisplay(facts, {
    name: "Gaussian",
    scale: sigma,

    loss(distance = 1): PrivacyLoss {
      requireInteger("state the privacy loss", "distance", distance, 1);
      return isConcentrated
        ? zcdp(loss.rho!.times(distance).times(distance))
        : groupLoss(loss, distance);
    },

    accuracy(alpha: number): number {
      requireProbability("state the accuracy", "alpha", alpha);
      return sigma * twoSidedNormalQuantile(alpha);
    },

    ...gridRelease(
      action,
      exponent,
      () => discreteGaussianNoise(Rational.of(steps).times(steps)),
    ),
  });
}

/**
 * σ in whole steps of its grid: at least `ratio` times the steps by which the
 * rounded answers move, so that moved²/(2·steps²) is at most the ρ asked for.
 *
 * @param ratio σ in units of the sensitivity
 */
export function gaussianSteps(sensitivity: number, ratio: number) {
  const exact = Rational.of(sensitivity);
  const { exponent, moved } = gridFor(exact.times(ratio), exact);
  const steps = Rational.of(moved).times(ratio).ceil();
  return { exponent, moved, steps };
}

/**
 * 1/√(2ρ). From 10^(−150) on, below which it is larger than asked for, it is the
 * root of a normal double and so as precise as the margin assumes.
 */
export function concentratedRatio(rho: Rational): number {
  const square = Rational.of(1).dividedBy(rho.times(2)).toNumber();
  return Math.sqrt(Math.max(square, 1e-300));
}

/** Group privacy: kε and k·e^((k − 1)ε)·δ, refused where that is no δ. */
function groupLoss(loss: PrivacyLoss, distance: number): PrivacyLoss {
  const epsilon = loss.epsilon!.toNumber();
  const delta = loss.delta!.toNumber();
  return distance === 1 ? loss : approxDp(
    loss.epsilon!.times(distance),
    distance * Math.exp((distance - 1) * epsilon) * delta,
  );
}
