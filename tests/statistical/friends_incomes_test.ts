import assert from "node:assert/strict";
import { createIncomeDataset, incomesSchema } from "lib/datasets/mod.ts";
import {
  gaussian,
  gaussianEpsilon,
  gaussianSigma,
  laplace,
  type NumericMechanism,
  randomizedResponse,
  rowsOf,
} from "lib/mod.ts";
import { seededRandom } from "lib/seeded_random.ts";
import { estimateMean, obscure, updateBelief } from "lib/textbook/mod.ts";
import { countBetween, massBetween, normalCdf, Z } from "./helpers.ts";
import { drawsNeeded, requireClaims } from "./power.ts";

const FRIENDS = 1000;
const DELTA = 1e-5;
const incomes = rowsOf(createIncomeDataset(FRIENDS))
  .map(({ income }) => Number(income));
const { min, max } = incomesSchema.columns.income;
const sensitivity = max - min;
const average = (xs: ArrayLike<number>) =>
  Array.from(xs).reduce((a, b) => a + b, 0) / xs.length;
const actual = average(incomes);
const rootMeanSquare = (xs: readonly number[]) =>
  Math.sqrt(average(xs.map((x) => x ** 2)));

/** Numbers that have to be near what is right, and away from what is wrong. */
function requireNear(
  found: number,
  { right, wrong, tolerance }: {
    right: number;
    wrong: readonly number[];
    tolerance: number;
  },
) {
  assert(Math.abs(found - right) < tolerance, `${found} is not ${right}`);
  for (const value of wrong) {
    assert(Math.abs(found - value) > tolerance, `${found} passes for ${value}`);
  }
}

for (
  const [standardDeviation, within] of [[20_000, 0.886], [
    30_000,
    0.708,
  ]] as const
) {
  Deno.test(`a survey of 1000 friends with noise of ${standardDeviation} is within $1,000 as often as its standard error says`, () => {
    const edges = [-1000, 1000];
    const standardError = standardDeviation / Math.sqrt(FRIENDS);
    const shares = (factor: number) =>
      massBetween((x) => normalCdf(x / (factor * standardError)), edges);
    const claims = { right: shares(1), wrong: [shares(0.8), shares(1.25)] };
    assert.equal(claims.right[1]!.toFixed(3), String(within));
    const noise = { mean: 30_000, standardDeviation };
    const random = seededRandom(`within, ${standardDeviation}`);
    const errors = Array.from(
      { length: drawsNeeded(claims) },
      () => estimateMean(obscure(incomes, noise, random), noise) - actual,
    );
    requireClaims(countBetween(errors, edges), claims);
  });
}

Deno.test("the standard error is 6,325 with ten friends", () => {
  const noise = { mean: 30_000, standardDeviation: 20_000 };
  const few = incomes.slice(0, 10);
  const random = seededRandom("ten friends");
  const errors = Array.from(
    { length: 5000 },
    () => estimateMean(obscure(few, noise, random), noise) - average(few),
  );
  // The standard deviation of k normal draws is measured to a share of 1/√(2k).
  requireNear(rootMeanSquare(errors) / 6325, {
    right: 1,
    wrong: [0.9, 1.1],
    tolerance: Z / Math.sqrt(2 * errors.length),
  });
});

Deno.test("draws cut to whole numbers are too low by 0.43 and 0.34, rounded ones are not", () => {
  for (
    const [standardDeviation, bias] of [[20_000, -0.433], [30_000, -0.341]]
  ) {
    const noise = { mean: 30_000, standardDeviation: standardDeviation! };
    const random = seededRandom(`digits, ${standardDeviation}`);
    const draws = obscure(new Array(100_000).fill(0), noise, random);
    const off = (toWhole: (x: number) => number) =>
      average(draws.map((x) => toWhole(x) - x));
    // One is off by less than 1.
    const tolerance = Z / Math.sqrt(draws.length);
    const wrong = [-0.5, -0.38, 0];
    requireNear(off(Math.trunc), { right: bias!, wrong, tolerance });
    requireNear(off(Math.round), {
      right: 0,
      wrong: [bias!, -bias!],
      tolerance,
    });
  }
});

Deno.test("updateBelief() is right about incomes as often as it says, to 8,944 and not to 10,000", () => {
  const prior = { mean: 70_000, standardDeviation: 10_000 };
  const noise = { mean: 30_000, standardDeviation: 20_000 };
  const edges = [-15_000, -10_000, -5000, 0, 5000, 10_000, 15_000];
  const shares = (sd: number) => massBetween((x) => normalCdf(x / sd), edges);
  const claims = {
    right: shares(8944.27),
    wrong: [shares(10_000), shares(9487), shares(8165)],
  };
  const n = drawsNeeded(claims);
  const random = seededRandom("beliefs");
  // Draws of the prior itself, not of clipped and rounded incomes.
  const truths = obscure(new Array(n).fill(0), prior, random);
  const reports = obscure(truths, noise, random);
  const errors = truths.map((truth, i) =>
    truth - updateBelief(prior, [reports[i]!], noise).mean
  );
  requireClaims(countBetween(errors, edges), claims);
});

/**
 * The δ at ε by importance sampling: E[max(0, 1 − e^(ε − L))] over the privacy
 * loss L = μ²/2 + μz of a report, μ = Δ/σ, with z drawn around where L is ε.
 */
function simulatedDelta(sigma: number, epsilon: number) {
  const mu = sensitivity / sigma;
  const shift = (epsilon - mu ** 2 / 2) / mu;
  const draws = obscure(
    new Array(200_000).fill(0),
    { mean: shift, standardDeviation: 1 },
    seededRandom(`losses, ${sigma}`),
  );
  const terms = draws.map((z) => {
    const weight = Math.exp(shift ** 2 / 2 - shift * z);
    return weight * Math.max(0, -Math.expm1(epsilon - mu ** 2 / 2 - mu * z));
  });
  const delta = average(terms);
  const deviation = rootMeanSquare(terms.map((term) => term - delta));
  return { delta, tolerance: Z * deviation / Math.sqrt(terms.length) };
}

Deno.test("the survey's ε is 91.8 at SD 20,000 and 49.9 at 30,000, and 1 at 746,126", () => {
  const epsilonOf = (sigma: number) =>
    gaussianEpsilon({ sensitivity, sigma, delta: DELTA });
  assert.equal(epsilonOf(20_000).toFixed(1), "91.8");
  assert.equal(epsilonOf(30_000).toFixed(1), "49.9");
  const sigmaOne = gaussianSigma({ sensitivity, epsilon: 1, delta: DELTA });
  assert.equal(Math.round(sigmaOne), 746_126);
  for (const sigma of [20_000, 30_000, sigmaOne]) {
    const right = epsilonOf(sigma);
    for (const factor of [0.98, 1, 1.02]) {
      const { delta, tolerance } = simulatedDelta(sigma, factor * right);
      const isDelta = Math.abs(delta - DELTA) < tolerance;
      assert.equal(isDelta, factor === 1, `${sigma}, ${factor}: ${delta}`);
    }
  }
});

/** Root mean square errors of surveys at ε = 1, by each friend and by a curator. */
function surveyErrors(mechanism: NumericMechanism, label: string) {
  const random = seededRandom(label);
  const total = incomes.reduce((a, b) => a + b);
  const local = Array.from(
    { length: 400 },
    () => average(mechanism.releaseMany(incomes, random)) - actual,
  );
  const central = Array.from(
    mechanism.releaseMany(new Array(20_000).fill(total), random),
    (released) => released / FRIENDS - actual,
  );
  return { local, central };
}

for (
  const { mechanism, local, central, kurtosis } of [
    {
      mechanism: laplace({ sensitivity, epsilon: 1 }),
      local: 8944,
      central: 283,
      kurtosis: 6,
    },
    {
      mechanism: gaussian({ sensitivity, epsilon: 1, delta: DELTA }),
      local: 23_595,
      central: 746,
      kurtosis: 3,
    },
  ]
) {
  Deno.test(`${mechanism.name} noise at ε = 1: error ${local} by each friend, ${central} by a curator, √1000 between them`, () => {
    const errors = surveyErrors(mechanism, mechanism.name);
    const measured = {
      local: rootMeanSquare(errors.local),
      central: rootMeanSquare(errors.central),
    };
    // A standard deviation is measured to a share of √((kurtosis − 1)/4k).
    const precision = {
      local: Math.sqrt(2 / 4 / errors.local.length),
      central: Math.sqrt((kurtosis - 1) / 4 / errors.central.length),
    };
    const wrong = [1 / Math.SQRT2, 0.8, 1.25, Math.SQRT2];
    requireNear(measured.local / local, {
      right: 1,
      wrong,
      tolerance: Z * precision.local,
    });
    requireNear(measured.central / central, {
      right: 1,
      wrong,
      tolerance: Z * precision.central + 0.002,
    });
    const ratio = measured.local / measured.central;
    requireNear(ratio / Math.sqrt(FRIENDS), {
      right: 1,
      wrong: [118 / 31.6, 2, ...wrong],
      tolerance: Z * Math.hypot(precision.local, precision.central),
    });
    assert.equal(Math.sqrt(FRIENDS).toFixed(1), "31.6");
  });
}

Deno.test("two coins tell the truth in 3 of 4 answers, and the estimate has no bias and the spread told", () => {
  const coins = randomizedResponse({ epsilon: Math.log(3) });
  const random = seededRandom("coins");
  const truths = incomes.map((income) => income > 80_000 ? 1 : 0);
  const share = average(truths);
  const estimates = Array.from({ length: 2000 }, () => {
    const yes = truths.filter((truth) => coins.release(truth, random) === 1);
    return coins.estimate([FRIENDS - yes.length, yes.length])[1]!.share;
  });
  const spread = Math.sqrt(3 / 16 / FRIENDS) / (1 / 2);
  requireNear(average(estimates), {
    right: share,
    // the share that is reported, and what clamping or a biased coin would do
    wrong: [1 / 4 + share / 2, share + 0.01, share - 0.01],
    tolerance: Z * spread / Math.sqrt(estimates.length),
  });
  requireNear(rootMeanSquare(estimates.map((x) => x - share)) / spread, {
    right: 1,
    wrong: [1 / 2, 0.9, 1.1],
    tolerance: Z / Math.sqrt(2 * estimates.length),
  });
});
