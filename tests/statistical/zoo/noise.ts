import type { RandomSource } from "lib/random.ts";

/** Floating-point noise as people write it: quick, and good enough to be audited. */

export function laplaceNoise(scale: number, random: RandomSource): number {
  const u = random.uniform() - 0.5;
  return -scale * Math.sign(u) * Math.log(1 - 2 * Math.abs(u));
}

export function gaussianNoise(sigma: number, random: RandomSource): number {
  const radius = Math.sqrt(-2 * Math.log(random.uniform()));
  return sigma * radius * Math.cos(2 * Math.PI * random.uniform());
}
