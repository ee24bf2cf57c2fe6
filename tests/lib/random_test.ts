import assert from "node:assert/strict";
import fc from "fast-check";
import { secureRandom, uniformFromWords } from "lib/random.ts";

const MOST = 2 ** 32 - 1;
const word = fc.integer({ min: 0, max: MOST });

Deno.test("secureRandom() says that it is secure and cannot be altered", () => {
  const random = secureRandom();
  assert.equal(random.isSecure, true);
  assert(Object.isFrozen(random));
});

Deno.test("secureRandom() hands out 32-bit words, none of them again with the next block", () => {
  const random = secureRandom();
  const words = Array.from({ length: 5000 }, () => random.uint32());
  assert(words.every((x) => Number.isInteger(x) && x >= 0 && x <= MOST));
  // Three or more repeats in 5000 honest words: less than once in 10⁸ runs.
  assert(new Set(words).size > 4997);
});

Deno.test("secureRandom().fill() overwrites every word, beyond one call of the platform", () => {
  const words = new Uint32Array(40_000);
  secureRandom().fill(words);
  // Three or more honest zeros: less than once in 10¹⁵ runs.
  assert(words.filter((x) => x === 0).length < 3);
});

Deno.test("secureRandom().fill() leaves what is outside the view alone", () => {
  const words = new Uint32Array(10);
  secureRandom().fill(words.subarray(4, 6));
  assert.deepEqual([...words.slice(0, 4), ...words.slice(6)], Array(8).fill(0));
});

Deno.test("secureRandom() never repeats itself, and neither do forks with one label", () => {
  const random = secureRandom();
  const sources = [secureRandom(), random, random.fork("a"), random.fork("a")];
  assert(sources.every(({ isSecure }) => isSecure));
  const starts = sources.map((source) => [source.uint32(), source.uint32()]);
  assert.equal(new Set(starts.map(String)).size, sources.length);
});

Deno.test("secureRandom().uniform() lies inside (0, 1)", () => {
  const random = secureRandom();
  for (let i = 0; i < 1000; i++) {
    const u = random.uniform();
    assert(u > 0 && u < 1);
  }
});

Deno.test("uniformFromWords() has its ends half a step inside 0 and 1", () => {
  assert.equal(uniformFromWords(0, 0), 2 ** -53);
  assert.equal(uniformFromWords(MOST, MOST), 1 - 2 ** -53);
});

Deno.test("uniformFromWords() is a midpoint of the grid of 2⁻⁵², made of the high bits", () => {
  fc.assert(
    fc.property(word, word, (high, low) => {
      const u = uniformFromWords(high, low);
      const k = BigInt(high >>> 6) << 26n | BigInt(low >>> 6);
      assert.equal(BigInt(u * 2 ** 53), 2n * k + 1n);
    }),
    { seed: 42 },
  );
});
