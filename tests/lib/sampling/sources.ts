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
 * An ε at which discrete Laplace noise is 0: it is not with probability
 * 2/(1 + e^1000), which is never. So nothing has to be replaced to see a truth.
 */
export const NOISELESS = 1000;

/** How many words have been drawn so far. */
export function counting(source: RandomSource) {
  let drawn = 0;
  const uint32 = () => {
    drawn++;
    return source.uint32();
  };
  return { source: { ...source, uint32 }, drawn: () => drawn };
}

/** What has been drawn so far. */
export function recording(source: RandomSource) {
  const drawn: number[] = [];
  const uint32 = () => {
    const word = source.uint32();
    drawn.push(word);
    return word;
  };
  return { source: { ...source, uint32 }, drawn };
}
