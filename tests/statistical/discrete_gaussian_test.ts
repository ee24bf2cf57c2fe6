import assert from "node:assert/strict";
import { Rational } from "lib/exact.ts";
import { discreteGaussian } from "lib/mechanisms/discrete_gaussian.ts";
import { discreteGaussianNoise } from "lib/sampling/discrete_gaussian.ts";
import { addNoiseToAll } from "lib/sampling/integer_noise.ts";
import { seededRandom } from "lib/seeded_random.ts";
import { countBetween, massBetween, normalCdf } from "./helpers.ts";
import { type Claims, drawsNeeded, requireClaims } from "./power.ts";

/** Fifteen edges half a σ apart: sixteen cells. */
const half = Array.from({ length: 15 }, (_, i) => (i - 7) / 2);

/** Probabilities between the edges of Pr[X = x] ∝ e^(−x²/(2σ²)), by a sum. */
function cells(sigma: number, edges: readonly number[]): number[] {
  const weight = (k: number) => Math.exp(-((k / sigma) ** 2) / 2);
  const reach = Math.ceil(12 * sigma);
  const sum = (from: number, to: number) => {
    let sum = 0;
    for (let k = from; k < to; k++) sum += weight(k);
    return sum;
  };
  const total = sum(-reach, reach + 1);
  return massBetween((edge) => sum(-reach, Math.ceil(edge)) / total, edges);
}

function claimsOf(sigma: number, edges: readonly number[]): Claims {
  return {
    right: cells(sigma, edges),
    wrong: [0.95, 1.05].map((factor) => cells(factor * sigma, edges)),
  };
}

// At σ = 1/10 the noise is 0 but once in 10^21: see below.
const settings: [variance: string, edges: number[]][] = [
  ["1/4", [0, 1]],
  ["1", [-1, 0, 1, 2]],
  ["100", half.map((x) => 10 * x)],
  ["16384", half.map((x) => 128 * x)],
  ["16385", half.map((x) => 128 * x)],
  ["250000/7", half.map((x) => 190 * x)],
];

for (const [variance, edges] of settings) {
  const sigma = Math.sqrt(Rational.of(variance).toNumber());
  const claims = claimsOf(sigma, edges);
  const draws = drawsNeeded(claims);
  const noise = discreteGaussianNoise(Rational.of(variance));

  Deno.test(`discreteGaussianNoise() of variance ${variance} has the probabilities of its formula, one by one`, () => {
    const random = seededRandom(`one ${variance}`);
    const sample = Array.from(
      { length: draws },
      () => Number(noise.draw(random)),
    );
    requireClaims(countBetween(sample, edges), claims);
  });

  Deno.test(`discreteGaussianNoise() of variance ${variance} has the probabilities of its formula, all at once`, () => {
    const random = seededRandom(`all ${variance}`);
    const sample = addNoiseToAll(new Float64Array(draws), noise, random);
    requireClaims(countBetween(sample, edges), claims);
  });
}

Deno.test("discreteGaussianNoise() of variance 1/100 is 0", () => {
  const noise = discreteGaussianNoise(Rational.of("1/100"));
  const random = seededRandom("tiny");
  for (let i = 0; i < 10_000; i++) assert.equal(noise.draw(random), 0);
});

Deno.test("discreteGaussianNoise() of σ = 2^40 is normal, with even low bits", () => {
  const noise = discreteGaussianNoise(Rational.of(1n << 80n));
  const normal = (sigma: number) =>
    massBetween((x) => normalCdf(x / sigma), half);
  const claims = { right: normal(1), wrong: [0.95, 1.05].map(normal) };
  const random = seededRandom("large");
  const sample = Array.from(
    { length: drawsNeeded(claims) },
    () => BigInt(noise.draw(random)),
  );
  const inSigmas = sample.map((x) => Number(x) / 2 ** 40);
  requireClaims(countBetween(inSigmas, half), claims);
  const even = Array<number>(16).fill(1 / 16);
  const skewed = even.map((p, i) => p * (i % 2 === 0 ? 0.95 : 1.05));
  const low = sample.map((x) => Number(x & 15n));
  const edges = even.map((_, i) => i).slice(1);
  requireClaims(countBetween(low, edges), { right: even, wrong: [skewed] });
});

for (
  const [sensitivity, rho] of [[1, "1/2"], [3, "9/200"], [
    2,
    "1/20000",
  ]] as const
) {
  const sigma = sensitivity / Math.sqrt(2 * Rational.of(rho).toNumber());
  const edges = sigma > 2 ? half.map((x) => sigma * x) : [-1, 0, 1, 2];
  const claims = claimsOf(sigma, edges);

  Deno.test(`discreteGaussian() of sensitivity ${sensitivity} and ρ = ${rho} adds noise of σ = Δ/√(2ρ)`, () => {
    const { release, releaseMany } = discreteGaussian({ sensitivity, rho });
    const values = Array<number>(drawsNeeded(claims)).fill(319);
    const random = seededRandom(`release ${rho}`);
    const ways = [
      values.map((value) => release(value, random)),
      releaseMany(values, random),
    ];
    for (const released of ways) {
      requireClaims(countBetween(released.map((x) => x - 319), edges), claims);
    }
  });
}
