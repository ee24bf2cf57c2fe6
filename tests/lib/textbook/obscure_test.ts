import assert from "node:assert/strict";
import fc from "fast-check";
import { seededRandom } from "lib/seeded_random.ts";
import { estimateMean, obscure, updateBelief } from "lib/textbook/mod.ts";

const noise = { mean: 30_000, standardDeviation: 20_000 };

function near(actual: number, expected: number, tolerance = 1e-6) {
  assert(Math.abs(actual - expected) <= tolerance, `${actual} ${expected}`);
}

Deno.test("obscure() adds the same draws to any values, in their order", () => {
  const zeros = obscure([0, 0, 0], noise, seededRandom(42));
  assert.equal(new Set(zeros).size, 3);
  const reports = obscure([1, 50_000, -7], noise, seededRandom(42));
  [1, 50_000, -7].forEach((value, i) => near(reports[i]! - value, zeros[i]!));
});

Deno.test("obscure() shifts by the mean and stretches by the standard deviation", () => {
  const draw = (mean: number, standardDeviation: number) =>
    obscure([0], { mean, standardDeviation }, seededRandom(42))[0]!;
  const unit = draw(0, 1);
  assert.notEqual(unit, 0);
  for (const [mean, sd] of [[30_000, 20_000], [-5, 3], [0, 1e6]] as const) {
    near(draw(mean, sd), mean + sd * unit);
  }
});

Deno.test("obscure() with a standard deviation of 0 hides nothing", () => {
  const shift = { mean: 30_000, standardDeviation: 0 };
  assert.deepEqual(obscure([70_000, 1], shift), [100_000, 30_001]);
});

Deno.test("obscure() draws on from its source, and cannot be repeated without one", () => {
  const random = seededRandom(42);
  const [first] = obscure([0], noise, random);
  assert.notEqual(obscure([0], noise, random)[0], first);
  assert.equal(obscure([0], noise, seededRandom(42))[0], first);
  assert.notEqual(obscure([0], noise)[0], obscure([0], noise)[0]);
  assert.deepEqual(obscure([], noise), []);
});

Deno.test("obscure() refuses noise that is none", () => {
  for (const standardDeviation of [-1, NaN, Infinity]) {
    assert.throws(() => obscure([1], { mean: 0, standardDeviation }), {
      name: "RangeError",
      message: /^Cannot obscure the values: standardDeviation must be/,
    });
  }
  for (const mean of [NaN, Infinity, -Infinity]) {
    assert.throws(() => obscure([1], { mean, standardDeviation: 1 }), {
      name: "RangeError",
      message: /^Cannot obscure the values: mean must be/,
    });
  }
});

Deno.test("obscure() does not print the value that it refuses", () => {
  for (const value of [NaN, Infinity, "7531", 7531n, undefined]) {
    assert.throws(
      () => obscure([1, value as never], noise),
      ({ message }: Error) =>
        /^Cannot obscure the values: value must be a (finite )?number/
          .test(message) && !message.includes("7531"),
    );
  }
});

Deno.test("estimateMean() subtracts the mean of the noise from the average", () => {
  assert.equal(estimateMean([95_000, 105_000, 130_000], noise), 80_000);
  assert.equal(estimateMean([5], { mean: 0 }), 5);
});

Deno.test("estimateMean() refuses no reports and a mean that is no number", () => {
  assert.throws(() => estimateMean([], noise), { name: "RangeError" });
  assert.throws(() => estimateMean([1], { mean: NaN }), { name: "RangeError" });
});

Deno.test("estimateMean() and updateBelief() refuse a report that is no number, unprinted", () => {
  const noise = { mean: 30_000, standardDeviation: 20_000 };
  for (const report of [NaN, Infinity]) {
    const error = {
      name: "RangeError",
      message: /: report must be a finite number$/,
    };
    assert.throws(() => estimateMean([70_000, report], noise), error);
    assert.throws(() => updateBelief(noise, [report], noise), error);
  }
});

Deno.test("updateBelief() after one report of the story: from 10,000 to 8,944 and 9,487", () => {
  const prior = { mean: 70_000, standardDeviation: 10_000 };
  const report = [110_000];
  const belief = updateBelief(prior, report, noise);
  near(belief.mean, 72_000);
  assert.equal(belief.standardDeviation.toFixed(3), "8944.272");
  const wide = { ...noise, standardDeviation: 30_000 };
  const other = updateBelief(prior, report, wide);
  near(other.mean, 71_000);
  assert.equal(other.standardDeviation.toFixed(3), "9486.833");
});

Deno.test("updateBelief() is Bayes' rule: the product of the densities, normalized", () => {
  const prior = { mean: 3, standardDeviation: 2 };
  const blur = { mean: 1, standardDeviation: 1.5 };
  const reports = [7, 2.5];
  const weights = Array.from({ length: 20_001 }, (_, i) => {
    const value = -17 + i / 500;
    const logDensity = (x: number, sd: number) => -((x / sd) ** 2) / 2;
    const log = reports.reduce(
      (sum, report) =>
        sum + logDensity(report - blur.mean - value, blur.standardDeviation),
      logDensity(value - prior.mean, prior.standardDeviation),
    );
    return { value, weight: Math.exp(log) };
  });
  const total = weights.reduce((sum, { weight }) => sum + weight, 0);
  const moment = (f: (x: number) => number) =>
    weights.reduce((sum, { value, weight }) => sum + f(value) * weight, 0) /
    total;
  const mean = moment((x) => x);
  const variance = moment((x) => (x - mean) ** 2);
  const belief = updateBelief(prior, reports, blur);
  near(belief.mean, mean);
  near(belief.standardDeviation ** 2, variance);
});

Deno.test("updateBelief() with several reports is one update after another, in any order", () => {
  const number = fc.double({ min: -100, max: 100, noNaN: true });
  const positive = fc.double({ min: 0.1, max: 10, noNaN: true });
  const normal = fc.record({ mean: number, standardDeviation: positive });
  fc.assert(
    fc.property(normal, normal, fc.array(number), (prior, blur, reports) => {
      const together = updateBelief(prior, reports, blur);
      const inTurn = reports.toReversed().reduce(
        (belief, report) => updateBelief(belief, [report], blur),
        prior,
      );
      near(inTurn.mean, together.mean);
      near(inTurn.standardDeviation, together.standardDeviation);
    }),
    { seed: 42, numRuns: 200 },
  );
});

Deno.test("updateBelief() does not depend on the mean of the noise, which everybody subtracts", () => {
  const prior = { mean: 70_000, standardDeviation: 10_000 };
  const beliefs = [0, 30_000, -1e6].map((mean) => {
    const shifted = { ...noise, mean };
    return updateBelief(
      prior,
      obscure([68_041], shifted, seededRandom(42)),
      shifted,
    );
  });
  for (const belief of beliefs) {
    near(belief.mean, beliefs[0]!.mean);
    near(belief.standardDeviation, beliefs[0]!.standardDeviation);
  }
});

Deno.test("updateBelief() refuses a standard deviation that is not above 0", () => {
  const good = { mean: 0, standardDeviation: 1 };
  for (const standardDeviation of [0, -1, NaN, Infinity]) {
    const bad = { mean: 0, standardDeviation };
    assert.throws(() => updateBelief(bad, [1], good), { name: "RangeError" });
    assert.throws(() => updateBelief(good, [1], bad), { name: "RangeError" });
  }
});
