/** Timing two ways in turn, so that whatever slows the machine hits both. */

import { Problem } from "../setup/problem.ts";
import type { Contender, Peer, Row } from "./row.ts";

/** Ours beside one peer, in pieces of work per second. */
export interface Comparison {
  row: string;
  peer: string;
  ours: number;
  theirs: number;
  ratio: number;
  target?: number;
}

/** Ours, theirs, ours, theirs, …: `runs` of each, for each peer. */
export async function compare(
  { name, ours, peers }: Row,
  runs: number,
): Promise<Comparison[]> {
  const comparisons = [];
  for (const peer of peers) {
    const [our, their] = await takeTurns(ours, peer, runs);
    comparisons.push(comparison(name, peer, median(our), median(their)));
  }
  return comparisons;
}

async function takeTurns(
  ours: Contender,
  peer: Contender,
  runs: number,
): Promise<[number[], number[]]> {
  const rates: [number[], number[]] = [[], []];
  // The first turn warms both up: compilers, caches, tables made at first use.
  for (let i = 0; i <= runs; i++) {
    const turn = [await rate(ours), await rate(peer)];
    if (i > 0) turn.forEach((value, side) => rates[side]!.push(value));
  }
  return rates;
}

/**
 * The rate of one run.
 * @throws {Problem} when its output is not what the work gives
 */
async function rate({ name, run, expected }: Contender): Promise<number> {
  const { seconds, items, seen } = await run();
  const { value, tolerance } = expected;
  if (!(Math.abs(seen - value) <= tolerance)) {
    throw new Problem(
      `Cannot compare ${name}: its output shows ${seen}, where ${value} ± ${tolerance} is right.`,
    );
  }
  return items / seconds;
}

function comparison(
  row: string,
  { name: peer, target }: Peer,
  ours: number,
  theirs: number,
): Comparison {
  return { row, peer, ours, theirs, ratio: ours / theirs, target };
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}
