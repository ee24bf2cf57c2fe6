import type { Cells, Columns } from "../columns.ts";
import { type Dimension, sizeOf } from "../dimension.ts";

/** The group of each row, −1 for a row of none; nothing if there is but one group. */
export function groupsOf(
  dimensions: readonly Dimension[],
  { cells }: Columns,
): Int32Array | undefined {
  const [first, ...rest] = dimensions;
  if (first === undefined) return undefined;
  const groups = placesOf(first, cells.get(first.column)!);
  for (const dimension of rest) {
    const places = placesOf(dimension, cells.get(dimension.column)!);
    const size = sizeOf(dimension);
    combine(groups, places, size);
  }
  return groups;
}

/** Where each row belongs among the keys or bins of one column. */
function placesOf(dimension: Dimension, cells: Cells): Int32Array {
  const placeOf = dimension.kind === "keys"
    ? keyPlace(dimension.keys)
    : binPlace(dimension);
  if (cells.kind === "numbers") {
    const { values } = cells;
    const places = new Int32Array(values.length);
    for (let i = 0; i < places.length; i++) places[i] = placeOf(values[i]!);
    return places;
  }
  const { codes, labels } = cells;
  const byCode = new Int32Array(labels.length + 1).fill(-1);
  labels.forEach((label, i) => byCode[i + 1] = placeOf(label));
  const places = new Int32Array(codes.length);
  for (let i = 0; i < places.length; i++) places[i] = byCode[codes[i]! + 1]!;
  return places;
}

function combine(groups: Int32Array, places: Int32Array, size: number): void {
  const n = groups.length;
  for (let i = 0; i < n; i++) {
    const group = groups[i]!;
    const place = places[i]!;
    groups[i] = group < 0 || place < 0 ? -1 : group * size + place;
  }
}

const WIDEST_TABLE = 2 ** 16;

function keyPlace(keys: readonly unknown[]): (value: unknown) => number {
  const places = new Map(keys.map((key, i) => [key, i]));
  const areWhole = keys.every(Number.isInteger);
  const whole = areWhole ? keys as readonly number[] : [];
  const low = whole.reduce((a, b) => Math.min(a, b), Infinity);
  const high = whole.reduce((a, b) => Math.max(a, b), -Infinity);
  if (!areWhole || high - low >= WIDEST_TABLE) {
    // NaN would be found in a Map, but is not among the keys.
    return (value) => places.get(value) ?? -1;
  }
  const table = new Int32Array(high - low + 1).fill(-1);
  whole.forEach((key, i) => table[key - low] = i);
  return (value) => {
    const place = typeof value === "number" ? table[value - low] ?? -1 : -1;
    // The difference is rounded: 1e-20 is as far from −1 as 0 is.
    return keys[place] === value ? place : -1;
  };
}

/** The bin of a value, found by halving or, if bins are even, near where it should be. */
function binPlace(
  { edges, clamped }: Dimension & { kind: "bins" },
): (value: unknown) => number {
  const ends = Float64Array.from(edges);
  const last = ends.length - 1;
  const [min, max] = [ends[0]!, ends[last]!];
  const perUnit = last / (max - min);
  // Values are clamped to even bins alone. Of bounds too far apart or too near, how
  // many bins go into a unit is no number to count with.
  const areEven = clamped && perUnit > 0 && perUnit < Infinity;
  return (value) => {
    if (typeof value !== "number" || value !== value) return -1;
    if (value < min) return clamped ? 0 : -1;
    if (value >= max) return clamped || value === max ? last - 1 : -1;
    if (areEven) {
      let place = Math.min(Math.floor((value - min) * perUnit), last - 1);
      while (value < ends[place]!) place--;
      while (value >= ends[place + 1]!) place++;
      return place;
    }
    let [low, high] = [0, last];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (value >= ends[middle]!) low = middle;
      else high = middle;
    }
    return low;
  };
}
