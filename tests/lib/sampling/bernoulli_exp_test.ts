import assert from "node:assert/strict";
import { bernoulliExp } from "lib/sampling/bernoulli_exp.ts";
import { seededRandom } from "lib/seeded_random.ts";
import { counting, wordsFirst } from "./sources.ts";

Deno.test("bernoulliExp() is always true for 0", () => {
  const random = seededRandom(42);
  for (const denominator of [1n, 7n, 1n << 70n]) {
    for (let i = 0; i < 100; i++) {
      assert(bernoulliExp(0n, denominator, random));
    }
  }
});

Deno.test("bernoulliExp() of 1 is true if the first of 1/1, 1/2, 1/3 … to fail has an odd place", () => {
  // Below 1 and 2 a word is one bit, below 3 and 4 it is two.
  const first = (...words: number[]) => bernoulliExp(1n, 1n, wordsFirst(words));
  assert.equal(first(0, 1), false);
  assert.equal(first(0, 0, 1), true);
  assert.equal(first(0, 0, 2), true);
  assert.equal(first(0, 0, 0, 3), false);
});

Deno.test("bernoulliExp() splits what is above 1 into ones and a rest, and stops at a failure", () => {
  const failing = counting(wordsFirst([0, 1]));
  assert.equal(bernoulliExp(5n, 2n, failing.source), false);
  assert.equal(failing.drawn(), 2);
  // Two ones hold, and the rest of 1/2 fails at once below 2, at place 1.
  const holding = counting(wordsFirst([0, 0, 1, 0, 0, 1, 1]));
  assert.equal(bernoulliExp(5n, 2n, holding.source), true);
  assert.equal(holding.drawn(), 7);
});
