import assert from "node:assert/strict";
import { type RandomSource, secureRandom } from "lib/random.ts";
import { seededRandom } from "lib/seeded_random.ts";
import { ALPHA, chiSquare, chiSquareLimit, UNSEEDED_ALPHA } from "./helpers.ts";

const CELLS = 64;
const DRAWS = 1000 * CELLS;
const EVEN = Array<number>(CELLS).fill(1 / CELLS);

/** Statistics of the leading and the trailing bits, and of one draw after another. */
function statistics(uniform: () => number): Record<string, number> {
  const counts = {
    leading: Array<number>(CELLS).fill(0),
    trailing: Array<number>(CELLS).fill(0),
    pairs: Array<number>(CELLS).fill(0),
  };
  let last = uniform();
  for (let i = 0; i < DRAWS; i++) {
    const u = uniform();
    counts.leading[Math.floor(CELLS * u)]!++;
    counts.trailing[Math.floor(2 ** 52 * u) % CELLS]!++;
    counts.pairs[8 * Math.floor(8 * last) + Math.floor(8 * u)]!++;
    last = u;
  }
  return Object.fromEntries(
    Object.entries(counts).map((
      [name, counts],
    ) => [name, chiSquare(counts, EVEN)]),
  );
}

const sources: Record<string, { random: RandomSource; alpha: number }> = {
  "seededRandom(1)": { random: seededRandom(1), alpha: ALPHA },
  'seededRandom(1).fork("a")': {
    random: seededRandom(1).fork("a"),
    alpha: ALPHA,
  },
  "secureRandom()": { random: secureRandom(), alpha: UNSEEDED_ALPHA },
};

for (const [name, { random, alpha }] of Object.entries(sources)) {
  const limit = chiSquareLimit(CELLS - 1, alpha);

  Deno.test(`${name}.uniform() is even in its leading and trailing bits and from draw to draw`, () => {
    for (const [part, value] of Object.entries(statistics(random.uniform))) {
      assert(value < limit, `${part}: ${value} is above ${limit}`);
    }
  });

  Deno.test(`${name}.uniform() would be found out if it leaned, repeated or rounded`, () => {
    const leaning = () => random.uniform() ** 1.1;
    assert(statistics(leaning).leading! > limit);

    let last = random.uniform();
    const repeating = () =>
      last = random.uniform() < 0.1 ? last : random.uniform();
    assert(statistics(repeating).pairs! > limit);

    const rounded = () => Math.fround(random.uniform() / 2);
    assert(statistics(rounded).trailing! > limit);
  });

  Deno.test(`${name}.uint32() and fill() have every bit set half the time`, () => {
    const words = new Uint32Array(20_000);
    random.fill(words);
    const drawn = Uint32Array.from({ length: 20_000 }, () => random.uint32());
    // A two-sided bound of Hoeffding, shared among the 32 bits
    const bound = Math.sqrt(Math.log(2 * 32 / alpha) / (2 * 20_000));
    for (const sample of [words, drawn]) {
      for (let bit = 0; bit < 32; bit++) {
        const set = sample.reduce((sum, word) => sum + (word >>> bit & 1), 0);
        assert(Math.abs(set / 20_000 - 0.5) < bound, `bit ${bit}`);
      }
    }
  });
}
