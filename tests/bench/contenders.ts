/** Releases as contenders: ours in this process, a peer's in its Python. */

import { processorTime } from "../../tools/bench/clock.ts";
import type { PeerProcess } from "../../tools/bench/peer_process.ts";
import type { Contender, Peer } from "../../tools/bench/row.ts";
import { meanOf, type NoiseSize } from "./noise_size.ts";

/** What is released, over and over: the time does not depend on it. */
export const TRUE_VALUE = 319;

/** Ours: `calls` of `work`, each of which gives `count` noisy values. */
export function ours(
  { name = "ours", size, work, count, calls = 1 }: {
    name?: string;
    size: NoiseSize;
    work: () => Float64Array;
    count: number;
    calls?: number;
  },
): Contender {
  return {
    name,
    run() {
      let output: Float64Array = new Float64Array();
      const seconds = processorTime(() => {
        for (let i = 0; i < calls; i++) output = work();
      });
      return { seconds, items: calls * count, seen: distance(output) };
    },
    expected: meanOf(size, count),
  };
}

/** A peer: one of the functions of `peers.py`, which gives `count` values a call. */
export function peer(
  python: PeerProcess,
  { name, target, size, work, count, calls = 1, options = {} }: {
    name: string;
    target?: number;
    size: NoiseSize;
    work: string;
    count: number;
    calls?: number;
    options?: Record<string, number>;
  },
): Peer {
  return {
    name,
    target,
    run: () =>
      python.run({ peer: work, options: { ...options, size: count, calls } }),
    expected: meanOf(size, count),
  };
}

/** The mean distance from the true value. */
function distance(output: Float64Array): number {
  let sum = 0;
  for (const value of output) sum += Math.abs(value - TRUE_VALUE);
  return sum / output.length;
}
