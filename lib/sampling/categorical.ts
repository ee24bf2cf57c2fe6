import type { RandomSource } from "../random.ts";
import type { Bounds } from "./exp_bounds.ts";

/**
 * Draws index i with probability exactly weightᵢ / Σ weights, given bounds on
 * the weights that can be made as tight as needed.
 *
 * A uniform real u is compared with the shares summed up so far. Its bits are
 * drawn, and the bounds tightened, until one index is certain, so no rounded
 * number decides the outcome.
 *
 * @param weights bounds in units of 2^(−bits)
 */
export function drawCategorical(
  weights: (bits: number) => readonly Bounds[],
  random: RandomSource,
): number {
  let prefix = 0n;
  for (let bits = 64;; bits *= 2) {
    while (BigInt(bits) > drawnBits(prefix)) prefix = extend(prefix, random);
    const index = certainIndex(weights(bits), prefix, BigInt(bits));
    if (index !== undefined) return index;
  }
}

/** The prefix carries a leading 1, so that its length is known. */
function extend(prefix: bigint, random: RandomSource): bigint {
  return (prefix === 0n ? 1n : prefix) << 32n | BigInt(random.uint32());
}

function drawnBits(prefix: bigint): bigint {
  return prefix === 0n ? 0n : BigInt(prefix.toString(2).length - 1);
}

function certainIndex(
  weights: readonly Bounds[],
  prefix: bigint,
  bits: bigint,
): number | undefined {
  const total = weights.reduce(
    (sum, { low, high }) => ({ low: sum.low + low, high: sum.high + high }),
    { low: 0n, high: 0n },
  );
  const u = prefix - (1n << bits);
  // u is in [u, u + 1)/2^bits; its share of the total lies between these.
  const low = u * total.low;
  const high = (u + 1n) * total.high;
  let before = { low: 0n, high: 0n };
  for (const [i, weight] of weights.entries()) {
    const after = {
      low: before.low + weight.low,
      high: before.high + weight.high,
    };
    if (high <= after.low << bits) {
      return low >= before.high << bits ? i : undefined;
    }
    before = after;
  }
  return undefined;
}
