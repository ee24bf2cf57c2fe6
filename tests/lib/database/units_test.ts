import assert from "node:assert/strict";
import fc from "fast-check";
import {
  copyColumns,
  labelled,
  type NumberCells,
} from "lib/database/columns.ts";
import { DifferentiallyPrivateDatabase } from "lib/database/database.ts";
import type { Row } from "lib/rows.ts";
import type { Scalar } from "lib/where.ts";
import { NOISELESS } from "../sampling/sources.ts";
import {
  bounds,
  columnsOf,
  engineOf,
  grouping,
  personsOf,
  planFor,
  purchase,
  type Rows,
  totalsOf,
  where,
} from "./people.ts";

const isSomebody = ({ person }: Row) =>
  person !== null && person !== undefined && !Number.isNaN(person);

/** By person; −0 is 0 to a Map too. */
const byPerson = (rows: readonly Row[]) =>
  Map.groupBy(rows.filter(isSomebody), ({ person }) => person);

/** Ids of every kind, and those that number their codes in different ways. */
const ids: Readonly<Record<string, readonly unknown[]>> = {
  "small numbers": [1, 2, 3, null, NaN],
  "zeros of both signs": [0, -0, -1, undefined],
  "large numbers and fractions": [1e300, -0.5, 2 ** 53, 7, -0, 0, NaN],
  texts: ["1", "", "ann", null],
  "a mix": [1, "1", true, "true", -0, 0, "0", NaN, null],
};

const mostRows = fc.integer({ min: 1, max: 3 });

/** Tables in which most persons have several rows. */
const tablesOf = (persons: readonly unknown[]) =>
  fc.array(
    fc.tuple(purchase, fc.constantFrom(...persons))
      .map(([row, person]): Row => ({ ...row, person })),
    { minLength: 6, maxLength: 14 },
  ).map((rows) => rows.map((row, number) => ({ ...row, number })));

const every = { min: 0, max: 99, step: 1 };

for (const [kind, persons] of Object.entries(ids)) {
  const tables = tablesOf(persons);

  Deno.test(`which rows of a person take part depends on their rows alone: ${kind} as ids`, async () => {
    const question = fc.record({ where, groupBy: grouping });
    let limited = 0;
    await fc.assert(
      fc.asyncProperty(
        tables,
        mostRows,
        question,
        async (rows, k, question) => {
          const { where, groupBy } = question;
          const plan = planFor({
            query: "quantile",
            column: "number",
            bounds: every,
            where,
            ...groupBy && { groupBy },
          }, k);
          // As in a table of nobody else, so whatever happens to the others' rows.
          /** By group, the numbers of the rows that take part. */
          const kept = (rows: readonly Row[]) => engineOf(rows, k).values(plan);
          const alone = await Promise.all(
            [...byPerson(rows).values()].map(kept),
          );
          (await kept(rows)).forEach((numbers, group) => {
            const theirs = alone.flatMap((groups) => [...groups[group]!]);
            assert.deepEqual([...numbers], theirs.toSorted((a, b) => a - b));
          });
          const sizes = alone.map((groups) =>
            groups.reduce((sum, numbers) => sum + numbers.length, 0)
          );
          assert(sizes.every((size) => size <= k));
          limited += sizes.filter((size) => size === k).length;
        },
      ),
      { seed: 42, numRuns: 1000 },
    );
    assert(limited > 300);
  });

  Deno.test(`totals are those of each person's rows, added up: ${kind} as ids`, async () => {
    const question = fc.record({ where, groupBy: grouping, bounds });
    await fc.assert(
      fc.asyncProperty(
        tables,
        mostRows,
        question,
        async (rows, k, question) => {
          const { where, groupBy, bounds } = question;
          const plan = planFor({
            query: "variance",
            column: "x",
            bounds,
            where,
            ...groupBy && { groupBy },
          }, k);
          const alone = await Promise.all(
            [...byPerson(rows).values()].map((rows) => totalsOf(plan, rows)),
          );
          (await totalsOf(plan, rows)).forEach((groups, i) =>
            groups.forEach((total, group) => {
              const sum = alone.reduce(
                (sum, totals) => sum + totals[i]![group]!,
                0n,
              );
              assert.equal(total, sum);
            })
          );
        },
      ),
      { seed: 42, numRuns: 400 },
    );
  });

  Deno.test(`a key counts the persons who have it in their first rows with a key: ${kind} as ids`, async () => {
    await fc.assert(
      fc.asyncProperty(tables, mostRows, where, async (rows, k, where) => {
        const keys = { shop: "private" };
        const plan = planFor(
          { query: "count", groupBy: keys, where, delta: 0.1 },
          k,
        );
        const counts = (rows: readonly Row[], maxRows: Rows) =>
          personsOf({ ...plan, maxRows }, rows);
        const expected = new Map<Scalar, number>();
        for (const theirs of byPerson(rows).values()) {
          const each = await Promise.all(
            theirs.map(async (row) => [...await counts([row], undefined)]),
          );
          const first = each.flat().slice(0, k).map(([key]) => key);
          for (const key of new Set(first)) {
            expected.set(key, (expected.get(key) ?? 0) + 1);
          }
        }
        const found = await counts(rows, k);
        assert.deepEqual(
          Object.fromEntries(found),
          Object.fromEntries(expected),
        );
      }),
      { seed: 42, numRuns: 400 },
    );
  });
}

Deno.test("rows without a person never take part, whatever is asked", async () => {
  const nobody = [null, undefined, NaN, {}, [1], Symbol("1")].map((person) => ({
    person,
    x: 3,
    shop: "a",
    day: 1,
  }));
  const engine = engineOf(nobody, 5);
  const bounds = { min: 0, max: 5, step: 1 };
  for (const query of ["count", "sum", "variance"]) {
    const column = query !== "count" && { column: "x", bounds };
    const plan = planFor({ query, ...column }, 5);
    assert.deepEqual(await engine.totals(plan, query === "count" ? 0 : 2), [
      { count: 0, sum: 0, squares: 0 },
    ]);
  }
  const quantile = planFor({ query: "quantile", column: "x", bounds }, 5);
  assert.deepEqual(await engine.values(quantile), [new Float64Array()]);
  assert.equal((await personsOf(quantile, nobody)).size, 0);
});

Deno.test("more rows than a byte counts are limited as few are", async () => {
  const rows = Array.from({ length: 1000 }, (_, i) => ({
    person: i % 2,
    x: 1,
    shop: "a",
    day: i,
  }));
  for (const maxRows of [254, 255, 256, 257, 499, 500, 501, 2 ** 40]) {
    const plan = planFor({ query: "count" }, maxRows);
    const [total] = await engineOf(rows, maxRows).totals(plan, 0);
    assert.equal(total!.count, 2 * Math.min(maxRows, 500));
  }
});

Deno.test("rows without a key, a value or a group do not use up a person's rows", async () => {
  const rows = [
    { person: 1, x: null, shop: null, day: null },
    { person: 1, x: null, shop: "b", day: 0 },
    { person: 1, x: 4, shop: "a", day: 1 },
    { person: 1, x: 5, shop: "a", day: 1 },
  ];
  const database = new DifferentiallyPrivateDatabase(columnsOf(rows), {
    epsilonBudget: 100 * NOISELESS,
    privacyUnit: { column: "person", maxRows: 1 },
  });
  const epsilon = 10 * NOISELESS;
  const bounds = { min: 0, max: 5, step: 1 };
  assert.equal((await database.sum("x", { bounds, epsilon })).value, 4);
  const byShop = await database.groupBy({ shop: ["a"] }).count({ epsilon });
  assert.equal(byShop.get("a")!.value, 1);
  const plan = planFor(
    { query: "count", groupBy: { shop: "private" }, delta: 0.1 },
    1,
  );
  assert.deepEqual([...await personsOf(plan, rows)], [["b", 1]]);
});

Deno.test("labelled() gives equal numbers one code, by a table and by sorting", () => {
  const near = fc.constantFrom(NaN, -0, 0, 1, 2, 3, -4);
  const far = fc.constantFrom(NaN, -0, 0, 0.5, -1e300, 2 ** 60, Infinity, 3);
  for (const value of [near, far]) {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 20 }), (values) => {
        const cells: NumberCells = {
          kind: "numbers",
          values: Float64Array.from(values),
        };
        const { codes, labels } = labelled(cells);
        assert.equal(new Set(labels).size, labels.length);
        values.forEach((value, i) => {
          if (Number.isNaN(value)) assert.equal(codes[i], -1);
          else assert(labels[codes[i]!] === value);
        });
        const distinct = new Set(
          values.filter((value) => !Number.isNaN(value)),
        );
        assert.equal(labels.length, distinct.size);
      }),
      { seed: 42, numRuns: 500 },
    );
  }
});

Deno.test("a private key is 0, never −0, whoever's row comes first", async () => {
  for (const others of [[1], [1e12, 0.5], ["text"]]) {
    for (const zeros of [[-0, 0, 0], [0, -0, 0], [-0, -0, -0]]) {
      const shops = [...zeros, ...others];
      const { cells } = copyColumns({ shop: shops });
      const rows = shops.map((shop, person) => ({ shop, person }));
      const plan = planFor(
        { query: "count", groupBy: { shop: "private" }, delta: 0.1 },
        1,
      );
      // Not in a Map, in which −0 would become 0.
      const { keys, counts } = await engineOf(rows, 1).persons(plan, "shop");
      const zero = keys.indexOf(0);
      assert(Object.is(keys[zero], 0));
      assert.equal(counts[zero], 3);
      assert.equal(labelled(cells.get("shop")!).codes.length, shops.length);
    }
  }
});
