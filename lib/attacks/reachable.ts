import { requireInteger, requireKnown, requirePositive } from "../checks.ts";
import type { RandomSource } from "../random.ts";

const STEPS = 2 ** 52;

/**
 * Which of the doubles next to each other, from `start` up, a sampler can
 * release at all.
 *
 * A sampler turns one uniform number into one release; there are only 2⁵² of
 * them, so most doubles are never released, and which ones are depends on the
 * true value. The uniforms that lead to the stretch are found by bisection and
 * tried one by one.
 *
 * @param release the sampler: rising in the uniform that it draws from `random`
 * @param options.start the first double of the stretch, above 0
 * @param options.count how many doubles follow each other, at least 1
 * @returns one entry for each double, from `start` up
 * @throws {RangeError | TypeError} if an option is unknown or outside its interval
 * @see Mironov, *On significance of the least significant bits for differential privacy*, 2012, §4.2
 *
 * @example Far out, most doubles are unreachable
 * ```ts
 * import { reachableDoubles } from "lib/attacks/reachable.ts";
 * import type { RandomSource } from "lib/random.ts";
 * import { laplaceMechanism } from "lib/textbook/laplace.ts";
 * import assert from "node:assert/strict";
 *
 * const release = (random: RandomSource) =>
 *   laplaceMechanism(0, 1, 1, random);
 * const comb = reachableDoubles(release, { start: 5, count: 64 });
 * assert(comb.filter((isReachable) => isReachable).length < 16);
 * ```
 */
export function reachableDoubles(
  release: (random: RandomSource) => number,
  options: { start: number; count: number },
): boolean[] {
  const action = "find the reachable doubles";
  requireKnown(action, options, ["start", "count"]);
  const { start, count } = options;
  requirePositive(action, "start", start);
  requireInteger(action, "count", count, 1);
  const at = (k: number) => release(fixedUniform((k + 0.5) / STEPS));
  let low = 0;
  let high = STEPS - 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (at(middle) < start) low = middle + 1;
    else high = middle;
  }
  const step = nextDouble(start) - start;
  const reached = new Array<boolean>(count).fill(false);
  for (let k = low; k < STEPS; k++) {
    const index = (at(k) - start) / step;
    if (index >= count) break;
    if (Number.isInteger(index)) reached[index] = true;
  }
  return reached;
}

function fixedUniform(value: number): RandomSource {
  const source: RandomSource = {
    isSecure: false,
    uint32: () => Math.floor(value * 2 ** 32),
    fill: (words) => void words.fill(source.uint32()),
    uniform: () => value,
    fork: () => source,
  };
  return source;
}

/** The double after a positive one. */
function nextDouble(x: number): number {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, x);
  bits.setBigUint64(0, bits.getBigUint64(0) + 1n);
  return bits.getFloat64(0);
}
