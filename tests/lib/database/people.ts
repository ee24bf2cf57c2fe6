import assert from "node:assert/strict";
import fc from "fast-check";
import { copyColumns } from "lib/database/columns.ts";
import { MemoryEngine } from "lib/database/engines/memory.ts";
import {
  type Plan,
  planOf,
  type PublicFacts,
  type Selection,
} from "lib/database/plan.ts";
import type { NeighboringRelation } from "lib/database/sensitivity.ts";
import type { Row } from "lib/rows.ts";
import type { Scalar, Where } from "lib/where.ts";

/** Tables of purchases in which a person has several rows and anything can be missing. */

export const columns = ["person", "x", "shop", "day", "number"];

export const relations = ["add-remove", "replace-one"] as const;

/** How many rows of a person take part; undefined if a row is a person. */
export type Rows = number | undefined;

export const unitText = (maxRows: Rows) =>
  maxRows === undefined ? "no unit" : `maxRows ${maxRows}`;

/** A table with these columns, also of no rows. */
export function columnsOf(rows: readonly Row[], names = columns) {
  return Object.fromEntries(
    names.map((name) => [name, rows.map((row) => row[name])]),
  );
}

/** The kind of budget that pays for a question. */
function kindOf(question: object): PublicFacts["budgetKind"] {
  if ("rho" in question) return "zero-concentrated";
  return "delta" in question ? "approximate" : "pure";
}

/** The plan of a question at ε = 1, unless it has its own cost. */
export function planFor(
  question: object,
  maxRows: Rows,
  relation: NeighboringRelation = "add-remove",
): Plan {
  const cost = "rho" in question ? {} : { epsilon: 1 };
  return planOf({ ...cost, ...question }, {
    columns,
    schema: undefined,
    relation,
    privacyUnit: maxRows === undefined
      ? undefined
      : { column: "person", maxRows },
    budgetKind: kindOf(question),
  });
}

export function engineOf(rows: readonly Row[], maxRows: Rows): MemoryEngine {
  return new MemoryEngine(
    copyColumns(columnsOf(rows)),
    maxRows === undefined ? undefined : "person",
  );
}

/** The exact totals of each statistic by group. */
export async function totalsOf(
  plan: Plan,
  rows: readonly Row[],
): Promise<bigint[][]> {
  const power = plan.query === "count" ? 0 : plan.query === "variance" ? 2 : 1;
  const totals = await engineOf(rows, plan.maxRows).totals(plan, power);
  return plan.statistics.map(({ name }) =>
    totals.map((total) => BigInt(total[name]))
  );
}

/** How many persons have each key of the shops, by key. */
export async function personsOf(
  plan: Selection,
  rows: readonly Row[],
): Promise<Map<Scalar, number>> {
  const engine = engineOf(rows, plan.maxRows);
  const { keys, counts } = await engine.persons(plan, "shop");
  assert.equal(keys.length, counts.length);
  assert.equal(new Set(keys).size, keys.length);
  return new Map(keys.map((key, i) => [key, counts[i]!]));
}

export const day = fc.constantFrom(null, NaN, -1, 0, 1, 2, 3.5, 4, 9);

export const purchase: fc.Arbitrary<Row> = fc.record({
  person: fc.constantFrom<unknown>(1, 2, 3, 1, 2, 3, null),
  x: fc.constantFrom<unknown>(
    ...[null, NaN, "3", -Infinity, -7, -2.25, -2, -0.25, 0, 0.25, 0.75, 1, 2.5],
    ...[3, 4, 5, 1e300, Infinity],
  ),
  shop: fc.constantFrom<unknown>("a", "b", "c", null),
  day,
});

export const rowsUpTo = (maxLength: number) =>
  fc.array(purchase, { maxLength });

const condition: fc.Arbitrary<Where> = fc.oneof(
  fc.constantFrom<Where>({}, { x: "3" }, { shop: { in: ["a", "c"] } }),
  fc.record({ shop: fc.constantFrom("a", "b") }),
  fc.record({ day: fc.record({ min: fc.constantFrom(-1, 0, 2) }) }),
  fc.record({ x: fc.record({ max: fc.constantFrom(-2, 1, 4) }) }),
);

export const where: fc.Arbitrary<Where> = fc.oneof(
  { weight: 3, arbitrary: condition },
  fc.record({ not: condition }),
  fc.record({ or: fc.array(condition, { maxLength: 2 }) }),
  fc.record({ and: fc.array(condition, { maxLength: 2 }), not: condition }),
);

export const bounds = fc.constantFrom(
  { min: 0, max: 5, step: 1 },
  { min: -5, max: 5, step: 0.5 },
  { min: 2, max: 5, step: 1 },
  { min: -7, max: -2, step: 0.25 },
  { min: -1.1, max: 4, step: 0.5 },
);

/** No groups, one, some of one column, and of two. */
export const groupings = [
  undefined,
  { shop: ["a"] },
  { shop: ["a", "b"] },
  { shop: ["b", "a"], day: { edges: [0, 2, 4] } },
] as const;

export const grouping = fc.constantFrom(...groupings);

/** Tables that differ by a person: one removed, one added, one replaced. */
export interface Neighbors {
  readonly relation: NeighboringRelation;
  readonly rows: readonly Row[];
}

/**
 * All tables without one person of this one, with one more, and with one
 * replaced; the rows of a new person go to these places, each from 0 to 1.
 */
export function neighborsOf(
  rows: readonly Row[],
  maxRows: Rows,
  newRows: readonly Row[],
  places: readonly number[],
): Neighbors[] {
  const isRow = maxRows === undefined;
  const persons = isRow
    ? rows.map((row) => (other: Row) => other === row)
    : [...new Set(rows.map(({ person }) => person))]
      .filter((person) => person !== null)
      .map((person) => (row: Row) => row.person === person);
  const arriving = newRows.slice(0, isRow ? 1 : undefined)
    .map((row) => ({ ...row, person: "new" }));
  const withNew = (rows: readonly Row[]) =>
    arriving.reduce<readonly Row[]>((all, row, i) => {
      const place = Math.floor(places[i]! * (all.length + 1));
      return all.toSpliced(place, 0, row);
    }, rows);
  const without = persons.map((isTheirs) =>
    rows.filter((row) => !isTheirs(row))
  );
  return [
    ...[...without, withNew(rows)].map((rows) => ({
      relation: "add-remove" as const,
      rows,
    })),
    ...without.map((rest) => ({
      relation: "replace-one" as const,
      rows: withNew(rest),
    })),
  ];
}

/** A table, what neighbors it has, and how a person is bounded. */
export const neighborhood = fc.record({
  rows: rowsUpTo(8),
  newRows: fc.array(purchase, { minLength: 1, maxLength: 4 }),
  places: fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), {
    minLength: 4,
    maxLength: 4,
  }),
  maxRows: fc.constantFrom<Rows>(undefined, 1, 2, 3),
});
