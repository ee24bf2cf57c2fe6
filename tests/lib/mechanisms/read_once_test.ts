import assert from "node:assert/strict";
import { aboveThreshold } from "lib/mechanisms/above_threshold.ts";
import { discreteGaussian } from "lib/mechanisms/discrete_gaussian.ts";
import { discreteLaplace } from "lib/mechanisms/discrete_laplace.ts";
import { exponential } from "lib/mechanisms/exponential.ts";
import { gaussian } from "lib/mechanisms/gaussian.ts";
import {
  classicGaussianSigma,
  gaussianEpsilon,
  gaussianSigma,
} from "lib/mechanisms/gaussian_sigma.ts";
import { laplace } from "lib/mechanisms/laplace.ts";
import { permuteAndFlip } from "lib/mechanisms/permute_and_flip.ts";
import { quantile } from "lib/mechanisms/quantile.ts";
import { randomizedResponse } from "lib/mechanisms/randomized_response.ts";
import { reportNoisyMax } from "lib/mechanisms/report_noisy_max.ts";

type Options = Record<string, unknown>;

// deno-lint-ignore no-explicit-any
const makers: readonly (readonly [(options: any) => unknown, Options])[] = [
  [aboveThreshold, { epsilon: 1, threshold: 100, sensitivity: 2 }],
  [discreteGaussian, { rho: 0.5, sensitivity: 2 }],
  [discreteLaplace, { epsilon: 1, sensitivity: 2 }],
  [exponential, { epsilon: 1, sensitivity: 2, monotonic: true }],
  [gaussian, { epsilon: 1, delta: 1e-6, sensitivity: 2 }],
  [gaussian, { rho: 0.5, sensitivity: 2 }],
  [gaussianSigma, { epsilon: 1, delta: 1e-6, sensitivity: 2 }],
  [gaussianEpsilon, { sigma: 1, delta: 1e-6, sensitivity: 2 }],
  [classicGaussianSigma, { epsilon: 1, delta: 1e-6, sensitivity: 2 }],
  [laplace, { epsilon: 1, sensitivity: 2 }],
  [permuteAndFlip, { epsilon: 1, sensitivity: 2, monotonic: true }],
  [quantile, {
    epsilon: 1,
    quantile: 0.25,
    candidates: { min: 0, max: 9, step: 1 },
    relation: "replace-one",
  }],
  [randomizedResponse, { epsilon: 1, categories: ["no", "yes"] }],
  [reportNoisyMax, { epsilon: 1, sensitivity: 2, monotonic: true }],
];

for (const [make, options] of makers) {
  const names = Object.keys(options);
  Deno.test(`${make.name}() reads each of ${names.join(", ")} once, so that what it states is what it samples`, () => {
    const reads: string[] = [];
    const watched = Object.defineProperties(
      {},
      Object.fromEntries(
        Object.entries(options).map(([name, value]) => [name, {
          enumerable: true,
          get() {
            reads.push(name);
            return value;
          },
        }]),
      ),
    );
    const made = make(watched);
    // A display is made when it is asked for.
    if (made === Object(made)) Deno.inspect(made);
    assert.deepEqual(reads.toSorted(), names.toSorted());
  });
}
