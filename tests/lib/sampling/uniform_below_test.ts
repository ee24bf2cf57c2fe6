import assert from "node:assert/strict";
import fc from "fast-check";
import { uniformBelow } from "lib/sampling/uniform_below.ts";
import { seededRandom } from "lib/seeded_random.ts";
import { counting, wordsFirst } from "./sources.ts";

const MOST = 2 ** 32 - 1;

Deno.test("uniformBelow() is 0 below 1", () => {
  const random = seededRandom(42);
  for (let i = 0; i < 100; i++) assert.equal(uniformBelow(1n, random), 0n);
});

Deno.test("uniformBelow() takes as many low bits as bound − 1 has", () => {
  const below = (bound: bigint, ...words: number[]) =>
    uniformBelow(bound, wordsFirst(words));
  assert.equal(below(2n, 0xfffffffe), 0n);
  assert.equal(below(2n, 0xffffffff), 1n);
  assert.equal(below(8n, 0b1101), 0b101n);
  assert.equal(below(1n << 32n, MOST), BigInt(MOST));
  assert.equal(below((1n << 32n) + 1n, 1, 5, 3, 0), 1n << 32n);
  assert.equal(below(1n << 70n, MOST, 0, 1), (63n << 64n) + 1n);
});

Deno.test("uniformBelow() draws again what is not below the bound", () => {
  assert.equal(uniformBelow(3n, wordsFirst([3, 3, 7, 2])), 2n);
  assert.equal(uniformBelow(5n, wordsFirst([5, 6, 7, 4])), 4n);
  const { source, drawn } = counting(wordsFirst([MOST, 1, 1, MOST, 0, 7]));
  // 34 bits: (3, …) is too large, (1, …) is not.
  assert.equal(
    uniformBelow((1n << 33n) + 1n, source),
    (1n << 32n) + BigInt(MOST),
  );
  assert.equal(drawn(), 4);
});

Deno.test("uniformBelow() stays below every bound, whatever bits come first", () => {
  const bound = fc.oneof(fc.bigInt(1n, 40n), fc.bigInt(1n, 1n << 200n));
  const words = fc.array(fc.constantFrom(0, 1, MOST, 2 ** 31, 0x55555555));
  fc.assert(
    fc.property(bound, words, (bound, words) => {
      const drawn = uniformBelow(bound, wordsFirst(words));
      assert(drawn >= 0n && drawn < bound);
    }),
    { seed: 42, numRuns: 2000 },
  );
});
