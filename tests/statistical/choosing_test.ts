import assert from "node:assert/strict";
import { aboveThreshold } from "lib/mechanisms/above_threshold.ts";
import { exponential } from "lib/mechanisms/exponential.ts";
import { permuteAndFlip } from "lib/mechanisms/permute_and_flip.ts";
import { quantile } from "lib/mechanisms/quantile.ts";
import { randomizedResponse } from "lib/mechanisms/randomized_response.ts";
import { reportNoisyMax } from "lib/mechanisms/report_noisy_max.ts";
import { drawCategorical } from "lib/sampling/categorical.ts";
import { expBounds } from "lib/sampling/exp_bounds.ts";
import { seededRandom } from "lib/seeded_random.ts";
import { firstYes } from "../lib/mechanisms/first_yes.ts";
import { countBetween, Z } from "./helpers.ts";
import { type Claims, drawsNeeded, requireClaims } from "./power.ts";

/** Draws of an index, counted; as many as the claims need. */
function counts(claims: Claims, draw: () => number): number[] {
  const edges = claims.right.map((_, i) => i).slice(1);
  const drawn = Array.from({ length: drawsNeeded(claims) }, draw);
  return countBetween(drawn, edges);
}

const choosing = { exponential, permuteAndFlip, reportNoisyMax };
const utilities: Record<string, number[]> = {
  "the published ones": [3, 2, 1],
  "ties": [1, 1, 0],
  "fractions": [0.1, 0.35, -1.7],
  "eight": [0, -0.5, -1, 1, 0.5, 0, -2, 0.25],
};

for (const [name, make] of Object.entries(choosing)) {
  for (const [which, list] of Object.entries(utilities)) {
    for (const monotonic of which === "fractions" ? [false, true] : [false]) {
      Deno.test(`${name}() chooses as often as it says: ${which}, monotonic ${monotonic}`, () => {
        const at = (epsilon: number) =>
          make({ epsilon, sensitivity: 0.8, monotonic });
        const shares = (factor: number) => [
          ...at(1.5 * factor).probabilities(list),
        ];
        const claims = { right: shares(1), wrong: [0.95, 1.05].map(shares) };
        const random = seededRandom(`${name} ${which} ${monotonic}`);
        const { release } = at(1.5);
        requireClaims(counts(claims, () => release(list, random)), claims);
      });
    }
  }
}

Deno.test("aboveThreshold() ends its runs where the integral says", () => {
  const gaps = [-3, 1, -1];
  const shares = (factor: number) =>
    firstYes(gaps, { answer: 4 * factor, threshold: 2 * factor });
  const wrong = [
    ...[0.9, 1.1].map(shares),
    // Noise of the threshold as large as that of the answers, or none
    firstYes(gaps, { answer: 4, threshold: 4 }),
    firstYes(gaps, { answer: 4, threshold: 0.01 }),
  ];
  // Three cells: the first answer, the second, and whatever follows.
  const merge = ([a, b, ...rest]: number[]) => [
    a!,
    b!,
    rest.reduce((sum, p) => sum + p),
  ];
  const claims = { right: merge(shares(1)), wrong: wrong.map(merge) };
  const random = seededRandom("runs");
  const mechanism = aboveThreshold({
    epsilon: 2,
    threshold: 100,
    sensitivity: 2,
  });
  const ends = counts(claims, () => {
    const run = mechanism.start(random);
    const at = gaps.findIndex((gap) => run.test(100 + gap));
    return at < 0 ? 2 : at;
  });
  requireClaims(ends, claims);
});

Deno.test("aboveThreshold() says yes to one answer as often as probability() says, 5% of scale told apart", () => {
  const at = (epsilon: number) => aboveThreshold({ epsilon, threshold: 100 });
  const shares = (factor: number) => {
    const yes = at(factor).probability(6);
    return [1 - yes, yes];
  };
  const claims = { right: shares(1), wrong: [0.95, 1.05].map(shares) };
  const random = seededRandom("yes");
  const mechanism = at(1);
  const answers = counts(
    claims,
    () => Number(mechanism.start(random).test(106)),
  );
  requireClaims(answers, claims);
});

const data = [1, 2, 3, 4, 10];
const relations = ["add-remove", "replace-one"] as const;

for (const relation of relations) {
  Deno.test(`quantile() chooses its runs as often as it says under "${relation}", and evenly within`, () => {
    const candidates = { min: 0.5, max: 9.5, step: 1 };
    const at = (epsilon: number) => quantile({ epsilon, candidates, relation });
    const shares = (factor: number) =>
      at(2 * factor).probabilities(data).map(({ probability }) => probability);
    const claims = { right: shares(1), wrong: [0.95, 1.05].map(shares) };
    const { release } = at(2);
    const random = seededRandom(relation);
    const released: number[] = [];
    const found = counts(claims, () => {
      const value = release(data, random);
      released.push(value);
      return Math.min(value - 0.5, 4);
    });
    requireClaims(found, claims);
    const inside = released.filter((value) => value > 4).slice(0, 20_000);
    const spread = countBetween(inside.map((v) => v % 2), [1]);
    requireClaims(spread, { right: [0.5, 0.5], wrong: [[0.475, 0.525]] });
  });
}

for (const categories of [2, 3, 8]) {
  Deno.test(`randomizedResponse() of ${categories} answers reports as often as it says`, () => {
    const at = (epsilon: number) => randomizedResponse({ epsilon, categories });
    const shares = (factor: number) => {
      const { truthProbability: p } = at(factor);
      const q = (1 - p) / (categories - 1);
      return Array.from({ length: categories }, (_, i) => i === 1 ? p : q);
    };
    const claims = { right: shares(1), wrong: [0.95, 1.05].map(shares) };
    const random = seededRandom(`response ${categories}`);
    const { release } = at(1);
    requireClaims(counts(claims, () => release(1, random)), claims);
  });
}

Deno.test("estimate() is unbiased, and its standard errors cover", () => {
  const truth = [0.6, 0.3, 0.1];
  const n = 500;
  const repetitions = 1000;
  const { release, estimate } = randomizedResponse({
    epsilon: 1.5,
    categories: 3,
  });
  const random = seededRandom("surveys");
  const sums = [0, 0, 0];
  const variances = [0, 0, 0];
  let covered = 0;
  for (let r = 0; r < repetitions; r++) {
    const reports = [0, 0, 0];
    truth.forEach((share, answer) => {
      for (let i = 0; i < share * n; i++) reports[release(answer, random)]!++;
    });
    estimate(reports).forEach(({ share, standardError }, i) => {
      sums[i]! += share;
      variances[i]! += standardError ** 2;
      if (Math.abs(share - truth[i]!) < 1.96 * standardError) covered++;
    });
  }
  truth.forEach((share, i) => {
    const error = Math.sqrt(variances[i]!) / repetitions;
    assert(Math.abs(sums[i]! / repetitions - share) < Z * error);
  });
  // 95%, or a little more: the shares of the table are fixed, which the standard
  // error takes for random.
  const share = covered / (3 * repetitions);
  assert(share > 0.94 && share < 0.98, `${share}`);
});

Deno.test("drawCategorical() draws shares whose weights are known by bounds only", () => {
  const exponents = [0n, 1n, 2n];
  const weights = (bits: number) =>
    exponents.map((n) => expBounds(n, 2n, bits));
  const shares = (factor: number) => {
    const raw = exponents.map((n) => Math.exp(-factor * Number(n) / 2));
    const total = raw.reduce((a, b) => a + b);
    return raw.map((weight) => weight / total);
  };
  const claims = { right: shares(1), wrong: [0.95, 1.05].map(shares) };
  const random = seededRandom("categorical");
  requireClaims(counts(claims, () => drawCategorical(weights, random)), claims);
});
