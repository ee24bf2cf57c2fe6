import assert from "node:assert/strict";
import fc from "fast-check";
import { secureRandom } from "lib/random.ts";
import { seededRandom } from "lib/seeded_random.ts";
import { additiveShares, sumOfShares } from "lib/shares.ts";
import { chiSquare, chiSquareLimit } from "../statistical/helpers.ts";
import { wordsFirst } from "./sampling/sources.ts";

type Hostile = never;

const moduli = fc.oneof(
  fc.bigInt(2n, 20n),
  fc.constantFrom(2n ** 64n, 2n ** 61n - 1n, 10n ** 40n),
);
const inside = moduli.chain((modulus) =>
  fc.record({
    modulus: fc.constant(modulus),
    value: fc.bigInt(-(modulus / 2n), (modulus - 1n) / 2n),
    parties: fc.integer({ min: 2, max: 6 }),
  })
);

Deno.test("additiveShares() add up to the value, each from 0 to the modulus", () => {
  fc.assert(
    fc.property(inside, ({ modulus, value, parties }) => {
      const shares = additiveShares(value, parties, {
        modulus,
        random: seededRandom("shares"),
      });
      assert.equal(shares.length, parties);
      assert(shares.every((share) => share >= 0n && share < modulus));
      assert.equal(sumOfShares(shares, { modulus }), value);
    }),
    { seed: 42, numRuns: 1000 },
  );
});

Deno.test("sumOfShares() of sums of shares is the sum of the values", () => {
  const value = fc.integer({ min: -1e9, max: 1e9 });
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 5 }), (values) => {
      const shares = values.map((value) => additiveShares(value, 3));
      const received = [0, 1, 2].map((party) =>
        sumOfShares(shares.map((row) => row[party]!))
      );
      const total = values.reduce((a, b) => a + b, 0);
      assert.equal(sumOfShares(received), BigInt(total));
    }),
    { seed: 42 },
  );
});

Deno.test("additiveShares() are the random words as they come, and what is missing", () => {
  const random = () => wordsFirst([1, 2, 3, 4]);
  const [first, second, last] = additiveShares(5, 3, { random: random() });
  assert.equal(first, (1n << 32n) + 2n);
  assert.equal(second, (3n << 32n) + 4n);
  assert.equal(last, (5n - first! - second!) + 2n ** 64n);
  // All but the last do not depend on the value.
  const others = additiveShares(-999, 3, { random: random() });
  assert.deepEqual(others.slice(0, 2), [first, second]);
});

Deno.test("additiveShares() without any one share are uniform, whatever the value", () => {
  const modulus = 4n;
  const random = seededRandom("uniform");
  const draws = 16_000;
  for (const value of [-2n, 0n, 1n]) {
    for (const missing of [0, 1, 2]) {
      const counts = Array<number>(16).fill(0);
      for (let i = 0; i < draws; i++) {
        const [a, b] = additiveShares(value, 3, { modulus, random })
          .toSpliced(missing, 1);
        counts[Number(4n * a! + b!)]!++;
      }
      const even = Array<number>(16).fill(1 / 16);
      assert(chiSquare(counts, even) < chiSquareLimit(15));
      // A coin that is off by a tenth in one of the cells is seen.
      const skewed = even.map((p, i) => i === 0 ? 1.1 * p : p * (14.9 / 15));
      assert(chiSquare(skewed.map((p) => 16 * draws * p), even) > 37.7);
    }
  }
});

Deno.test("additiveShares() draw from the platform's generator unless told otherwise", () => {
  const once = additiveShares(1, 2);
  assert.notDeepEqual(additiveShares(1, 2), once);
  assert.equal(
    sumOfShares(additiveShares(1, 2, { random: secureRandom() })),
    1n,
  );
});

Deno.test("additiveShares() and sumOfShares() refuse other arguments, and keep the value to themselves", () => {
  const wrong: [() => unknown, string, RegExp][] = [
    [() => additiveShares(7919, 1), "RangeError", /parties .* at least 2/],
    [() => additiveShares(7919, 2.5), "RangeError", /parties/],
    [() => additiveShares(7919, "2" as Hostile), "TypeError", /parties/],
    [() => additiveShares(7919.5, 2), "RangeError", /safe integer/],
    [() => additiveShares(2 ** 53, 2), "RangeError", /safe integer/],
    [() => additiveShares(NaN, 2), "RangeError", /safe integer/],
    [() => additiveShares("7919" as Hostile, 2), "TypeError", /an integer/],
    [
      () => additiveShares(7919, 2, { modulus: 2n * 7919n }),
      "RangeError",
      /modulus\/2/,
    ],
    [() => additiveShares(2n ** 63n, 2), "RangeError", /modulus\/2/],
    [() => additiveShares(0, 2, { modulus: 1n }), "RangeError", /at least 2/],
    [
      () => additiveShares(0, 2, { modulus: 64 as Hostile }),
      "TypeError",
      /bigint/,
    ],
    [() => sumOfShares([]), "RangeError", /at least one/],
    [() => sumOfShares([7919.5]), "RangeError", /safe integer/],
    [() => sumOfShares([null as Hostile]), "TypeError", /an integer/],
    [() => sumOfShares([1n], { modulus: -5n }), "RangeError", /at least 2/],
  ];
  for (const [act, name, message] of wrong) {
    assert.throws(act, (error: Error) => {
      assert.equal(error.name, name);
      assert.match(error.message, message);
      assert.doesNotMatch(error.message, /7919/);
      return true;
    });
  }
  assert.deepEqual(
    sumOfShares(additiveShares(-(2n ** 63n), 2)),
    -(2n ** 63n),
  );
});
