/** The distance between 1 and the next smaller double. */
const FINEST_STEP = 2 ** -53;

/**
 * Whether a noisy count proves that the true count was 0: it is no multiple of
 * 2^(−53).
 *
 * A double is `count + noise`, rounded once. If the count is a whole number of
 * at least 1, every possible sum is a multiple of 2^(−53): sums of at least ½ by
 * the format of doubles, smaller ones because the noise was then at most −½ and
 * so a multiple itself. Added to 0, the noise shows all of its own bits.
 *
 * @param released an answer, before any rounding
 * @see Mironov, *On significance of the least significant bits for differential privacy*, 2012, §4
 *
 * @example
 * ```ts
 * import { provesZero } from "lib/attacks/precision.ts";
 * import assert from "node:assert/strict";
 *
 * const noise = 0.01;
 * assert.equal(provesZero(0 + noise), true);
 * assert.equal(provesZero(1 + noise), false);
 * ```
 */
export function provesZero(released: number): boolean {
  return Number.isFinite(released) && released % FINEST_STEP !== 0;
}

/**
 * The precision attack: the share of noisy counts that prove by their last bits
 * that the true count was 0, whatever the ε.
 *
 * It works against floating-point noise that is added to a whole number. Noise on
 * a grid, as this library releases it, gives it nothing: both counts can have
 * every outcome. Each hit is a proof, as long as the count cannot be negative.
 *
 * @param released noisy counts as they were released, at least one
 * @returns a share from 0 to 1, exactly 0 if the true count was 1 or more
 * @throws {RangeError} if there is no answer
 * @see Mironov, *On significance of the least significant bits for differential privacy*, 2012, §4
 *
 * @example An empty cell and one with a single person
 * ```ts
 * import { precisionAttack } from "lib/attacks/precision.ts";
 * import { seededRandom } from "lib/seeded_random.ts";
 * import { laplaceMechanism } from "lib/textbook/laplace.ts";
 * import assert from "node:assert/strict";
 *
 * const random = seededRandom(42);
 * const answers = (count: number) =>
 *   Array.from({ length: 1000 }, () => laplaceMechanism(count, 1, 1, random));
 * assert(precisionAttack(answers(0)) > 0.2);
 * assert.equal(precisionAttack(answers(1)), 0);
 * ```
 */
export function precisionAttack(released: ArrayLike<number>): number {
  if (released.length === 0) {
    throw new RangeError(
      "Cannot attack by precision: there must be at least one answer",
    );
  }
  return Array.from(released).filter(provesZero).length / released.length;
}
