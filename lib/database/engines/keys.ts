import type { Persons } from "./rows.ts";

/**
 * How many persons have each key in the rows that take part, which are rows of
 * somebody. Each key takes a place in an array: a Map would hold no more than
 * 2^24 of them, and how many there are is a secret.
 *
 * @param keys the key of each row, by number
 * @param persons each row its own if left out
 */
export function personsByKey(
  keys: Int32Array,
  size: number,
  takesPart: Uint8Array,
  persons: Persons | undefined,
): Uint32Array {
  const rows = rowsByKey(keys, size, takesPart);
  return persons === undefined
    ? rows
    : withoutRepeats(inOrderOfKeys(keys, rows, takesPart, persons), rows);
}

function rowsByKey(
  keys: Int32Array,
  size: number,
  takesPart: Uint8Array,
): Uint32Array {
  const n = keys.length;
  const rows = new Uint32Array(size);
  for (let i = 0; i < n; i++) {
    if (takesPart[i] === 1) rows[keys[i]!]!++;
  }
  return rows;
}

/** The persons of the rows that take part, in the order of the keys of these. */
function inOrderOfKeys(
  keys: Int32Array,
  rows: Uint32Array,
  takesPart: Uint8Array,
  { codes, count }: Persons,
): Persons {
  const places = new Uint32Array(rows.length);
  let taken = 0;
  for (let key = 0; key < rows.length; key++) {
    places[key] = taken;
    taken += rows[key]!;
  }
  const sorted = new Int32Array(taken);
  const n = keys.length;
  for (let i = 0; i < n; i++) {
    if (takesPart[i] === 1) sorted[places[keys[i]!]!++] = codes[i]!;
  }
  return { codes: sorted, count };
}

/** @param persons in the order of their keys, of which each has so many `rows` */
function withoutRepeats(
  { codes, count }: Persons,
  rows: Uint32Array,
): Uint32Array {
  const latest = new Int32Array(count).fill(-1);
  const persons = new Uint32Array(rows.length);
  let i = 0;
  for (let key = 0; key < rows.length; key++) {
    for (const end = i + rows[key]!; i < end; i++) {
      const person = codes[i]!;
      if (latest[person] === key) continue;
      latest[person] = key;
      persons[key]!++;
    }
  }
  return persons;
}
