import assert from "node:assert/strict";
import fc from "fast-check";
import {
  classicGaussianSigma,
  gaussianDelta,
  gaussianEpsilon,
  gaussianSigma,
} from "lib/mechanisms/gaussian_sigma.ts";
import { logNormalTail } from "lib/normal.ts";

// The published value, and the equation solved by mpmath with 400 digits
const references = [
  [1, 1e-5, 3.7306316348159418],
  [0.1, 1e-6, 36.304690426195785],
  [0.01, 1e-9, 458.50849749725296],
  [0.001, 1e-12, 5412.3021938439272],
  [1e-9, 1e-6, 398742.94084537651],
  [1e-12, 1e-12, 276029804798.2425],
  [1e-30, 1e-30, 2.760298047981433e29],
  [1e-20, 0.5, 0.74130110925280093],
  [10, 1e-5, 0.49988861970900851],
  [100, 1e-10, 0.10876042602012664],
  [1000, 1e-5, 0.024581783351654279],
  [1000, 1e-300, 0.047537660132243155],
  [1, 1e-300, 36.8654978941111],
  [0.001, 1e-300, 36664.470095428498],
  [1e-6, 0.9, 0.30397837115912321],
  [5, 0.999, 0.12841562347815557],
] as const;

Deno.test("gaussianSigma() has the values of a reference, at every size of ε and δ", () => {
  for (const [epsilon, delta, sigma] of references) {
    for (const sensitivity of [1, 200, 1e-9]) {
      const found = gaussianSigma({ sensitivity, epsilon, delta });
      const error = Math.abs(found / sensitivity / sigma - 1);
      assert(error < 1e-12, `ε ${epsilon}, δ ${delta}: ${found}`);
    }
  }
});

Deno.test("gaussianDelta() at σ = 1 and ε = 4.377178096 is 10^−5", () => {
  const delta = gaussianDelta(1, 4.377178096);
  assert(Math.abs(delta / 1e-5 - 1) < 1e-8);
});

const epsilon = fc.double({ min: -5, max: 3, noNaN: true })
  .map((power) => 10 ** power);
const delta = fc.double({ min: -300, max: -0.01, noNaN: true })
  .map((power) => 10 ** power);

Deno.test("gaussianDelta() of gaussianSigma() is δ, and just below no σ has it", () => {
  fc.assert(
    fc.property(epsilon, delta, (epsilon, delta) => {
      const sigma = gaussianSigma({ sensitivity: 1, epsilon, delta });
      assert(gaussianDelta(sigma, epsilon) <= delta);
      assert(gaussianDelta(sigma * (1 - 1e-9), epsilon) > delta);
    }),
    { seed: 42, numRuns: 300 },
  );
});

Deno.test("gaussianSigma() falls as ε or δ grows, and is proportional to the sensitivity", () => {
  fc.assert(
    fc.property(epsilon, delta, (epsilon, delta) => {
      const sigma = (factors: { epsilon?: number; delta?: number }) =>
        gaussianSigma({
          sensitivity: 1,
          epsilon: epsilon * (factors.epsilon ?? 1),
          delta: delta * (factors.delta ?? 1),
        });
      assert(sigma({ epsilon: 0.99 }) > sigma({}));
      assert(sigma({ delta: 0.9 }) > sigma({}));
    }),
    { seed: 42, numRuns: 200 },
  );
});

Deno.test("gaussianDelta() is the difference of the two tails where those do not cancel", () => {
  for (const sigma of [0.05, 0.3, 1, 3, 9.9, 10.1, 20]) {
    for (const epsilon of [0.1, 1, 5, 20]) {
      const a = 1 / (2 * sigma);
      const b = epsilon * sigma;
      const first = Math.exp(logNormalTail(b - a));
      const tails = first - Math.exp(epsilon + logNormalTail(a + b));
      const error = Math.abs(gaussianDelta(sigma, epsilon) - tails);
      assert(error <= 1e-12 * first);
    }
  }
});

Deno.test("classicGaussianSigma() has the published value, is larger, and refuses ε above 1", () => {
  const classic = classicGaussianSigma;
  const target = { sensitivity: 1, epsilon: 0.5, delta: 1e-5 };
  assert.equal(classic(target).toFixed(9), "9.689610525");
  assert.equal(classic({ ...target, sensitivity: 3 }), 3 * classic(target));
  for (const epsilon of [1e-3, 0.1, 1]) {
    for (const delta of [1e-300, 1e-5, 0.1]) {
      const same = { sensitivity: 1, epsilon, delta };
      assert(classic(same) > gaussianSigma(same));
    }
  }
  assert.throws(() => classic({ ...target, epsilon: 1 + 2 ** -52 }), {
    name: "RangeError",
    message:
      "Cannot compute the classic sigma: epsilon must be at most 1, but is 1.0000000000000002; use gaussianSigma",
  });
});

Deno.test("the classic formula fails beyond: its δ at ε = 10 is above the one it claims", () => {
  const sigma = Math.sqrt(2 * Math.log(1.25 / 0.1)) / 10;
  assert(gaussianDelta(sigma, 10) > 0.1);
});

Deno.test("gaussianSigma() refuses what it cannot use", () => {
  const good = { sensitivity: 1, epsilon: 1, delta: 1e-5 };
  const bad = [
    ...[0, -1, NaN, Infinity].flatMap((value) => [
      { ...good, sensitivity: value },
      { ...good, epsilon: value },
    ]),
    ...[0, 1, -1, NaN].map((delta) => ({ ...good, delta })),
  ];
  for (const target of bad) {
    assert.throws(() => gaussianSigma(target), { name: "RangeError" });
    assert.throws(() => classicGaussianSigma(target), { name: "RangeError" });
  }
});

Deno.test("gaussianEpsilon() has the published value", () => {
  const epsilon = gaussianEpsilon({ sensitivity: 1, sigma: 1, delta: 1e-5 });
  assert.equal(epsilon.toFixed(9), "4.377178096");
});

// σ, δ and the ε that solves the equation, by mpmath with 400 digits
const epsilons = [
  [0.01, 1e-5, 5425.5098461474296],
  [0.05, 1e-5, 284.39184949774248],
  [0.1, 1e-5, 91.817289624663745],
  [0.15, 1e-5, 49.883712411167227],
  [1, 1e-5, 4.3771780956812246],
  [1, 1e-300, 37.448847912139105],
  [1, 0.3, 0.27661739889684951],
  [10, 1e-5, 0.34066936468432641],
  [30, 0.001, 0.050022409947395438],
  [1000, 1e-9, 0.0044253508875374595],
] as const;

Deno.test("gaussianEpsilon() has the values of a reference, at every size of σ and δ", () => {
  for (const [sigma, delta, epsilon] of epsilons) {
    for (const sensitivity of [1, 200, 1e-9]) {
      const found = gaussianEpsilon({
        sensitivity,
        sigma: sigma * sensitivity,
        delta,
      });
      const error = Math.abs(found / epsilon - 1);
      assert(error < 1e-12, `σ ${sigma}, δ ${delta}: ${found}`);
    }
  }
});

Deno.test("gaussianDelta() at gaussianEpsilon() is δ, and just below no ε has it", () => {
  const sigma = fc.double({ min: -2, max: 2, noNaN: true })
    .map((power) => 10 ** power);
  fc.assert(
    fc.property(sigma, delta, (sigma, delta) => {
      const epsilon = gaussianEpsilon({ sensitivity: 1, sigma, delta });
      assert(gaussianDelta(sigma, epsilon) <= delta);
      if (epsilon > 0) {
        assert(gaussianDelta(sigma, epsilon * (1 - 1e-9)) >= delta);
      }
    }),
    { seed: 42, numRuns: 300 },
  );
});

Deno.test("gaussianEpsilon() is 0 where δ covers the noise, and infinite beyond the doubles", () => {
  // δ(0) = 2Φ(1/2σ) − 1, 0.0797 for σ = 5
  const at = (sigma: number, delta: number) =>
    gaussianEpsilon({ sensitivity: 1, sigma, delta });
  assert.equal(at(5, 0.0798), 0);
  assert(at(5, 0.0796) > 0);
  assert.equal(at(1e10, 1e-5), 0);
  assert.equal(at(1e-200, 1e-5), Infinity);
});

Deno.test("gaussianEpsilon() refuses what it cannot use", () => {
  const good = { sensitivity: 1, sigma: 1, delta: 1e-5 };
  const bad = [
    ...[0, -1, NaN, Infinity].flatMap((value) => [
      { ...good, sensitivity: value },
      { ...good, sigma: value },
    ]),
    ...[0, 1, -1, NaN].map((delta) => ({ ...good, delta })),
    { ...good, sensitivity: 1e300, sigma: 1e-300 },
  ];
  for (const noise of bad) {
    assert.throws(() => gaussianEpsilon(noise), {
      name: "RangeError",
      message: /^Cannot state the ε of Gaussian noise: /,
    });
  }
});
