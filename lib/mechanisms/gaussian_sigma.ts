import {
  requireKnown,
  requirePositive,
  requireProbability,
} from "../checks.ts";
import { millsRatio, normalCdf, normalDensity } from "../normal.ts";
import { integrate } from "./integrate.ts";

/** Beyond this the normal density is 0 as a double. */
const FARTHEST = 39;

/** An (ε, δ) target for Gaussian noise on a query of ℓ₂ sensitivity Δ. */
export interface GaussianTarget {
  readonly sensitivity: number;
  readonly epsilon: number;
  readonly delta: number;
}

/** Gaussian noise of a given σ on a query of ℓ₂ sensitivity Δ. */
export interface GaussianNoise {
  readonly sensitivity: number;
  readonly sigma: number;
  readonly delta: number;
}

/**
 * The smallest σ for which Gaussian noise is (ε, δ)-differentially private.
 *
 * **Guarantee.** σ solves Φ(Δ/2σ − εσ/Δ) − e^ε·Φ(−Δ/2σ − εσ/Δ) = δ, which is
 * necessary and sufficient for every ε > 0, for continuous noise and real
 * arithmetic.
 *
 * @param target.sensitivity Δ₂ above 0
 * @param target.epsilon above 0
 * @param target.delta above 0 and below 1
 * @returns σ in the unit of the sensitivity, to about 12 digits
 * @throws {RangeError | TypeError} if an option is unknown or outside its interval
 * @see Balle and Wang, *Improving the Gaussian mechanism for differential privacy*, 2018, Theorem 8
 *
 * @example
 * ```ts
 * import { gaussianSigma } from "lib/mechanisms/gaussian_sigma.ts";
 * import assert from "node:assert/strict";
 *
 * const sigma = gaussianSigma({ sensitivity: 1, epsilon: 1, delta: 1e-5 });
 * assert.equal(sigma.toFixed(9), "3.730631635");
 * ```
 */
export function gaussianSigma(target: GaussianTarget): number {
  const { sensitivity, epsilon, delta } = readTarget(target);
  // δ falls as σ/Δ grows.
  return sensitivity *
    bisect((ratio) => gaussianDelta(ratio, epsilon) > delta);
}

/**
 * The smallest ε at which Gaussian noise of a given σ is (ε, δ)-differentially
 * private: {@linkcode gaussianSigma} read the other way.
 *
 * **Guarantee.** ε solves Φ(Δ/2σ − εσ/Δ) − e^ε·Φ(−Δ/2σ − εσ/Δ) = δ, which is
 * necessary and sufficient, for continuous noise and real arithmetic. It is 0
 * where δ alone covers the whole difference, and Infinity where ε is beyond the
 * doubles.
 *
 * @param noise.sensitivity Δ₂ above 0
 * @param noise.sigma σ above 0, in the unit of the sensitivity
 * @param noise.delta above 0 and below 1
 * @returns ε, to about 12 digits
 * @throws {RangeError | TypeError} if an option is unknown or outside its interval
 * @see Balle and Wang, *Improving the Gaussian mechanism for differential privacy*, 2018, Theorem 8
 *
 * @example
 * ```ts
 * import { gaussianEpsilon } from "lib/mechanisms/gaussian_sigma.ts";
 * import assert from "node:assert/strict";
 *
 * const epsilon = gaussianEpsilon({ sensitivity: 1, sigma: 1, delta: 1e-5 });
 * assert.equal(epsilon.toFixed(9), "4.377178096");
 * ```
 */
export function gaussianEpsilon(noise: GaussianNoise): number {
  const action = "state the ε of Gaussian noise";
  requireKnown(action, noise, ["sensitivity", "sigma", "delta"]);
  const { sensitivity, sigma, delta } = noise;
  requirePositive(action, "sensitivity", sensitivity);
  requirePositive(action, "sigma", sigma);
  requireProbability(action, "delta", delta);
  const ratio = sigma / sensitivity;
  requirePositive(action, "sigma / sensitivity", ratio);
  if (gaussianDelta(ratio, 0) <= delta) return 0;
  return bisect((epsilon) => gaussianDelta(ratio, epsilon) > delta);
}

/**
 * The δ of Gaussian noise at an ε: Φ(1/2σ − εσ) − e^ε·Φ(−1/2σ − εσ) for σ in
 * units of the sensitivity.
 *
 * With z = εσ − 1/2σ it is φ(z)·(R(z) − R(z + 1/σ)) for Mills' ratio R and the
 * density φ, so no e^ε is computed. Where R hardly changes, the difference is
 * the integral of −R′(t) = 1 − t·R(t), which loses no digits.
 *
 * @see Balle and Wang, *Improving the Gaussian mechanism for differential privacy*, 2018, Theorem 8
 */
export function gaussianDelta(sigma: number, epsilon: number): number {
  const width = 1 / sigma;
  const z = epsilon * sigma - width / 2;
  if (z > FARTHEST) return 0;
  if (width > 0.1) {
    return normalCdf(-z) - normalDensity(z) * millsRatio(z + width);
  }
  const slope = (t: number) => 1 - t * millsRatio(t);
  return normalDensity(z) * width *
    integrate([0, 1], (part) => slope(z + part * width), 1);
}

/**
 * The textbook σ = √(2·ln(1.25/δ))·Δ/ε, larger than needed.
 *
 * **Guarantee.** (ε, δ)-differential privacy for ε ≤ 1, which is all that its
 * proof covers; beyond it the formula is refused, since for large ε it is false.
 *
 * @param target.epsilon above 0, at most 1
 * @throws {RangeError | TypeError} if an option is unknown or outside its interval
 * @see Dwork and Roth, *The algorithmic foundations of differential privacy*, 2014, Theorem A.1
 *
 * @example
 * ```ts
 * import { classicGaussianSigma } from "lib/mechanisms/gaussian_sigma.ts";
 * import assert from "node:assert/strict";
 *
 * const sigma = classicGaussianSigma({ sensitivity: 1, epsilon: 0.5, delta: 1e-5 });
 * assert.equal(sigma.toFixed(9), "9.689610525");
 * ```
 */
export function classicGaussianSigma(target: GaussianTarget): number {
  const { sensitivity, epsilon, delta } = readTarget(target);
  if (epsilon > 1) {
    throw new RangeError(
      `Cannot compute the classic sigma: epsilon must be at most 1, but is ${epsilon}; use gaussianSigma`,
    );
  }
  return Math.sqrt(2 * Math.log(1.25 / delta)) * sensitivity / epsilon;
}

/** The smallest positive number that is not too small, by its logarithm, over all doubles. */
function bisect(isTooSmall: (x: number) => boolean): number {
  let low = -745;
  let high = 710;
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (isTooSmall(Math.exp(middle))) low = middle;
    else high = middle;
  }
  return Math.exp(high);
}

/** A target, each part read once. */
function readTarget(target: GaussianTarget): GaussianTarget {
  const action = "calibrate Gaussian noise";
  requireKnown(action, target, ["sensitivity", "epsilon", "delta"]);
  const { sensitivity, epsilon, delta } = target;
  requirePositive(action, "sensitivity", sensitivity);
  requirePositive(action, "epsilon", epsilon);
  requireProbability(action, "delta", delta);
  return { sensitivity, epsilon, delta };
}
