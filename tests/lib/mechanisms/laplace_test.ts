import assert from "node:assert/strict";
import fc from "fast-check";
import { type Exactable, Rational } from "lib/exact.ts";
import { gridFor, powerOfTwo } from "lib/grid.ts";
import { laplace } from "lib/mechanisms/laplace.ts";
import { seededRandom } from "lib/seeded_random.ts";
import { notAboveZero } from "../accounting/losses.ts";

Deno.test("laplace() states scale, loss and accuracy", () => {
  const mechanism = laplace({ sensitivity: 3, epsilon: 0.3 });
  assert.equal(mechanism.name, "Laplace");
  assert.equal(mechanism.scale, 10);
  assert.equal(`${mechanism.loss(5)}`, "ε = 1.5");
  // b·ln(1/α), and Pr[|X| > a] = e^(−a/b)
  assert.equal(
    laplace({ sensitivity: 1, epsilon: 1 }).accuracy(0.05).toFixed(9),
    "2.995732274",
  );
  for (const alpha of [1e-300, 1e-9, 0.5, 0.999]) {
    const share = Math.exp(-mechanism.accuracy(alpha) / 10);
    assert(Math.abs(share / alpha - 1) < 1e-12);
  }
  for (const alpha of [0, 1, NaN]) {
    assert.throws(() => mechanism.accuracy(alpha), { name: "RangeError" });
  }
  assert.throws(() => mechanism.loss(0.5), { name: "RangeError" });
  assert(Object.isFrozen(mechanism));
});

Deno.test("laplace() refuses an ε or a sensitivity that it cannot use", () => {
  for (const bad of notAboveZero) {
    assert.throws(() => laplace({ sensitivity: 1, epsilon: bad }), {
      name: "RangeError",
    });
    assert.throws(() => laplace({ epsilon: 1, sensitivity: bad }), {
      name: "RangeError",
    });
  }
});

/** The grid of a mechanism: at most 2^−40 of its scale. */
function stepOf(sensitivity: Exactable, epsilon: Exactable): number {
  const exact = Rational.of(sensitivity);
  const { exponent } = gridFor(exact.dividedBy(epsilon), exact);
  return powerOfTwo(exponent).toNumber();
}

const settings: [sensitivity: Exactable, epsilon: Exactable][] = [
  [1, 1],
  [0.3, 1],
  ["1/3", "1/11"],
  [200_000, 10],
  [1, 1e-9],
  [1, 50],
  [1e-200, 1],
  [1e200, 0.1],
];

for (const [sensitivity, epsilon] of settings) {
  Deno.test(`laplace() of sensitivity ${sensitivity} at ε = ${epsilon} releases multiples of one power of two, from every value`, () => {
    const mechanism = laplace({ sensitivity, epsilon });
    const step = stepOf(sensitivity, epsilon);
    assert(step <= mechanism.scale * 2 ** -40);
    const random = seededRandom(`${sensitivity} ${epsilon}`);
    const { scale } = mechanism;
    for (const value of [0, scale / 3, -scale, 17.123 * scale, 1e3 * scale]) {
      const values = new Float64Array(500).fill(value);
      let finest = 0;
      for (const released of mechanism.releaseMany(values, random)) {
        assert(Number.isInteger(released / step));
        assert(!Object.is(released, -0));
        // Near the value: 60 scales are exceeded with probability e^−60.
        assert(Math.abs(released - value) <= 60 * scale);
        if (Math.abs(released / step) % 2 === 1) finest++;
      }
      // Every multiple, not only the even ones
      if (value <= scale) assert(finest > 150);
    }
  });
}

Deno.test("release() of a value adds the noise of its steps, which does not depend on it", () => {
  const mechanism = laplace({ sensitivity: 1, epsilon: 1 });
  const value = fc.double({ min: -1e3, max: 1e3, noNaN: true });
  fc.assert(
    fc.property(value, fc.integer(), (value, seed) => {
      const noise = mechanism.release(0, seededRandom(seed));
      const steps = Math.round(value * 2 ** 40) + noise * 2 ** 40;
      const released = mechanism.release(value, seededRandom(seed));
      assert.equal(released, steps * 2 ** -40);
    }),
    { seed: 42, numRuns: 500 },
  );
});

Deno.test("release() stays sensible at the ends of the doubles", () => {
  const random = seededRandom("ends");
  const { release } = laplace({ sensitivity: 1, epsilon: 1 });
  // Doubles near 10^15 are an eighth apart, near 10^300 far more than the noise.
  const near = release(1e15, random);
  assert(Math.abs(near - 1e15) < 60 && Number.isInteger(near * 8));
  assert.equal(release(1e300, random), 1e300);
  assert.equal(release(-Number.MAX_VALUE, random), -Number.MAX_VALUE);
  assert(Math.abs(release(5e-324, random)) < 60);

  const tiny = laplace({ sensitivity: 5e-324, epsilon: 1 });
  for (let i = 0; i < 50; i++) {
    assert(Math.abs(tiny.release(0, random)) < 60 * 5e-324);
    assert.equal(tiny.release(1, random), 1);
  }
  const far = laplace({ sensitivity: 1, epsilon: 1e-300 });
  assert(Math.abs(far.release(0, random)) < 1e302);
  const nearly = laplace({ sensitivity: 1, epsilon: 1e300 });
  assert.equal(nearly.release(0.3, random), 0.3);
});

Deno.test("releaseMany() is a release of each, typed arrays included, and leaves them alone", () => {
  const mechanism = laplace({ sensitivity: 0.3, epsilon: 1 });
  const values = [3, -7, 0, 1e6];
  const singles = () => {
    const random = seededRandom("many");
    return values.map((value) => mechanism.release(value, random));
  };
  const many = [values, Int32Array.from(values), Float64Array.from(values)];
  for (const list of many) {
    const released = mechanism.releaseMany(list, seededRandom("many"));
    assert(released instanceof Float64Array);
    assert.deepEqual([...released], singles());
    assert.deepEqual([...list], values);
  }
  assert.equal(mechanism.releaseMany([]).length, 0);
});

Deno.test("release() and releaseMany() draw secure bits unless told otherwise", () => {
  const { release, releaseMany } = laplace({ sensitivity: 1, epsilon: 1 });
  assert.equal(new Set(releaseMany(new Array(100).fill(0))).size, 100);
  assert.notEqual(release(0), release(0));
});

Deno.test("release() refuses what is no finite number without printing it, and before any bit is drawn", () => {
  const { release, releaseMany } = laplace({ sensitivity: 1, epsilon: 1 });
  const random = {
    ...seededRandom(42),
    uint32: () => assert.fail("noise was drawn"),
    fill: () => assert.fail("noise was drawn"),
  };
  const secrets: unknown[] = [
    ...[Infinity, -Infinity, NaN, "7531", 7531n, [7531], null, undefined],
    { valueOf: () => 7531 },
  ];
  const refused = (error: Error) =>
    /^(Range|Type)Error$/.test(error.name) &&
    !/7531|Inf|NaN/.test(error.message);
  for (const secret of secrets) {
    assert.throws(() => release(secret as never, random), refused);
    assert.throws(() => releaseMany([1, 2, secret as never], random), refused);
  }
});
