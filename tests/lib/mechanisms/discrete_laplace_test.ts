import assert from "node:assert/strict";
import fc from "fast-check";
import { type Exactable, Rational } from "lib/exact.ts";
import { discreteLaplace } from "lib/mechanisms/discrete_laplace.ts";
import type { DiscreteMechanism } from "lib/mechanisms/mechanism.ts";
import { seededRandom } from "lib/seeded_random.ts";
import { notAboveZero, notExact } from "../accounting/losses.ts";
import { NOISELESS } from "../sampling/sources.ts";
import { firstLine } from "../messages.ts";

const atScale = (scale: Exactable) =>
  discreteLaplace({ sensitivity: 1, epsilon: Rational.of(1).dividedBy(scale) });

/** Pr[|X| > a], added up from the far end, where the terms are small. */
function tail(mechanism: DiscreteMechanism, a: number): number {
  let sum = 0;
  for (let k = a + Math.ceil(60 * mechanism.scale) + 5; k > a; k--) {
    sum += mechanism.probability(k) + mechanism.probability(-k);
  }
  return sum;
}

Deno.test("probability() has the published values", () => {
  const { probability } = discreteLaplace({ sensitivity: 1, epsilon: 1 });
  // opendp 0.16 and the closed form
  const published = [".462117", ".170003", ".062541", ".023007"];
  published.forEach((value, k) => {
    assert.equal(`0${value}`, probability(k).toFixed(6));
    assert.equal(probability(-k), probability(k));
  });
});

Deno.test("probability() adds to 1, and neighboring answers keep their ratio below e^ε", () => {
  for (const epsilon of [0.01, 0.3, 1, 3]) {
    const { probability, scale } = discreteLaplace({ sensitivity: 1, epsilon });
    const reach = Math.ceil(60 * scale);
    let sum = 0;
    for (let k = -reach; k <= reach; k++) {
      sum += probability(k);
      const ratio = probability(k + 1) / probability(k);
      assert(Math.abs(Math.log(ratio)) <= epsilon * (1 + 1e-9));
    }
    assert(Math.abs(sum - 1) < 1e-12);
  }
});

Deno.test("probability() is 0 for what is no integer", () => {
  const { probability } = discreteLaplace({ sensitivity: 1, epsilon: 1 });
  for (const k of [0.5, NaN, Infinity, -Infinity, "0", null, undefined]) {
    assert.equal(probability(k as never), 0);
  }
});

Deno.test("probability() and accuracy() hold out at either end of the doubles", () => {
  const still = discreteLaplace({ sensitivity: 1, epsilon: "1e999" });
  assert.deepEqual([0, 1, -1].map(still.probability), [1, 0, 0]);
  assert.equal(still.accuracy(1e-300), 0);
  assert.equal(still.release(7), 7);

  // There the discrete tail is the continuous one: b·ln(1/α).
  for (let power = 40; power <= 1000; power += 20) {
    for (const alpha of [1e-300, 0.05, 0.5, 1 - 2 ** -20, 1 - 2 ** -53]) {
      const accuracy = atScale(2n ** BigInt(power)).accuracy(alpha);
      const continuous = -(2 ** power) * Math.log(alpha);
      assert(Math.abs(accuracy - continuous) <= 1 + 1e-12 * continuous);
    }
  }
  assert(Number.isFinite(atScale(2n ** 1000n).release(0)));
  assert.throws(() => atScale(2n ** 1000n + 1n), {
    name: "RangeError",
    message: /the scale of the noise must be at most 2\^1000/,
  });
});

const alphas = [1e-12, 1e-6, 0.001, 0.01, 0.05, 0.1, 1 / 3, 0.5, 0.9, 0.999];

Deno.test("accuracy() is the smallest error exceeded with probability at most α", () => {
  for (const scale of ["1/1000", "1/3", 1, "137/10", 100]) {
    const mechanism = atScale(scale);
    for (const alpha of alphas) {
      const a = mechanism.accuracy(alpha);
      assert(Number.isInteger(a) && a >= 0);
      assert(tail(mechanism, a) <= alpha * (1 + 1e-11));
      assert(a === 0 || tail(mechanism, a - 1) > alpha * (1 - 1e-11));
    }
  }
});

Deno.test("accuracy() steps up where α passes below the probability of a tail", () => {
  for (const scale of ["1/3", 1, "137/10"]) {
    const mechanism = atScale(scale);
    for (let a = 0; a < 30; a++) {
      const alpha = tail(mechanism, a);
      if (alpha < 1e-30) break;
      assert.equal(mechanism.accuracy(alpha * (1 + 1e-11)), a);
      assert.equal(mechanism.accuracy(alpha * (1 - 1e-11)), a + 1);
      assert([a, a + 1].includes(mechanism.accuracy(alpha)));
    }
  }
});

Deno.test("accuracy() refuses what is no probability between 0 and 1", () => {
  const { accuracy } = discreteLaplace({ sensitivity: 1, epsilon: 1 });
  for (const alpha of [0, 1, -0.1, 1.1, NaN, Infinity]) {
    assert.throws(() => accuracy(alpha), {
      name: "RangeError",
      message: firstLine(
        `Cannot state the accuracy: alpha must be above 0 and below 1, but is ${alpha}`,
      ),
    });
  }
  assert.throws(() => accuracy("0.05" as never), { name: "TypeError" });
});

Deno.test("loss() is ε a step, exactly, and grows with the distance", () => {
  const mechanism = discreteLaplace({ epsilon: "1/11", sensitivity: 5 });
  assert.equal(`${mechanism.loss()}`, "ε = 1/11");
  assert.equal(`${mechanism.loss(11)}`, "ε = 1");
  for (const distance of [0, -1, 0.5, NaN]) {
    assert.throws(() => mechanism.loss(distance), {
      name: "RangeError",
      message:
        `Cannot state the privacy loss: distance must be a whole number of at least 1, but is ${distance}`,
    });
  }
});

Deno.test("discreteLaplace() is calibrated to sensitivity / ε", () => {
  const mechanism = discreteLaplace({ epsilon: 0.3, sensitivity: 3 });
  assert.equal(mechanism.scale, 10);
  assert.equal(mechanism.name, "discrete Laplace");
  assert.equal(mechanism.probability(4), atScale(10).probability(4));
  assert(Object.isFrozen(mechanism));
});

Deno.test("discreteLaplace() refuses an ε or a sensitivity that it cannot use", () => {
  for (const epsilon of notAboveZero) {
    assert.throws(() => discreteLaplace({ sensitivity: 1, epsilon }), {
      name: "RangeError",
    });
  }
  for (const epsilon of notExact) {
    assert.throws(
      () => discreteLaplace({ sensitivity: 1, epsilon: epsilon as never }),
      {
        name: "TypeError",
      },
    );
  }
  for (const sensitivity of [0, -1, 0.5, NaN, Infinity]) {
    assert.throws(() => discreteLaplace({ epsilon: 1, sensitivity }), {
      name: "RangeError",
      message:
        `Cannot add discrete Laplace noise: sensitivity must be a whole number of at least 1, but is ${sensitivity}`,
    });
  }
});

Deno.test("release() adds noise that does not depend on the value", () => {
  const value = fc.integer({ min: -(2 ** 50), max: 2 ** 50 });
  const mechanism = discreteLaplace({ sensitivity: 1, epsilon: 0.1 });
  fc.assert(
    fc.property(value, fc.integer(), (value, seed) => {
      const noise = mechanism.release(0, seededRandom(seed));
      assert.equal(mechanism.release(value, seededRandom(seed)), value + noise);
    }),
    { seed: 42, numRuns: 500 },
  );
});

Deno.test("release() is the value itself without noise, whatever its sign", () => {
  const { release, releaseMany } = discreteLaplace({
    sensitivity: 1,
    epsilon: NOISELESS,
  });
  const values = [0, 1, -1, 319, ...[1, -1].map((x) => x * (2 ** 53 - 1))];
  for (const value of values) assert.equal(release(value), value);
  assert.deepEqual([...releaseMany(values)], values);
  assert.equal(1 / release(-0), Infinity);
});

Deno.test("releaseMany() is a release of each value, and leaves the values alone", () => {
  const mechanism = discreteLaplace({ sensitivity: 1, epsilon: 0.01 });
  const values = Int32Array.from({ length: 5000 }, (_, i) => 1e6 * (i % 3));
  const noise = mechanism.releaseMany(values, seededRandom(42))
    .map((released, i) => released - values[i]!);
  assert(noise.every((x) => Number.isInteger(x) && Math.abs(x) < 5000));
  // Drawn anew for each: at a scale of 100 there are some hundreds of values.
  assert(new Set(noise).size > 200);
  assert(values.every((value, i) => value === 1e6 * (i % 3)));
  assert.equal(mechanism.releaseMany([]).length, 0);
});

Deno.test("release() cannot be repeated unless a source is given", () => {
  const released = discreteLaplace({ sensitivity: 1, epsilon: 0.01 })
    .releaseMany(new Array(20).fill(0));
  assert(new Set(released).size > 1);
});

Deno.test("release() refuses what is no safe integer without printing it", () => {
  const { release, releaseMany } = discreteLaplace({
    sensitivity: 1,
    epsilon: 1,
  });
  const secrets: unknown[] = [
    ...[7531.5, 2 ** 53, -Infinity, NaN, "7531", 7531n, [7531], null],
    ...[undefined, { valueOf: () => 7531 }, Symbol("7531")],
  ];
  for (const secret of secrets) {
    const error = {
      name: "RangeError",
      message:
        "Cannot add discrete Laplace noise: trueValue must be a safe integer",
    };
    assert.throws(() => release(secret as never), error);
    assert.throws(() => releaseMany([secret as never]), error);
  }
});
