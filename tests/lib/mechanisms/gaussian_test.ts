import assert from "node:assert/strict";
import fc from "fast-check";
import { Rational } from "lib/exact.ts";
import { powerOfTwo } from "lib/grid.ts";
import {
  concentratedRatio,
  gaussian,
  gaussianSteps,
} from "lib/mechanisms/gaussian.ts";
import { gaussianDelta } from "lib/mechanisms/gaussian_sigma.ts";
import { seededRandom } from "lib/seeded_random.ts";

Deno.test("gaussian() states σ, loss and accuracy", () => {
  const mechanism = gaussian({ sensitivity: 2, epsilon: 1, delta: 1e-5 });
  assert.equal(mechanism.name, "Gaussian");
  assert.equal((mechanism.scale / 2).toFixed(7), "3.7306316");
  assert.equal(`${mechanism.loss()}`, "ε = 1, δ = 0.00001");
  const z = mechanism.accuracy(0.05) / mechanism.scale;
  assert(Math.abs(z - 1.9599639845400542) < 1e-13);
  // 2·e·10^−5
  const two = mechanism.loss(2);
  assert.equal(`${two.epsilon}`, "2");
  assert.equal(two.delta!.toNumber().toPrecision(9), "0.0000543656366");
  assert.throws(() => mechanism.loss(20), { name: "RangeError" });

  const concentrated = gaussian({ sensitivity: 3, rho: "1/8" });
  assert.equal(concentrated.scale.toFixed(6), "6.000000");
  assert.equal(`${concentrated.loss(2)}`, "ρ = 0.5");
  for (const bad of [0, 1, NaN]) {
    assert.throws(() => mechanism.accuracy(bad), { name: "RangeError" });
  }
});

Deno.test("gaussian() refuses neither or both kinds of loss, and what it cannot use", () => {
  for (
    const options of [
      {},
      { rho: 1, epsilon: 1, delta: 0.1 },
      { rho: 1, delta: 0.1 },
    ]
  ) {
    assert.throws(() => gaussian(options as never), { name: "TypeError" });
  }
  for (const sensitivity of [0, -1, NaN, Infinity]) {
    assert.throws(() => gaussian({ sensitivity, rho: 1 }), {
      name: "RangeError",
    });
  }
  for (const delta of [0, 1, NaN]) {
    assert.throws(() => gaussian({ sensitivity: 1, epsilon: 1, delta }), {
      name: "RangeError",
    });
  }
});

const power = (min: number, max: number) =>
  fc.double({ min, max, noNaN: true }).map((exponent) => 10 ** exponent);

Deno.test("gaussianSteps() cost at most the ρ that is stated, exactly, at every ρ and sensitivity", () => {
  const rhos = fc.oneof(power(-12, 6), power(-300, 300));
  const sensitivities = fc.oneof(
    power(-6, 6),
    power(-280, 280),
    fc.constantFrom(1, 3, 0.3, 2 ** -30, 1 + 2 ** -52),
  );
  fc.assert(
    fc.property(rhos, sensitivities, (rho, sensitivity) => {
      const exact = Rational.of(rho);
      const ratio = (1 + 2 ** -30) * concentratedRatio(exact);
      const { exponent, moved, steps } = gaussianSteps(sensitivity, ratio);
      // The rounded answers move by at most `moved`: see gridFor().
      const step = powerOfTwo(exponent);
      assert(step.times(moved).compare(sensitivity) >= 0);
      const loss = Rational.of(moved * moved).dividedBy(2n * steps * steps);
      assert(loss.compare(exact) <= 0);
      // Nor much less, so that σ is what is said
      const square = 1 / Math.sqrt(2 * rho) < 1e-149 ? 0 : 1 - 3e-6;
      assert(loss.compare(exact.times(square)) >= 0);
      assert(step.times(2n ** 40n).compare(step.times(steps)) <= 0);
    }),
    { seed: 42, numRuns: 2000 },
  );
});

Deno.test("gaussian() enlarges σ by 2^−30", () => {
  for (
    const [options, sigma] of [
      [{ rho: 0.5 }, 1],
      [{ epsilon: 1, delta: 1e-5 }, 3.7306316348159418],
    ] as const
  ) {
    const { scale } = gaussian({ sensitivity: 1, ...options });
    const share = (scale / sigma - 1) * 2 ** 30;
    assert(Math.abs(share - 1) < 1e-4);
  }
});

/**
 * δ of discrete Gaussian noise of `sigma` steps for answers `moved` steps apart,
 * as a sum of positive terms over the integers where it counts.
 *
 * @see Canonne, Kamath, Steinke, 2020, Theorem 7
 */
function discreteDelta(sigma: number, moved: number, epsilon: number): number {
  const start = Math.floor(epsilon * sigma * sigma / moved - moved / 2) + 1;
  const shift = (k: number) =>
    epsilon - moved * (2 * k + moved) / (2 * sigma * sigma);
  let sum = 0;
  for (let k = start; k < start + 12 * sigma; k++) {
    sum += Math.exp(-k * k / (2 * sigma * sigma)) * -Math.expm1(shift(k));
  }
  return sum / (Math.sqrt(2 * Math.PI) * sigma);
}

for (const bits of [6, 8, 10]) {
  Deno.test(`on a grid of 2^−${bits} of σ the discreteness costs 1/(24·σ²) of σ and no more`, () => {
    const sigma = 2 ** bits;
    const shares: number[] = [];
    for (let moved = sigma / 8; moved < 4 * sigma; moved *= 1.173) {
      for (let epsilon = 0.05; epsilon < 12; epsilon *= 1.31) {
        const steps = Math.round(moved);
        const discrete = discreteDelta(sigma, steps, epsilon);
        if (discrete < 1e-12) continue;
        const at = (share: number) =>
          gaussianDelta(sigma * (1 - share) / steps, epsilon);
        // The share of σ that costs as much, by a secant: it is tiny.
        const slope = (at(1e-5) - at(-1e-5)) / 2e-5;
        shares.push((discrete - at(0)) / slope * 24 * sigma * sigma);
      }
    }
    const largest = Math.max(...shares);
    // At most this, reached where a threshold falls between two integers; and
    // never twice as far below, where it falls on one.
    assert(largest > 0.9 && largest < 1.05, `${largest}`);
    assert(Math.min(...shares) > -2.1);
  });
}

Deno.test("release() of the Gaussian gives multiples of one power of two, from every value", () => {
  const mechanism = gaussian({ sensitivity: 1, rho: 0.5 });
  const random = seededRandom("grid");
  for (const value of [0, 1, 0.1, -1e3]) {
    for (
      const released of mechanism.releaseMany(Array(100).fill(value), random)
    ) {
      assert(Number.isInteger(released * 2 ** 40));
      assert(Math.abs(released - value) < 12);
    }
  }
});

Deno.test("gaussian() releases at both ends of the doubles, and repeats a seed", () => {
  for (const sensitivity of [5e-324, 1e-200, 1, 1e200]) {
    for (
      const options of [
        { rho: 0.5 },
        { rho: "1e-20" },
        { rho: "1e400" },
        { epsilon: 1e-9, delta: 1e-9 },
        { epsilon: 1000, delta: 1e-300 },
      ]
    ) {
      const mechanism = gaussian({ sensitivity, ...options });
      const draw = () => mechanism.release(0, seededRandom("ends"));
      assert.equal(draw(), draw());
      assert(Math.abs(draw()) <= 12 * Math.max(mechanism.scale, 5e-324));
    }
  }
});
