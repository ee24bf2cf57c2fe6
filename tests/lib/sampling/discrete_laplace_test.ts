import assert from "node:assert/strict";
import fc from "fast-check";
import { Rational } from "lib/exact.ts";
import { secureRandom } from "lib/random.ts";
import { sampleDiscreteLaplace } from "lib/sampling/discrete_laplace.ts";
import { seededRandom } from "lib/seeded_random.ts";
import { counting, NOISELESS, wordsFirst } from "./sources.ts";

const MOST = 2 ** 32 - 1;
const scales = ["1/1000", "1/3", "1", "137/10", "1e12", `${2n ** 60n}`, "1e300"]
  .map((scale) => Rational.of(scale));

Deno.test("sampleDiscreteLaplace() draws integers after any stretch of stuck bits", () => {
  const stuck = [0, MOST, 1, 2 ** 31, 0x55555555, 0xaaaaaaaa];
  for (const scale of scales) {
    for (const word of stuck) {
      for (const length of [1, 10, 1000]) {
        const words = Array<number>(length).fill(word);
        const random = wordsFirst(words, seededRandom(`${word} ${length}`));
        const drawn = sampleDiscreteLaplace(scale, random);
        assert.equal(typeof drawn, "bigint");
      }
    }
  }
});

Deno.test("sampleDiscreteLaplace() draws integers after any bits, and the same after the same", () => {
  const word = fc.constantFrom(0, 1, 2, 3, MOST, MOST - 1, 2 ** 31);
  fc.assert(
    fc.property(
      fc.constantFrom(...scales),
      fc.array(word, { maxLength: 60 }),
      (scale, words) => {
        const draw = () => sampleDiscreteLaplace(scale, wordsFirst(words));
        assert.equal(draw(), draw());
      },
    ),
    { seed: 42, numRuns: 2000 },
  );
});

Deno.test("sampleDiscreteLaplace() drops a negative 0, lest 0 be drawn twice as often", () => {
  // Below 1: 0. e^0 holds. e^−1 fails at 2 (0, 1), or holds by failing at 3
  // (0, 0, 1). The sign is minus.
  const minusZero = [0, 0, 0, 1, 1];
  const minusOne = [0, 0, 0, 0, 1, 0, 1, 1];
  const random = counting(
    wordsFirst([...minusZero, ...minusZero, ...minusOne]),
  );
  const drawn = sampleDiscreteLaplace(Rational.of(1), random.source);
  assert.equal(random.drawn(), 18);
  assert.equal(drawn, -1n);
});

Deno.test("sampleDiscreteLaplace() at NOISELESS is 0, on which tests of the logic rely", () => {
  const scale = Rational.of(1).dividedBy(NOISELESS);
  for (const random of [seededRandom(42), secureRandom()]) {
    for (let i = 0; i < 100; i++) {
      assert.equal(sampleDiscreteLaplace(scale, random), 0n);
    }
  }
});
