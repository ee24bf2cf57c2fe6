import assert from "node:assert/strict";
import { gaussian } from "lib/mechanisms/gaussian.ts";
import { laplace } from "lib/mechanisms/laplace.ts";
import type { NumericMechanism } from "lib/mechanisms/mechanism.ts";
import { seededRandom } from "lib/seeded_random.ts";
import {
  countBetween,
  kolmogorovDistance,
  kolmogorovLimit,
  laplaceCdf,
  massBetween,
  normalCdf,
} from "./helpers.ts";
import { drawsNeeded, requireClaims } from "./power.ts";

/** Distribution functions of Laplace noise whose scales are 5% apart differ by this. */
const APART = 0.009;

/** Enough for the limit of the test to be less than half of that. */
const DRAWS = 200_000;

/** The right scale has to be near enough, and one 5% off too far. */
function requireScale(
  { releaseMany }: NumericMechanism,
  { scale, value }: { scale: number; value: number },
) {
  const random = seededRandom(`${scale} ${value}`);
  const noise = releaseMany(new Float64Array(DRAWS).fill(value), random)
    .map((released) => (released - value) / scale);
  const limit = kolmogorovLimit(DRAWS);
  assert(limit < APART / 2);
  const distance = (factor: number) =>
    kolmogorovDistance(noise, laplaceCdf(factor));
  assert(distance(1) < limit, `${distance(1)} is above ${limit}`);
  for (const factor of [0.95, 1.05]) {
    assert(distance(factor) > limit, `a scale ${factor} times as large passes`);
  }
}

const laplaces = [
  { sensitivity: 1, epsilon: 1, value: 0 },
  { sensitivity: 0.3, epsilon: 3, value: 17.3 },
  { sensitivity: 1, epsilon: 1e-9, value: 319 },
  // One step of 2^−40 of the scale would be 512 times the sensitivity.
  { sensitivity: 1, epsilon: 1e-15, value: 0 },
  { sensitivity: 1e-200, epsilon: 1, value: 0 },
  { sensitivity: 200_000, epsilon: 0.1, value: 7e7 },
];

for (const { sensitivity, epsilon, value } of laplaces) {
  Deno.test(`laplace() of sensitivity ${sensitivity} at ε = ${epsilon} adds Laplace noise of scale Δ/ε`, () => {
    requireScale(laplace({ sensitivity, epsilon }), {
      scale: sensitivity / epsilon,
      value,
    });
  });
}

const gaussians = [
  { options: { sensitivity: 1, rho: 0.5 }, scale: 1, value: 0 },
  { options: { sensitivity: 3, rho: "1/8" }, scale: 6, value: -1e4 },
  {
    options: { sensitivity: 2, epsilon: 1, delta: 1e-5 },
    scale: 2 * 3.7306316348159418,
    value: 0.1,
  },
];

const edges = Array.from({ length: 15 }, (_, i) => (i - 7) / 2);
const normal = (sigma: number) =>
  massBetween((x) => normalCdf(x / sigma), edges);
// Each of these draws takes long, and cells need fewer than distances.
const claims = { right: normal(1), wrong: [0.95, 1.05].map(normal) };

for (const { options, scale, value } of gaussians) {
  Deno.test(`gaussian() of ${JSON.stringify(options)} adds normal noise of its σ`, () => {
    const random = seededRandom(`${scale} ${value}`);
    const values = new Float64Array(drawsNeeded(claims)).fill(value);
    const noise = gaussian(options).releaseMany(values, random)
      .map((released) => (released - value) / scale);
    requireClaims(countBetween(noise, edges), claims);
  });
}
