import assert from "node:assert/strict";
import { Rational } from "lib/exact.ts";
import { discreteGaussian } from "lib/mechanisms/discrete_gaussian.ts";
import type { DiscreteMechanism } from "lib/mechanisms/mechanism.ts";
import { seededRandom } from "lib/seeded_random.ts";
import { notAboveZero } from "../accounting/losses.ts";
import { gaussianSurvival, PLACES } from "../sampling/reference.ts";

const ofVariance = (variance: string) =>
  discreteGaussian({
    sensitivity: 1,
    rho: Rational.of("1/2").dividedBy(variance),
  });

/** Pr[|X| > a], added up from the far end. */
function tail({ probability, scale }: DiscreteMechanism, a: number): number {
  let sum = 0;
  for (let k = a + Math.ceil(40 * scale) + 2; k > a; k--) {
    sum += 2 * probability(k);
  }
  return sum;
}

Deno.test("discreteGaussian() is calibrated to Δ²/(2ρ)", () => {
  const mechanism = discreteGaussian({ sensitivity: 3, rho: "1/8" });
  assert.equal(mechanism.name, "discrete Gaussian");
  assert.equal(mechanism.scale, 6);
  assert.equal(`${mechanism.loss(4)}`, "ρ = 2");
  assert.throws(() => mechanism.loss(0), { name: "RangeError" });
  for (const rho of notAboveZero) {
    assert.throws(() => discreteGaussian({ sensitivity: 1, rho }), {
      name: "RangeError",
    });
  }
  for (const sensitivity of [0, 0.5, -1, NaN]) {
    assert.throws(() => discreteGaussian({ rho: 1, sensitivity }), {
      name: "RangeError",
    });
  }
});

for (const variance of ["1/100", "1/4", "1", "100", "16384"]) {
  Deno.test(`probability() of variance ${variance} is that of an exact sum`, () => {
    const mechanism = ofVariance(variance);
    const { numerator, denominator } = Rational.of(variance);
    const survivals = gaussianSurvival(numerator, denominator)();
    const places = Number(PLACES);
    const survival = (m: number) =>
      m === 0 ? 1 : Number(survivals[m - 1] ?? 0n) / 2 ** places;
    for (let k = 0; k < Math.min(survivals.length, 300); k++) {
      const mass = survival(k) - survival(k + 1);
      const stated = (k === 0 ? 1 : 2) * mechanism.probability(k);
      assert(Math.abs(stated - mass) < 1e-14);
      assert.equal(mechanism.probability(-k), mechanism.probability(k));
    }
    assert.equal(mechanism.probability(0.5), 0);
  });
}

Deno.test("probability() has the published δ = .1413513394 at ε = 1 for σ = 1", () => {
  const { probability } = ofVariance("1");
  // Canonne, Kamath, Steinke, Theorem 7: Pr[X > ½] − e·Pr[X > 3/2]
  let delta = 0;
  for (let k = 40; k > 0; k--) {
    delta += probability(k) - (k > 1 ? Math.E * probability(k) : 0);
  }
  assert.equal(delta.toFixed(10), "0.1413513394");
});

Deno.test("accuracy() of the discrete Gaussian is the smallest error exceeded with probability at most α", () => {
  for (const variance of ["1/100", "1/4", "1", "100", "16384"]) {
    const mechanism = ofVariance(variance);
    for (const alpha of [1e-12, 0.001, 0.05, 0.3, 0.5, 0.99]) {
      const a = mechanism.accuracy(alpha);
      assert(tail(mechanism, a) <= alpha * (1 + 1e-9));
      assert(a === 0 || tail(mechanism, a - 1) > alpha * (1 - 1e-9));
    }
  }
});

Deno.test("accuracy() of the discrete Gaussian is the same by sum and by integral where they meet", () => {
  // σ = 1000 is summed, σ just above is not.
  for (const alpha of [1e-9, 0.01, 0.05, 0.5]) {
    const summed = ofVariance("1000000").accuracy(alpha);
    const integrated = ofVariance("1000000.001").accuracy(alpha);
    assert(Math.abs(summed - integrated) <= 1);
  }
});

Deno.test("discreteGaussian() holds out at either end", () => {
  const still = discreteGaussian({ sensitivity: 1, rho: "1e399" });
  assert.deepEqual([0, 1, -1].map(still.probability), [1, 0, 0]);
  assert.equal(still.accuracy(1e-9), 0);
  assert.equal(still.release(7), 7);
  const wide = discreteGaussian({ sensitivity: 1, rho: "1e-60" });
  assert(Math.abs(wide.release(7, seededRandom(1))) < 1e32);
});

Deno.test("release() of the discrete Gaussian adds the same noise to every value", () => {
  for (const rho of ["1/2", "1/50000", "1e-30"]) {
    const mechanism = discreteGaussian({ sensitivity: 1, rho });
    const at = (value: number) => mechanism.release(value, seededRandom(rho));
    assert.equal(at(1000), Number(BigInt(at(0)) + 1000n));
    const many = mechanism.releaseMany(
      Int32Array.of(5, -5, 5),
      seededRandom(rho),
    );
    assert(many instanceof Float64Array && many.every(Number.isInteger));
  }
  for (const secret of [0.5, NaN, 2 ** 53, "7531"]) {
    assert.throws(
      () =>
        discreteGaussian({ sensitivity: 1, rho: 1 }).release(secret as never),
      {
        name: "RangeError",
        message:
          "Cannot add discrete Gaussian noise: trueValue must be a safe integer",
      },
    );
  }
});

Deno.test("accuracy() of wide noise is 0 and not −0 where half of nothing is asked for", () => {
  const { accuracy } = discreteGaussian({ sensitivity: 1, rho: 1e-9 });
  assert(Object.is(accuracy(1 - 1e-9), 0));
});
