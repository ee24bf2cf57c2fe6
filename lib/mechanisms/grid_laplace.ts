import { type Exactable, Rational } from "../exact.ts";
import { grid, gridFor } from "../grid.ts";
import type { RandomSource } from "../random.ts";
import { discreteLaplaceNoise } from "../sampling/discrete_laplace.ts";
import { addSteps } from "../sampling/integer_noise.ts";
import { lazy } from "./lazy.ts";

/**
 * Values with Laplace noise of scale 1/`rate`, in whole steps of a grid of at
 * most 2^(−40) of that scale: for mechanisms that compare noisy values and never
 * show them. The sensitivity is rounded up to whole steps, and the scale with it.
 *
 * @param narrower how many times smaller the scale of the noise is than the one
 * that the grid is chosen for
 */
export function gridLaplace(
  rate: Rational,
  sensitivity: Exactable,
  narrower = 1,
): (value: number, random: RandomSource) => number | bigint {
  const exact = Rational.of(sensitivity);
  const { exponent, moved } = gridFor(Rational.of(1).dividedBy(rate), exact);
  const ratePerStep = rate.times(narrower).times(exact).dividedBy(moved);
  const noise = lazy(() =>
    discreteLaplaceNoise(Rational.of(1).dividedBy(ratePerStep))
  );
  const { toSteps } = grid(exponent);
  return (value, random) => addSteps(toSteps(value), noise().draw(random));
}
