import type { RandomSource } from "../random.ts";
import type { IntegerNoise } from "./integer_noise.ts";
import type { SurvivalTable } from "./survival_table.ts";

const BLOCK_WORDS = 4096;

/** Noise of symmetric sign whose magnitude, 0 included, comes from a table. */
export function signedTable(magnitude: SurvivalTable): IntegerNoise {
  return {
    draw(random) {
      const word = random.uint32();
      const value = magnitude.draw(word >>> 1, random);
      return word & 1 ? 0 - value : value;
    },
    addToAll(sums, random) {
      const block = new Uint32Array(Math.min(BLOCK_WORDS, sums.length));
      for (let start = 0; start < sums.length; start += block.length) {
        const words = block.subarray(0, sums.length - start);
        random.fill(words);
        magnitude.addSigned(
          sums.subarray(start, start + words.length),
          words,
          random,
        );
      }
    },
  };
}

/**
 * Gives a sign to a draw of at least 0; a negative 0 is drawn again, since 0 has
 * no sign and would be drawn twice as often as it should.
 */
export function signed(
  draw: (random: RandomSource) => number | bigint,
): (random: RandomSource) => number | bigint {
  return (random) => {
    while (true) {
      const magnitude = draw(random);
      if ((random.uint32() & 1) === 0) return magnitude;
      if (magnitude != 0) return -magnitude;
    }
  };
}
