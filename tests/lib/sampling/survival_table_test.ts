import assert from "node:assert/strict";
import fc from "fast-check";
import { Rational } from "lib/exact.ts";
import type { RandomSource } from "lib/random.ts";
import { discreteGaussianNoise } from "lib/sampling/discrete_gaussian.ts";
import {
  geometric,
  geometricDigit,
  laplaceMagnitude,
} from "lib/sampling/geometric.ts";
import type { IntegerNoise } from "lib/sampling/integer_noise.ts";
import { SurvivalTable } from "lib/sampling/survival_table.ts";
import { seededRandom } from "lib/seeded_random.ts";
import {
  countAbove,
  digitSurvival,
  gaussianSurvival,
  geometricSurvival,
  laplaceSurvival,
  PLACES,
} from "./reference.ts";
import { recording, wordsFirst } from "./sources.ts";

const WORDS = 2 ** 31;
const MOST = 2 ** 32 - 1;

/** The value for a first word of 31 bits. */
type Draw = (word: number, random: RandomSource) => number;

const ofTable = (table: SurvivalTable): Draw => (word, random) =>
  table.draw(word, random);

/** The sign is the last bit of the first word, here plus. */
const ofNoise = ({ draw }: IntegerNoise): Draw => (word, random) =>
  Number(draw(wordsFirst([word * 2], random)));

const gaussianOf = (n: bigint, d: bigint) =>
  ofNoise(discreteGaussianNoise(Rational.of(n).dividedBy(d)));

// The smallest rates are those of the lowest digit at scales of 2^40 and 2^64.
const tables: [name: string, draw: Draw, values: bigint[]][] = [
  ...([[1n, 1n], [3n, 1n], [1000n, 1n], [10n, 137n], [1n, 128n]] as const).map((
    [s, t],
  ): [string, Draw, bigint[]] => [
    `laplaceMagnitude(${s}, ${t})`,
    ofTable(new SurvivalTable(laplaceMagnitude(s, t))),
    laplaceSurvival(s, t)(),
  ]),
  ...([[1n, 1n], [7n, 100n], [1n, 16n]] as const).map((
    [s, t],
  ): [string, Draw, bigint[]] => [
    `geometric(${s}, ${t})`,
    ofTable(new SurvivalTable(geometric(s, t))),
    geometricSurvival(s, t)(),
  ]),
  ...([
    [1n, 129n, 2],
    [1n, 1000n, 8],
    [3n, 1n << 40n, 512],
    [1n, 1n << 64n, 1024],
  ] as const).map((
    [s, t, base],
  ): [string, Draw, bigint[]] => [
    `geometricDigit(${s}, ${t}, ${base})`,
    ofTable(new SurvivalTable(geometricDigit(s, t, base))),
    digitSurvival(s, t, base)(),
  ]),
  ...([[1n, 100n], [1n, 4n], [1n, 1n], [100n, 1n], [16384n, 1n]] as const).map((
    [n, d],
  ): [string, Draw, bigint[]] => [
    `the discrete Gaussian of variance ${n}/${d}`,
    gaussianOf(n, d),
    gaussianSurvival(n, d)(),
  ]),
];

const refused: RandomSource = {
  ...seededRandom(42),
  uint32: () => assert.fail("more bits were drawn"),
};

/**
 * The value has to be certain from the bits that were drawn: the same for the
 * smallest and the largest u that begins with them.
 */
function requireCertain(
  draw: Draw,
  values: readonly bigint[],
  word: number,
  continuation: Iterable<number>,
) {
  const { source, drawn } = recording(wordsFirst(continuation));
  const value = draw(word, source);
  const bits = 31n + 32n * BigInt(drawn.length);
  const prefix = drawn.reduce((u, w) => u << 32n | BigInt(w), BigInt(word));
  assert.equal(value, countAbove(values, prefix, bits));
  const last = (prefix + 1n << PLACES - bits) - 1n;
  assert.equal(value, countAbove(values, last, PLACES));
}

for (const [name, draw, values] of tables) {
  const thresholds = values.map((value) => Number(value >> PLACES - 31n));
  const used = thresholds.slice(0, thresholds.indexOf(0) + 1);
  const ties = new Set(used);
  const expected = (word: number) => {
    const m = thresholds.findIndex((threshold) => threshold <= word);
    return m < 0 ? thresholds.length : m;
  };
  const requireWord = (word: number) => {
    if (word < 0 || word >= WORDS || ties.has(word)) return;
    assert.equal(draw(word, refused), expected(word), `word ${word}`);
  };

  Deno.test(`SurvivalTable.draw() of ${name} is right on both sides of every threshold, without more bits`, () => {
    assert(used.every((threshold, i) => i === 0 || threshold <= used[i - 1]!));
    for (const threshold of used) {
      for (const near of [-2, -1, 1, 2]) requireWord(threshold + near);
    }
    requireWord(WORDS - 1);
  });

  Deno.test(`SurvivalTable.draw() of ${name} never starts beyond the answer, at the ends of every step of the guide`, () => {
    // No guide has more than 2^14 steps.
    for (let start = 0; start < WORDS; start += 2 ** 17) {
      requireWord(start);
      requireWord(start + 2 ** 17 - 1);
    }
  });

  Deno.test(`SurvivalTable.draw() of ${name} decides ties by further bits, whatever they are`, () => {
    const some = used.length <= 100
      ? used
      : [...used.slice(0, 20), ...used.slice(-20)];
    for (const word of some) {
      requireCertain(draw, values, word, [0]);
      requireCertain(draw, values, word, [MOST]);
      requireCertain(draw, values, word, [MOST, MOST, MOST]);
      if (word > 0) requireCertain(draw, values, word, [0, 0, 0]);
    }
    const continuation = fc.array(
      fc.oneof(fc.constantFrom(0, 1, MOST), fc.integer({ min: 0, max: MOST })),
      { maxLength: 2 },
    );
    fc.assert(
      fc.property(fc.constantFrom(...some), continuation, (word, words) => {
        requireCertain(draw, values, word, words);
      }),
      { seed: 42, numRuns: 200 },
    );
  });

  Deno.test(`SurvivalTable.draw() of ${name} decides a tie of any length`, () => {
    // The very bits of a probability: nothing is decided until they end.
    for (const m of new Set([0, 1, Math.floor(used.length / 2)])) {
      const value = values[m]!;
      if (value === 0n || m >= used.length) continue;
      for (const length of [1n, 2n, 5n]) {
        const bits = 31n + 32n * length;
        const prefix = value >> PLACES - bits;
        const words = Array.from(
          { length: Number(length) },
          (_, i) =>
            Number(
              BigInt.asUintN(32, prefix >> 32n * (length - 1n - BigInt(i))),
            ),
        );
        const word = Number(prefix >> 32n * length);
        const { source, drawn } = recording(wordsFirst([...words, 0]));
        assert.equal(draw(word, source), m + 1);
        assert(drawn.length > Number(length));
        assert.equal(draw(word, wordsFirst([...words, MOST])), m);
      }
    }
  });
}

Deno.test("SurvivalTable.addSigned() adds what draw() draws, with the sign of the last bit", () => {
  const survivals = laplaceMagnitude(1n, 20n);
  const thresholds = laplaceSurvival(1n, 20n)()
    .map((value) => Number(value >> PLACES - 31n));
  const random = seededRandom(42);
  const words = Uint32Array.from([
    ...[0, 1, 2, 3, MOST, MOST - 1],
    ...thresholds.flatMap((w) => [2 * w, 2 * w + 1, 2 * w + 2, 2 * w - 2]),
    ...Array.from({ length: 5000 }, () => random.uint32()),
  ]);
  const sums = new Float64Array(words.length).fill(-7);
  const continuation = () => wordsFirst([], seededRandom("more"));
  new SurvivalTable(survivals).addSigned(sums, words, continuation());
  const table = new SurvivalTable(survivals);
  const more = continuation();
  words.forEach((word, i) => {
    const value = table.draw(word >>> 1, more);
    assert.equal(sums[i], -7 + (word & 1 ? -value : value));
  });
});
