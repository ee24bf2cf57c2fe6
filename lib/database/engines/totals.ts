import type { Totals } from "./engine.ts";
import { BLOCK, countOnes } from "./filtering.ts";
import type { SelectedRows } from "./rows.ts";
import { MISSING, type Steps } from "./steps.ts";

const SAFE = Number.MAX_SAFE_INTEGER;

type Values = Int32Array | Float64Array;

/** What has to be added up: 0 for counts, 1 for sums, 2 for squares too. */
export type Power = 0 | 1 | 2;

/**
 * The totals of each group, exact.
 *
 * @param values whole numbers of a magnitude up to `reach`, or none to count alone
 */
export function totalsOf(
  { takesPart, groups }: SelectedRows,
  values: Values | undefined,
  { groups: size, reach, power }: {
    readonly groups: number;
    readonly reach: number;
    readonly power: Power;
  },
): Totals[] {
  if (groups === undefined) {
    if (values === undefined || power === 0) {
      return [{ count: countOnes(takesPart), sum: 0, squares: 0 }];
    }
    const isSafe = takesPart.length <= safeRows(reach);
    if (power === 1 && values instanceof Int32Array && isSafe) {
      return [sumOf(takesPart, values, reach)];
    }
  }
  return totalsByGroup(takesPart, groups, values, power, size);
}

/**
 * The number and the sum of all values that are not missing, in one pass; nothing
 * if doubles are not sure to hold them.
 */
export function totalOfAll(
  { values }: Steps,
  reach: number,
): Totals | undefined {
  if (!(values instanceof Int32Array) || values.length > safeRows(reach)) {
    return undefined;
  }
  return sumOfAll(values, reach);
}

function sumOfAll(values: Int32Array, reach: number): Totals {
  const n = values.length;
  const block = blockOf(reach);
  const totals = new Float64Array(2);
  for (let start = 0; start < n; start += block) {
    addPresent(values, start, Math.min(start + block, n), totals);
  }
  return { count: totals[0]!, sum: totals[1]!, squares: 0 };
}

/**
 * Adds the number and the sum of the values that are not missing, whose sum has
 * 32 bits. Four rows a turn, for the reason given in filtering.ts.
 */
function addPresent(
  values: Int32Array,
  start: number,
  end: number,
  totals: Float64Array,
): void {
  let count = 0;
  let sum = 0;
  let i = start;
  for (; i + 3 < end; i += 4) {
    const a = values[i]!;
    const b = values[i + 1]!;
    const c = values[i + 2]!;
    const d = values[i + 3]!;
    const hasA = +(a !== MISSING);
    const hasB = +(b !== MISSING);
    const hasC = +(c !== MISSING);
    const hasD = +(d !== MISSING);
    count = (count + hasA + hasB + hasC + hasD) | 0;
    sum = (sum + (-hasA & a)) | 0;
    sum = (sum + (-hasB & b)) | 0;
    sum = (sum + (-hasC & c)) | 0;
    sum = (sum + (-hasD & d)) | 0;
  }
  for (; i < end; i++) {
    const isThere = +(values[i]! !== MISSING);
    count = (count + isThere) | 0;
    sum = (sum + (-isThere & values[i]!)) | 0;
  }
  totals[0]! += count;
  totals[1]! += sum;
}

/**
 * How many values of this magnitude are added at a time: so few that their sum
 * has 32 bits, which are added the fastest, and so often that the loop is
 * compiled thoroughly.
 */
function blockOf(reach: number): number {
  return Math.min(Math.floor(0x7fffffff / reach), BLOCK);
}

/** How many values of this magnitude have a safe sum, in whatever order. */
function safeRows(reach: number): number {
  return Math.floor(SAFE / reach);
}

function sumOf(
  takesPart: Uint8Array,
  values: Int32Array,
  reach: number,
): Totals {
  const n = takesPart.length;
  const block = blockOf(reach);
  let count = 0;
  let sum = 0;
  for (let start = 0; start < n; start += block) {
    const end = Math.min(start + block, n);
    let part = 0;
    for (let i = start; i < end; i++) {
      const takes = takesPart[i]!;
      count = (count + takes) | 0;
      // All bits of a value or none, without a branch that values could make slow.
      part = (part + (-takes & values[i]!)) | 0;
    }
    sum += part;
  }
  return { count, sum, squares: 0 };
}

function totalsByGroup(
  takesPart: Uint8Array,
  groups: Int32Array | undefined,
  values: Values | undefined,
  power: Power,
  size: number,
): Totals[] {
  const n = takesPart.length;
  const counts = new Float64Array(size);
  const sums = new ExactSums(size);
  const squares = new ExactSums(power === 2 ? size : 0);
  for (let i = 0; i < n; i++) {
    if (takesPart[i] === 0) continue;
    const group = groups === undefined ? 0 : groups[i]!;
    counts[group]!++;
    if (power === 0 || values === undefined) continue;
    const value = values[i]!;
    sums.add(group, value);
    if (power === 2) squares.add(group, value * value);
  }
  return Array.from(counts, (count, i) => ({
    count,
    sum: sums.at(i),
    squares: power === 2 ? squares.at(i) : 0,
  }));
}

/** Sums of safe integers: doubles while they are safe, carried into bigints before they are not. */
class ExactSums {
  readonly #small: Float64Array;
  readonly #carried = new Map<number, bigint>();

  constructor(size: number) {
    this.#small = new Float64Array(size);
  }

  add(i: number, value: number): void {
    const small = this.#small[i]!;
    const sum = small + value;
    // A sum beyond the safe integers may be rounded, but not to a safe one.
    if (sum <= SAFE && sum >= -SAFE) {
      this.#small[i] = sum;
      return;
    }
    const carried = this.#carried.get(i) ?? 0n;
    this.#carried.set(i, carried + BigInt(small));
    this.#small[i] = value;
  }

  at(i: number): number | bigint {
    const small = this.#small[i]!;
    const carried = this.#carried.get(i);
    return carried === undefined ? small : carried + BigInt(small);
  }
}
