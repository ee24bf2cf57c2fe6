import type { RandomSource } from "lib/random.ts";
import { seededRandom } from "lib/seeded_random.ts";

/** A source that hands out these words first, and seeded bits after them. */
export function wordsFirst(
  words: Iterable<number>,
  rest = seededRandom(42),
): RandomSource {
  const first = words[Symbol.iterator]();
  return { ...rest, uint32: () => first.next().value ?? rest.uint32() };
}

/**
 * Bits for which `sampleDiscreteLaplace` draws 0 again and again, whatever its
 * scale, as long as the numerator of that scale is at most 2³²: each draw asks
 * for one word a time and takes the low bits of 0 (below the numerator: 0),
 * 0 (e^0: yes), 0 and 1 (e^−1: no) and 0 (the sign: plus).
 */
export function zeroNoise(): RandomSource {
  function* words() {
    while (true) yield* [0, 0, 0, 1, 0];
  }
  return wordsFirst(words());
}

/** How many words have been drawn so far. */
export function counting(source: RandomSource) {
  let drawn = 0;
  const uint32 = () => {
    drawn++;
    return source.uint32();
  };
  return { source: { ...source, uint32 }, drawn: () => drawn };
}
