/** How large noise is: what the outputs of every contender are checked against. */

import type { Expected } from "../../tools/bench/row.ts";

/** The mean and the root mean square of |X|. */
export interface NoiseSize {
  mean: number;
  rms: number;
}

/** Integer noise with Pr[X = k] proportional to `weight(|k|)`. */
export function integerSize(weight: (k: number) => number): NoiseSize {
  let total = weight(0);
  let first = 0;
  let second = 0;
  for (let k = 1; k < 1000; k++) {
    total += 2 * weight(k);
    first += 2 * weight(k) * k;
    second += 2 * weight(k) * k * k;
  }
  return { mean: first / total, rms: Math.sqrt(second / total) };
}

export function discreteLaplaceSize(scale: number): NoiseSize {
  return integerSize((k) => Math.exp(-k / scale));
}

export function discreteGaussianSize(sigma: number): NoiseSize {
  return integerSize((k) => Math.exp(-k * k / (2 * sigma * sigma)));
}

/** Real Laplace noise rounded to the nearest integer. */
export function roundedLaplaceSize(scale: number): NoiseSize {
  const beyond = (x: number) => Math.exp(-x / scale) / 2;
  return integerSize((k) =>
    k === 0 ? 1 - 2 * beyond(0.5) : beyond(k - 0.5) - beyond(k + 0.5)
  );
}

export function laplaceSize(scale: number): NoiseSize {
  return { mean: scale, rms: scale * Math.SQRT2 };
}

export function normalSize(sigma: number): NoiseSize {
  return { mean: sigma * Math.sqrt(2 / Math.PI), rms: sigma };
}

/** The mean |X| of `count` draws, which errs by more in one of a million runs. */
export function meanOf({ mean, rms }: NoiseSize, count: number): Expected {
  return { value: mean, tolerance: 5 * rms / Math.sqrt(count) };
}
