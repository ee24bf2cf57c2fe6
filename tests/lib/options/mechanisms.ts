import * as core from "lib/mod.ts";
import { type Cases, taking } from "./taking.ts";

const epsilon = 1;
const target = { sensitivity: 3, epsilon, delta: 1e-6 };
const choice = { sensitivity: 3, epsilon, monotonic: true };

export const ofMechanisms: Cases = {
  laplace: taking(core.laplace, { sensitivity: 3, epsilon }),
  discreteLaplace: taking(core.discreteLaplace, { sensitivity: 3, epsilon }),
  gaussian: taking(core.gaussian, target, { sensitivity: 3, rho: 1 }),
  gaussianSigma: taking(core.gaussianSigma, target),
  classicGaussianSigma: taking(core.classicGaussianSigma, target),
  gaussianEpsilon: taking(core.gaussianEpsilon, {
    ...{ sensitivity: 3, sigma: 2, delta: 1e-6 },
  }),
  discreteGaussian: taking(core.discreteGaussian, { sensitivity: 3, rho: 1 }),
  exponential: taking(core.exponential, choice),
  permuteAndFlip: taking(core.permuteAndFlip, choice),
  reportNoisyMax: taking(core.reportNoisyMax, choice),
  aboveThreshold: taking(core.aboveThreshold, {
    ...{ sensitivity: 3, epsilon, threshold: 10 },
  }),
  randomizedResponse: taking(core.randomizedResponse, {
    ...{ epsilon, categories: 3 },
  }),
  quantile: taking(core.quantile, {
    ...{ epsilon, quantile: 0.25, candidates: { min: 0, max: 9, step: 1 } },
    relation: "replace-one",
  }),
};
