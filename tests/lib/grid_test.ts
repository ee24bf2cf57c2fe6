import assert from "node:assert/strict";
import fc from "fast-check";
import { Rational } from "lib/exact.ts";
import { exactValue, grid, gridFor, powerOfTwo } from "lib/grid.ts";

/** A finite double as a fraction, taken apart by halving and doubling. */
function fractionOf(value: number): Rational {
  let [integer, power] = [value, 0];
  while (!Number.isInteger(integer)) {
    [integer, power] = [integer * 2, power - 1];
  }
  return Rational.of(BigInt(integer)).times(powerOfTwo(power));
}

/** ⌊value/2^exponent + ½⌋ */
function halfUp(value: number, exponent: number): bigint {
  const { numerator, denominator } = fractionOf(value)
    .dividedBy(powerOfTwo(exponent)).plus("1/2");
  const quotient = numerator / denominator;
  return numerator < quotient * denominator ? quotient - 1n : quotient;
}

const toSteps = (value: number, exponent: number) =>
  BigInt(grid(exponent).toSteps(value));

Deno.test("toSteps() rounds half up where doubles are apt to be wrong", () => {
  const cases: [value: number, steps: bigint][] = [
    [0.5, 1n],
    [-0.5, 0n],
    [1.5, 2n],
    [-1.5, -1n],
    [2.5, 3n],
    [-2.5, -2n],
    [0.49999999999999994, 0n],
    [-0.49999999999999994, 0n],
    [-0.5000000000000001, -1n],
    [2 ** 52 - 0.5, 2n ** 52n],
    [-(2 ** 52) + 0.5, 1n - 2n ** 52n],
    [2 ** 52 + 1, 2n ** 52n + 1n],
    [2 ** 53 - 1, 2n ** 53n - 1n],
    [5e-324, 0n],
    [-5e-324, 0n],
    [0, 0n],
    [-0, 0n],
  ];
  for (const [value, steps] of cases) {
    for (const exponent of [0, 20, -20, 450, -450, 600, -600, 1000]) {
      // Where the product with 2^exponent is the same number
      const scaled = value * 2 ** exponent;
      if (scaled / 2 ** exponent !== value) continue;
      assert.equal(toSteps(scaled, exponent), steps, `${value} ${exponent}`);
    }
  }
});

const exponent = fc.oneof(
  fc.integer({ min: -70, max: 20 }),
  fc.integer({ min: -1200, max: 1000 }),
  fc.constantFrom(-500, -499, 499, 500),
);

Deno.test("toSteps() is the exact quotient, rounded half up, for every double", () => {
  const value = fc.double({ noNaN: true, noDefaultInfinity: true });
  const half = fc.tuple(fc.maxSafeInteger(), fc.integer({ min: 1, max: 4 }))
    .map(([n, bits]) => (n % 2 ** 52) / 2 ** bits);
  fc.assert(
    fc.property(fc.oneof(value, half), exponent, (value, exponent) => {
      assert.equal(toSteps(value, exponent), halfUp(value, exponent));
    }),
    { seed: 42, numRuns: 3000 },
  );
});

Deno.test("fromSteps() is the nearest double", () => {
  const steps = fc.oneof(
    fc.maxSafeInteger(),
    fc.bigInt(-(1n << 90n), 1n << 90n),
  );
  fc.assert(
    fc.property(steps, exponent, (steps, exponent) => {
      const exact = powerOfTwo(exponent).times(BigInt(steps));
      assert.equal(grid(exponent).fromSteps(steps), exact.toNumber());
    }),
    { seed: 42, numRuns: 3000 },
  );
  assert(Object.is(grid(-40).fromSteps(0), 0));
});

const positive = fc.oneof(
  fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
  fc.double({ min: 5e-324, noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -300, max: 300 }).map((power) => 2 ** power),
).map((x) => fractionOf(x));

Deno.test("gridFor() is the coarsest power of two within 2^−40 of the scale and 2^−20 of the sensitivity", () => {
  const fits = (exponent: number, scale: Rational, sensitivity: Rational) =>
    powerOfTwo(exponent + 40).compare(scale) <= 0 &&
    powerOfTwo(exponent + 20).compare(sensitivity) <= 0;
  fc.assert(
    fc.property(positive, positive, (scale, sensitivity) => {
      const { exponent } = gridFor(scale, sensitivity);
      assert(fits(exponent, scale, sensitivity));
      assert(!fits(exponent + 1, scale, sensitivity));
    }),
    { seed: 42, numRuns: 1000 },
  );
});

Deno.test("gridFor() moves the sensitivity up to whole steps, by a millionth at most", () => {
  fc.assert(
    fc.property(positive, positive, (scale, sensitivity) => {
      const { exponent, moved } = gridFor(scale, sensitivity);
      const enlarged = powerOfTwo(exponent).times(moved).dividedBy(sensitivity);
      assert(enlarged.compare(1) >= 0);
      assert(enlarged.compare(Rational.of(1).plus(powerOfTwo(-20))) < 0);
    }),
    { seed: 42, numRuns: 1000 },
  );
});

Deno.test("gridFor() covers two answers that are a sensitivity apart, however they are rounded", () => {
  const answer = fc.double({ min: -1e4, max: 1e4, noNaN: true });
  const share = fc.constantFrom(1, 1 - 2 ** -30, 0.5, 2 ** -40);
  let reached = 0;
  fc.assert(
    fc.property(
      answer,
      fc.double({ min: 1e-4, max: 1e3, noNaN: true }),
      fc.double({ min: 1e-4, max: 1e9, noNaN: true }),
      share,
      (from, distance, scale, share) => {
        const to = from + distance * share;
        const sensitivity = fractionOf(to).minus(fractionOf(from));
        if (sensitivity.compare(0) <= 0) return;
        const { exponent, moved } = gridFor(Rational.of(scale), sensitivity);
        const apart = toSteps(to, exponent) - toSteps(from, exponent);
        assert(apart <= moved);
        if (apart === moved) reached++;
      },
    ),
    { seed: 42, numRuns: 2000 },
  );
  // One step less would not do.
  assert(reached > 100);
});

Deno.test("gridFor() covers several answers up to a step for each that moves", () => {
  // Each moves by a fiftieth of a step, past the middle between two.
  const { exponent, moved } = gridFor(Rational.of(1e6), Rational.of(1));
  const [from, to] = [0.49, 0.51].map((steps) => steps * 2 ** exponent);
  const d = 2 ** 22;
  const apart = d * Number(toSteps(to!, exponent) - toSteps(from!, exponent));
  const together = d * (to! - from!);
  assert(together < 1 && apart > Number(moved));
  assert(apart < Number(moved) * (together + d * 2 ** -20));
});

Deno.test("exactValue() is the value of the double, not of its decimal", () => {
  const tenth = exactValue(0.1);
  assert.equal(tenth.denominator, 1n << 55n);
  assert(tenth.compare("0.1") > 0);
  for (const value of [0, -0, 1, -2.5, 5e-324, 1e300, 2 ** 53 + 2]) {
    assert.equal(exactValue(value).toNumber(), value === 0 ? 0 : value);
  }
});
