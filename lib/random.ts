/**
 * A stream of random bits. Everything random in the library draws from one,
 * so that a release can be secure and a lesson can be repeated.
 */
export interface RandomSource {
  /** Whether nobody can predict the stream: true for the platform's generator. */
  readonly isSecure: boolean;
  /** The next 32 bits as an integer from 0 to 2³² − 1. */
  uint32(): number;
  /** Overwrites every element of `words` with fresh bits. */
  fill(words: Uint32Array<ArrayBuffer>): void;
  /**
   * A double from the open interval (0, 1): one of the 2⁵² midpoints
   * (k + ½)·2⁻⁵², each equally likely. For the textbook and for simulations;
   * a release is decided from bits and never from this.
   */
  uniform(): number;
  /**
   * A stream of its own for one purpose. A seeded source gives the same stream
   * for the same seed and labels, however much was drawn before; a secure one
   * gives fresh bits.
   */
  fork(label: string): RandomSource;
}

const BLOCK_WORDS = 1024;
const MOST_WORDS_PER_CALL = 16_384;

/**
 * The platform's cryptographic generator, read in blocks.
 *
 * **Guarantee.** The bits come from `crypto.getRandomValues`, are handed out
 * once each and cannot be replayed. The default of everything that releases.
 *
 * @returns a source with `isSecure` true
 * @see {@link https://www.w3.org/TR/webcrypto-2/ Web Cryptography Level 2}, §10.1.1
 *
 * @example A fair coin
 * ```ts
 * import { secureRandom } from "lib/random.ts";
 * import assert from "node:assert/strict";
 *
 * const coin = secureRandom().uint32() & 1;
 * assert(coin === 0 || coin === 1);
 * ```
 */
export function secureRandom(): RandomSource {
  const block = new Uint32Array(BLOCK_WORDS);
  let next = BLOCK_WORDS;
  const source: RandomSource = {
    isSecure: true,
    uint32() {
      if (next === BLOCK_WORDS) {
        crypto.getRandomValues(block);
        next = 0;
      }
      return block[next++]!;
    },
    fill(words) {
      for (let i = 0; i < words.length; i += MOST_WORDS_PER_CALL) {
        crypto.getRandomValues(words.subarray(i, i + MOST_WORDS_PER_CALL));
      }
    },
    uniform: () => uniformFromWords(source.uint32(), source.uint32()),
    fork: () => secureRandom(),
  };
  return Object.freeze(source);
}

/**
 * Two words as one of the 2⁵² midpoints of (0, 1). The ends are left out
 * because an inverse distribution function turns them into infinities.
 */
export function uniformFromWords(high: number, low: number): number {
  return ((high >>> 6) * 2 ** 26 + (low >>> 6) + 0.5) * 2 ** -52;
}
