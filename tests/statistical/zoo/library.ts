import { DifferentiallyPrivateDatabase } from "lib/database/database.ts";
import { aboveThreshold } from "lib/mechanisms/above_threshold.ts";
import type { ChoosingOptions } from "lib/mechanisms/choosing.ts";
import { discreteGaussian } from "lib/mechanisms/discrete_gaussian.ts";
import { discreteLaplace } from "lib/mechanisms/discrete_laplace.ts";
import { exponential } from "lib/mechanisms/exponential.ts";
import { gaussian } from "lib/mechanisms/gaussian.ts";
import { gaussianDelta } from "lib/mechanisms/gaussian_sigma.ts";
import { laplace } from "lib/mechanisms/laplace.ts";
import type { ChoosingMechanism } from "lib/mechanisms/mechanism.ts";
import { permuteAndFlip } from "lib/mechanisms/permute_and_flip.ts";
import { quantile } from "lib/mechanisms/quantile.ts";
import { randomizedResponse } from "lib/mechanisms/randomized_response.ts";
import { reportNoisyMax } from "lib/mechanisms/report_noisy_max.ts";
import { asyncSubject, type Subject, subject } from "./subject.ts";

/**
 * Every mechanism of the library with a claim of ε = 1, calibrated to `factor`
 * times that: 1 to pass, 2 to be found out by the same audit.
 */
export function libraryAt(factor: number): Subject[] {
  return [
    discreteLaplaceAt(factor, 1),
    discreteLaplaceAt(factor, 3),
    laplaceAt(factor),
    halfUp(factor),
    gaussianAt(factor),
    concentratedAt(factor),
    discreteGaussianAt(factor),
    ...[exponential, permuteAndFlip, reportNoisyMax].flatMap((make) => [
      choosing(make, factor, false),
      choosing(make, factor, true),
    ]),
    aboveThresholdAt(factor),
    medianAt(factor),
    ...[2, 4].map((categories) => responseAt(factor, categories)),
    databaseCount(factor),
  ];
}

const claim = { epsilon: 1 };

function discreteLaplaceAt(epsilon: number, sensitivity: number): Subject {
  const mechanism = discreteLaplace({ sensitivity, epsilon });
  return subject({
    name: `discreteLaplace, sensitivity ${sensitivity}`,
    claim,
    draws: 20_000,
    neighbors: [0, sensitivity],
    release: mechanism.release,
  });
}

function laplaceAt(epsilon: number): Subject {
  return subject({
    name: "laplace",
    claim,
    draws: 20_000,
    neighbors: [0, 1],
    release: laplace({ sensitivity: 1, epsilon }).release,
  });
}

/** What half-even rounding gets wrong. */
function halfUp(epsilon: number): Subject {
  const mechanism = discreteLaplace({ sensitivity: 1, epsilon });
  return subject({
    name: "discreteLaplace after half-up rounding",
    claim,
    draws: 20_000,
    neighbors: [0.5, 1.5],
    release: (x, random) => mechanism.release(Math.round(x), random),
  });
}

function gaussianAt(epsilon: number): Subject {
  return subject({
    name: "gaussian, analytic",
    claim: { epsilon: 1, delta: 0.1 },
    draws: 10_000,
    neighbors: [0, 1],
    release: gaussian({ sensitivity: 1, epsilon, delta: 0.1 }).release,
  });
}

/** Twice the ε takes half the σ. */
const rhoAt = (factor: number) => 0.5 * factor ** 2;

function concentratedAt(factor: number): Subject {
  return subject({
    name: "gaussian, concentrated",
    claim: { epsilon: 1, delta: gaussianDelta(1, 1) },
    draws: 10_000,
    neighbors: [0, 1],
    release: gaussian({ sensitivity: 1, rho: rhoAt(factor) }).release,
  });
}

function discreteGaussianAt(factor: number): Subject {
  const { probability } = discreteGaussian({ sensitivity: 1, rho: rhoAt(1) });
  let delta = 0;
  for (let k = -30; k <= 30; k++) {
    delta += Math.max(0, probability(k) - Math.E * probability(k - 1));
  }
  return subject({
    name: "discreteGaussian",
    claim: { epsilon: 1, delta },
    draws: 20_000,
    neighbors: [0, 1],
    release: discreteGaussian({ sensitivity: 1, rho: rhoAt(factor) }).release,
  });
}

function choosing(
  make: (options: ChoosingOptions) => ChoosingMechanism,
  epsilon: number,
  monotonic: boolean,
): Subject {
  const mechanism = make({ sensitivity: 1, epsilon, monotonic });
  return subject<number[]>({
    name: `${mechanism.name}, ${monotonic ? "monotonic" : "any utilities"}`,
    claim,
    draws: 20_000,
    neighbors: [[2, 0], monotonic ? [2, 1] : [1, 1]],
    release: mechanism.release,
  });
}

function aboveThresholdAt(epsilon: number): Subject {
  const mechanism = aboveThreshold({ epsilon, threshold: 0 });
  return subject({
    name: "aboveThreshold",
    claim,
    draws: 40_000,
    neighbors: [[0, 0, 0, 0, 1], [1, 1, 1, 1, 0]],
    release: (answers, random) => {
      const run = mechanism.start(random);
      return answers.map((answer) => run.isOver ? "over" : run.test(answer));
    },
  });
}

function medianAt(epsilon: number): Subject {
  const candidates = { min: 0, max: 1, step: 1 };
  return subject({
    name: "quantile, median",
    claim,
    draws: 10_000,
    neighbors: [[-1, 0.5], [0.5]],
    release: quantile({ epsilon, candidates }).release,
  });
}

function responseAt(epsilon: number, categories: number): Subject {
  return subject({
    name: `randomizedResponse, ${categories} answers`,
    claim,
    draws: 20_000,
    neighbors: [0, 1],
    release: randomizedResponse({ epsilon, categories }).release,
  });
}

function databaseCount(epsilon: number): Subject {
  const row = { zip: 10001, ill: 1 };
  return asyncSubject({
    name: "DifferentiallyPrivateDatabase.count",
    claim,
    draws: 6000,
    neighbors: [[row], [row, row]],
    open: (rows, random) => {
      const database = new DifferentiallyPrivateDatabase(rows, {
        epsilonBudget: 1e6,
        random,
      });
      return async () =>
        (await database.count({ where: { ill: 1 }, epsilon })).value;
    },
  });
}
