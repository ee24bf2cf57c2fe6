import assert from "node:assert/strict";
import fc from "fast-check";
import { Rational } from "lib/exact.ts";
import { secureRandom } from "lib/random.ts";
import { discreteGaussianNoise } from "lib/sampling/discrete_gaussian.ts";
import { discreteLaplaceNoise } from "lib/sampling/discrete_laplace.ts";
import {
  addNoise,
  addNoiseToAll,
  addSteps,
} from "lib/sampling/integer_noise.ts";
import { seededRandom } from "lib/seeded_random.ts";
import { digitSurvival, geometricSurvival, PLACES } from "./reference.ts";
import { wordsFirst } from "./sources.ts";

const MAX = Number.MAX_SAFE_INTEGER;

Deno.test("addSteps() is exact, in numbers where the sum is safe", () => {
  const part = fc.oneof(
    fc.integer({ min: -MAX, max: MAX }),
    fc.constantFrom(MAX, -MAX, 0, 1, -1),
    fc.bigInt(-(1n << 70n), 1n << 70n),
  );
  fc.assert(
    fc.property(part, part, (value, noise) => {
      const sum = addSteps(value, noise);
      assert.equal(BigInt(sum), BigInt(value) + BigInt(noise));
      if (typeof sum === "number") assert(Number.isSafeInteger(sum));
    }),
    { seed: 42, numRuns: 2000 },
  );
});

Deno.test("addNoise() rounds once, half to even, beyond the safe integers", () => {
  assert.equal(addNoise(MAX, 1), 2 ** 53);
  assert.equal(addNoise(MAX, 2), 2 ** 53);
  assert.equal(addNoise(MAX, 4), 2 ** 53 + 4);
  assert.equal(addNoise(-MAX, -2), -(2 ** 53));
  assert.equal(addNoise(MAX, (1n << 53n) + 2n), 2 ** 54);
  assert.equal(addNoise(-MAX, (1n << 60n) - 1n), 2 ** 60 - 2 ** 53);
  assert.equal(1 / addNoise(-0, 0), Infinity);
});

const scales = [
  "1/1000",
  "1/3",
  "1",
  "137/10",
  "1279/10",
  "128",
  "1281/10",
  "1000",
  ...[20, 40, 52, 53, 55, 56, 60, 64].map((power) => `${2n ** BigInt(power)}`),
  `${2n ** 64n + 1n}`,
  "1e30",
];

Deno.test("discreteLaplaceNoise() keeps to numbers while they are safe, and to bigints beyond", () => {
  for (const scale of scales) {
    const noise = discreteLaplaceNoise(Rational.of(scale));
    const random = seededRandom(scale);
    for (let i = 0; i < 5000; i++) {
      const drawn = noise.draw(random);
      assert(typeof drawn === "bigint" || Number.isSafeInteger(drawn));
    }
  }
});

Deno.test("discreteLaplaceNoise() loses no bit of a draw whose digits are the largest", () => {
  // A first digit of 0 and then the smallest words but 0, for the largest
  // digits: the value is all ones, however many bits that takes.
  for (const [power, digits] of [[20, 3], [40, 6], [53, 8], [60, 9], [64, 9]]) {
    const noise = discreteLaplaceNoise(Rational.of(1n << BigInt(power!)));
    const words = [2 ** 32 - 1, ...Array<number>(digits!).fill(2), 0];
    const value = BigInt(noise.draw(wordsFirst(words)));
    const bits = value.toString(2).length;
    assert(bits > power! - 8 && bits % digits! === 0, `${bits} bits`);
    assert.equal(value, (1n << BigInt(bits)) - 1n);
  }
});

for (const [power, digits, bits] of [[20, 3, 7], [40, 6, 7], [64, 9, 7]]) {
  Deno.test(`discreteLaplaceNoise() of scale 2^${power} draws each digit from the distribution of its own place`, () => {
    const noise = discreteLaplaceNoise(Rational.of(1n << BigInt(power!)));
    const scale = 1n << BigInt(power!);
    for (let place = digits!; place >= 0; place--) {
      const rate = 1n << BigInt(place * bits!);
      const values = place === digits
        ? geometricSurvival(rate, scale)()
        : digitSurvival(rate, scale, 2 ** bits!)();
      // The largest word is the digit 0, in all the other places.
      const valueOf = (word: number) => {
        const words = Array<number>(digits! + 1).fill(2 ** 32 - 1);
        words[digits! - place] = 2 * word;
        return BigInt(noise.draw(wordsFirst([...words, 0])));
      };
      const frequent = values.filter((value) => value >> PLACES - 20n > 0n);
      for (const part of [0, 1 / 8, 1 / 2, 7 / 8]) {
        const m = 1 + Math.floor(part * frequent.length);
        const threshold = Number(values[m - 1]! >> PLACES - 31n);
        assert.equal(valueOf(threshold - 1), BigInt(m) * rate);
        assert.equal(valueOf(threshold + 1), BigInt(m - 1) * rate);
      }
    }
  });
}

Deno.test("discreteLaplaceNoise() of 10^−3 is 0, and adds nothing", () => {
  const noise = discreteLaplaceNoise(Rational.of("1/1000"));
  const values = Array.from({ length: 1000 }, (_, i) => i);
  const sums = addNoiseToAll(Float64Array.from(values), noise, secureRandom());
  assert.deepEqual([...sums], values);
});

for (const scale of ["1/3", "137/10", "128"]) {
  Deno.test(`addToAll() at scale ${scale} adds what draw() would draw from the same words`, () => {
    const noise = discreteLaplaceNoise(Rational.of(scale));
    // Ties take words between the blocks, which single draws take in between.
    const values = Array.from({ length: 10_000 }, (_, i) => i - 5000);
    const sums = addNoiseToAll(
      Float64Array.from(values),
      noise,
      seededRandom("same"),
    );
    const random = seededRandom("same");
    values.forEach((value, i) =>
      assert.equal(sums[i], addNoise(value, noise.draw(random)))
    );
  });
}

Deno.test("addToAll() is exact near the ends of the safe integers", () => {
  const noise = discreteLaplaceNoise(Rational.of(100));
  for (const value of [MAX, -MAX, MAX - 50, 50 - MAX]) {
    const values = Array<number>(3000).fill(value);
    const sums = addNoiseToAll(
      Float64Array.from(values),
      noise,
      seededRandom(value),
    );
    const random = seededRandom(value);
    for (const sum of sums) {
      assert.equal(sum, Number(BigInt(value) + BigInt(noise.draw(random))));
    }
  }
});

Deno.test("a sampler draws the same after the same seed, whatever it drew before", () => {
  const samplers = [
    ...scales.map((scale) => discreteLaplaceNoise(Rational.of(scale))),
    ...["1/100", "1", "16384", "16385", "1e30"]
      .map((variance) => discreteGaussianNoise(Rational.of(variance))),
  ];
  for (const noise of samplers) {
    const draws = () => {
      const random = seededRandom("again");
      return Array.from({ length: 50 }, () => noise.draw(random));
    };
    const first = draws();
    // Ties fill the caches of a table.
    for (let i = 0; i < 10; i++) noise.draw(wordsFirst([0]));
    assert.deepEqual(draws(), first);
  }
});
