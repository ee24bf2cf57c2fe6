import type { RandomSource } from "../random.ts";
import type { Bounds } from "./exp_bounds.ts";
import { addNoise } from "./integer_noise.ts";

/**
 * The survival function of a distribution on 0, 1, 2, …: bounds on
 * Pr[M ≥ m] in units of 2^(−bits), for m = 1, 2, … until the upper bound is at
 * most one unit; a distribution that ends closes with a bound of exactly 0.
 */
export type Survivals = (bits: number) => readonly Bounds[];

const MAX_SAFE = Number.MAX_SAFE_INTEGER;
const WORD_BITS = 31;
const MOST_GUIDE_BITS = 14;

/**
 * Draws exactly from a distribution on 0, 1, 2, …, given bounds on its survival
 * function that can be made as tight as needed.
 *
 * A draw is inversion: for a uniform real u, the number of m with
 * u < Pr[M ≥ m]. Of u only the first 31 bits are drawn, and compared with the
 * first 31 bits of each probability, which the bounds prove. Where they differ,
 * no later bit of u can change the outcome; where they are equal, further bits
 * of u are drawn and the bounds are tightened until they differ. So no rounded
 * number decides anything, and 31 bits almost always do. A guide table, indexed
 * by the leading bits of u, starts the search next to its end.
 *
 * @see Devroye, *Non-uniform random variate generation*, 1986, §II.2.4 (guide tables) and §XV.2 (random bits)
 */
export class SurvivalTable {
  readonly #survivals: Survivals;
  readonly #levels = new Map<number, readonly Bounds[]>();
  /** ⌊2^31·Pr[M ≥ m]⌋ at index m − 1, down to the first 0. */
  readonly #thresholds: Int32Array;
  /** How many thresholds are above every word with these leading bits. */
  readonly #starts: Int32Array;
  readonly #shift: number;

  static {
    Object.freeze(this);
    Object.freeze(this.prototype);
  }

  constructor(survivals: Survivals) {
    this.#survivals = survivals;
    this.#thresholds = firstBits(survivals);
    const guideBits = Math.min(
      MOST_GUIDE_BITS,
      Math.ceil(Math.log2(this.#thresholds.length)) + 4,
    );
    this.#shift = WORD_BITS - guideBits;
    this.#starts = guide(this.#thresholds, guideBits);
  }

  /**
   * The value for the first 31 bits of u; more are taken from `random` if these
   * do not decide.
   */
  draw(word: number, random: RandomSource): number {
    const thresholds = this.#thresholds;
    let m = this.#starts[word >>> this.#shift]!;
    while (word < thresholds[m]!) m++;
    return word === thresholds[m] ? this.#refine(m, word, random) : m;
  }

  /**
   * Adds to each of `sums` the value of one word, whose last bit is the sign.
   * The loop of `draw` stands here again, because it is most of the time that a
   * large release takes.
   */
  addSigned(sums: Float64Array, words: Uint32Array, random: RandomSource) {
    const thresholds = this.#thresholds;
    const starts = this.#starts;
    const shift = this.#shift;
    for (let i = 0; i < words.length; i++) {
      const signedWord = words[i]!;
      const word = signedWord >>> 1;
      let m = starts[word >>> shift]!;
      while (word < thresholds[m]!) m++;
      if (word === thresholds[m]) m = this.#refine(m, word, random);
      const sign = -(signedWord & 1);
      const sum = sums[i]! + ((m ^ sign) - sign);
      sums[i] = sum <= MAX_SAFE && sum >= -MAX_SAFE
        ? sum
        : addNoise(sums[i]!, (m ^ sign) - sign);
    }
  }

  #refine(start: number, word: number, random: RandomSource): number {
    let m = start;
    let prefix = BigInt(word);
    for (let bits = WORD_BITS + 32;; bits += 32) {
      prefix = prefix << 32n | BigInt(random.uint32());
      const bounds = this.#level(bits);
      while (m < bounds.length && prefix < bounds[m]!.low) m++;
      if (m < bounds.length && prefix >= bounds[m]!.high) return m;
    }
  }

  #level(bits: number): readonly Bounds[] {
    let bounds = this.#levels.get(bits);
    if (bounds === undefined) {
      bounds = this.#survivals(bits);
      this.#levels.set(bits, bounds);
    }
    return bounds;
  }
}

/** The first 31 bits of each probability, from bounds tight enough to agree. */
function firstBits(survivals: Survivals): Int32Array {
  for (let extra = 32n;; extra *= 2n) {
    const bounds = survivals(WORD_BITS + Number(extra));
    const end = bounds.findIndex(({ high }) => high >> extra === 0n);
    const needed = bounds.slice(0, end + 1);
    if (needed.every(({ low, high }) => low >> extra === high >> extra)) {
      return Int32Array.from(needed, ({ low }) => Number(low >> extra));
    }
  }
}

function guide(thresholds: Int32Array, bits: number): Int32Array {
  const starts = new Int32Array(2 ** bits);
  const width = 2 ** (WORD_BITS - bits);
  let above = thresholds.length;
  for (let bucket = 0; bucket < starts.length; bucket++) {
    const last = (bucket + 1) * width - 1;
    while (above > 0 && thresholds[above - 1]! <= last) above--;
    starts[bucket] = above;
  }
  return starts;
}
