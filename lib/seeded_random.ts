import seedrandom from "seedrandom";
import { type RandomSource, uniformFromWords } from "./random.ts";

/**
 * A repeatable stream for lessons, simulations and tests.
 *
 * **Guarantee.** None for privacy: whoever knows or guesses the seed can draw
 * the same noise and subtract it. The same seed gives the same stream on every
 * machine.
 *
 * @param seed any number or string; 42 and "42" are different seeds
 * @returns a source with `isSecure` false
 * @throws {TypeError} if `seed` is of another type
 *
 * @example The same seed repeats itself
 * ```ts
 * import { seededRandom } from "lib/seeded_random.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(seededRandom(42).uint32(), seededRandom(42).uint32());
 * ```
 */
export function seededRandom(seed: number | string): RandomSource {
  if (typeof seed !== "number" && typeof seed !== "string") {
    throw new TypeError(
      `Cannot seed a stream: seed must be a number or a text, but is of type ${typeof seed}`,
    );
  }
  return streamOf([typeof seed, String(seed)]);
}

function streamOf(path: readonly string[]): RandomSource {
  const generator = seedrandom(asciiOf(JSON.stringify(path)));
  const uint32 = () => generator.int32() >>> 0;
  return Object.freeze({
    isSecure: false,
    uint32,
    fill(words: Uint32Array) {
      for (let i = 0; i < words.length; i++) words[i] = uint32();
    },
    uniform: () => uniformFromWords(uint32(), uint32()),
    fork: (label: string) => streamOf([...path, label]),
  });
}

/** seedrandom reads the low byte of a character only: "š" would be an "a". */
function asciiOf(path: string): string {
  return path.replace(
    /[^ -~]/g,
    (character) =>
      "\\u" + character.charCodeAt(0).toString(16).padStart(4, "0"),
  );
}
