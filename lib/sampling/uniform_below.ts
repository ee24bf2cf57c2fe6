import type { RandomSource } from "../random.ts";

/**
 * An integer from 0 to `bound` − 1, each exactly equally likely: random bits,
 * as many as `bound` − 1 has, drawn again until they are below `bound`.
 *
 * @param bound at least 1
 */
export function uniformBelow(bound: bigint, random: RandomSource): bigint {
  const bits = (bound - 1n).toString(2).length;
  const words = Math.ceil(bits / 32);
  const mask = (1n << BigInt(bits)) - 1n;
  while (true) {
    let drawn = 0n;
    for (let i = 0; i < words; i++) {
      drawn = drawn << 32n | BigInt(random.uint32());
    }
    drawn &= mask;
    if (drawn < bound) return drawn;
  }
}
