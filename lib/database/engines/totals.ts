import type { Totals } from "./engine.ts";
import { countOnes } from "./filtering.ts";
import type { SelectedRows } from "./rows.ts";
import { MISSING, type Steps } from "./steps.ts";

const SAFE = Number.MAX_SAFE_INTEGER;

type Values = Int32Array | Float64Array;

/** What has to be added up: 0 for counts, 1 for sums, 2 for squares too. */
export type Power = 0 | 1 | 2;

/**
 * The totals of each group, exact: added up as doubles in spans of rows whose
 * totals are sure to be safe integers, and the spans as bigints.
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
  const rows = takesPart.length;
  const span = safeRows(reach, power);
  let all: Totals[] | undefined;
  for (let start = 0; start < Math.max(rows, 1); start += span) {
    const end = Math.min(start + span, rows);
    const some = groups === undefined
      ? [totalOf(takesPart, values, power, start, end)]
      : totalsByGroup(takesPart, groups, values, power, start, end, size);
    all = all === undefined
      ? some
      : all.map((total, i) => plus(total, some[i]!));
  }
  return all!;
}

/**
 * The number and the sum of all values that are not missing, in one pass; nothing
 * if doubles are not sure to hold them.
 */
export function totalOfAll(
  { values }: Steps,
  reach: number,
): Totals | undefined {
  if (!(values instanceof Int32Array) || values.length > safeRows(reach, 1)) {
    return undefined;
  }
  return sumOfAll(values);
}

function sumOfAll(values: Int32Array): Totals {
  const n = values.length;
  let count = 0;
  let sum = 0;
  let i = 0;
  // Four rows a turn, for the reason given in filtering.ts.
  for (; i + 3 < n; i += 4) {
    const a = values[i]!;
    const b = values[i + 1]!;
    const c = values[i + 2]!;
    const d = values[i + 3]!;
    const hasA = +(a !== MISSING);
    const hasB = +(b !== MISSING);
    const hasC = +(c !== MISSING);
    const hasD = +(d !== MISSING);
    count += hasA + hasB + hasC + hasD;
    sum += -hasA & a;
    sum += -hasB & b;
    sum += -hasC & c;
    sum += -hasD & d;
  }
  for (; i < n; i++) {
    const isThere = +(values[i]! !== MISSING);
    count += isThere;
    sum += -isThere & values[i]!;
  }
  return { count, sum, squares: 0 };
}

/** How many values of this magnitude, or squares, have a safe total. */
function safeRows(reach: number, power: Power): number {
  return Math.floor(SAFE / reach ** Math.max(power, 1));
}

function plus(a: Totals, b: Totals): Totals {
  return {
    count: a.count + b.count,
    sum: BigInt(a.sum) + BigInt(b.sum),
    squares: BigInt(a.squares) + BigInt(b.squares),
  };
}

function totalOf(
  takesPart: Uint8Array,
  values: Values | undefined,
  power: Power,
  start: number,
  end: number,
): Totals {
  if (power === 0 || values === undefined) {
    const count = countOnes(takesPart, start, end);
    return { count, sum: 0, squares: 0 };
  }
  return power === 1 && values instanceof Int32Array
    ? sumOf(takesPart, values, start, end)
    : powersOf(takesPart, values, power, start, end);
}

function sumOf(
  takesPart: Uint8Array,
  values: Int32Array,
  start: number,
  end: number,
): Totals {
  let count = 0;
  let sum = 0;
  for (let i = start; i < end; i++) {
    const takes = takesPart[i]!;
    count += takes;
    // All bits of a value or none, without a branch that values could make slow.
    sum += -takes & values[i]!;
  }
  return { count, sum, squares: 0 };
}

function powersOf(
  takesPart: Uint8Array,
  values: Values,
  power: Power,
  start: number,
  end: number,
): Totals {
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (let i = start; i < end; i++) {
    if (takesPart[i] === 0) continue;
    const value = values[i]!;
    count++;
    sum += value;
    if (power === 2) squares += value * value;
  }
  return { count, sum, squares };
}

function totalsByGroup(
  takesPart: Uint8Array,
  groups: Int32Array,
  values: Values | undefined,
  power: Power,
  start: number,
  end: number,
  size: number,
): Totals[] {
  const counts = new Float64Array(size);
  const sums = new Float64Array(size);
  const squares = new Float64Array(size);
  for (let i = start; i < end; i++) {
    if (takesPart[i] === 0) continue;
    const group = groups[i]!;
    counts[group]!++;
    if (power === 0 || values === undefined) continue;
    const value = values[i]!;
    sums[group]! += value;
    if (power === 2) squares[group]! += value * value;
  }
  return Array.from(counts, (count, i) => ({
    count,
    sum: sums[i]!,
    squares: squares[i]!,
  }));
}
