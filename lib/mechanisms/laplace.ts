import { type PrivacyLoss, pureDp } from "../accounting/privacy_loss.ts";
import {
  requireInteger,
  requireKnown,
  requirePositiveExact,
  requireProbability,
  requireReleasable,
  requireSensitivity,
} from "../checks.ts";
import type { Displayable } from "../displayable.ts";
import { type Exactable, Rational } from "../exact.ts";
import { gridFor } from "../grid.ts";
import { discreteLaplaceNoise } from "../sampling/discrete_laplace.ts";
import { withNoiseDisplay } from "./cards.ts";
import { gridRelease } from "./grid_release.ts";
import type { NumericMechanism } from "./mechanism.ts";

/**
 * The Laplace mechanism for real values: an answer plus noise of scale
 * b = Δ/ε on a grid of a power of two, at most 2^(−40) of the scale.
 *
 * **Guarantee.** ε-differential privacy for an answer that neighboring tables,
 * under the relation for which `sensitivity` is stated, move by at most
 * `sensitivity`. It holds in floating point too: the answer is rounded to the
 * grid, the sensitivity is rounded up to whole steps, discrete Laplace noise is
 * sampled exactly from random bits and added in integers, and the sum is
 * converted last, so every double that can be released can be released from
 * every table. It relies on the answer being within the sensitivity as computed:
 * sum integers, not doubles. How long a release takes depends on the noise, and
 * for answers beyond 2^12 scales on their size.
 *
 * Several answers that move by at most `sensitivity` together, in the ℓ₁ norm:
 * rounding can add one step to the move of each, so if d of them move, their
 * releases cost less than ε·(1 + d·2^(−20)), and ε if the answers are whole
 * multiples of a step.
 *
 * @param options.sensitivity Δ above 0, in the unit of the answer
 * @param options.epsilon ε above 0: a number, "1/11" or a rational; Δ/ε at most 2^1000
 * @returns a mechanism; its `accuracy` is that of continuous noise
 * @throws {RangeError | TypeError} if an option is unknown or outside its interval
 * @see Dwork, McSherry, Nissim, Smith, *Calibrating noise to sensitivity*, 2006, Proposition 1
 * @see Mironov, *On significance of the least significant bits for differential privacy*, 2012
 *
 * @example A sum of incomes
 * ```ts
 * import { laplace } from "lib/mechanisms/laplace.ts";
 * import assert from "node:assert/strict";
 *
 * const mechanism = laplace({ sensitivity: 200_000, epsilon: 1 });
 * assert.equal(mechanism.scale, 200_000);
 * assert.equal(Math.round(mechanism.accuracy(0.05)), 599_146);
 * assert(Number.isFinite(mechanism.release(70_000_000)));
 * ```
 */
export function laplace(
  options: { sensitivity: Exactable; epsilon: Exactable },
): NumericMechanism & Displayable {
  const action = "add Laplace noise";
  requireKnown(action, options, ["sensitivity", "epsilon"]);
  const sensitivity = requireSensitivity(action, options);
  const { epsilon } = options;
  const loss = pureDp(epsilon);
  const exactSensitivity = requirePositiveExact(
    action,
    "sensitivity",
    sensitivity,
  );
  const scale = exactSensitivity.dividedBy(loss.epsilon!);
  requireReleasable(action, "scale", scale);
  const { exponent, moved } = gridFor(scale, exactSensitivity);
  const b = scale.toNumber();

  const facts = {
    sensitivity,
    norm: "ℓ₁",
    releases: "a real number, on a fine grid",
  } as const;
  return withNoiseDisplay(facts, {
    name: "Laplace",
    scale: b,

    loss(distance = 1): PrivacyLoss {
      requireInteger("state the privacy loss", "distance", distance, 1);
      return pureDp(loss.epsilon!.times(distance));
    },

    accuracy(alpha: number): number {
      requireProbability("state the accuracy", "alpha", alpha);
      return -b * Math.log(alpha);
    },

    ...gridRelease(
      action,
      exponent,
      () => discreteLaplaceNoise(Rational.of(moved).dividedBy(loss.epsilon!)),
    ),
  });
}
