import assert from "node:assert/strict";
import { drawsFrom } from "lib/datasets/draws.ts";
import { createIncomeDataset, incomesSchema } from "lib/datasets/mod.ts";
import { fitsColumn } from "lib/schema.ts";
import { seededRandom } from "lib/seeded_random.ts";
import { toRows } from "lib/table.ts";

const friends = (n?: number, options?: { seed?: number | string }) =>
  toRows(createIncomeDataset(n, options));

Deno.test("createIncomeDataset() makes 1000 friends with seed 42 unless told otherwise", () => {
  assert.deepEqual(createIncomeDataset().shape, [1000, 2]);
  assert.deepEqual(friends(), friends(1000, { seed: 42 }));
});

Deno.test("createIncomeDataset() makes the friends that the lessons speak of", () => {
  assert.deepEqual(friends(3), [
    { friend: 1, income: 68041 },
    { friend: 2, income: 98823 },
    { friend: 3, income: 73350 },
  ]);
});

Deno.test("createIncomeDataset() fits its schema in every cell and numbers the friends", () => {
  const rows = friends(20_000, { seed: 7 });
  assert.deepEqual(
    createIncomeDataset(1).columns,
    Object.keys(incomesSchema.columns),
  );
  for (const [name, column] of Object.entries(incomesSchema.columns)) {
    assert(rows.every((row) => fitsColumn(column, row[name])), name);
  }
  assert(rows.every(({ friend }, i) => friend === i + 1));
});

Deno.test("createIncomeDataset() rounds to the nearest dollar, so that no mean moves", () => {
  const { normal } = drawsFrom(seededRandom(42));
  for (const { income } of friends(100)) {
    assert(Math.abs(income as number - normal(70_000, 10_000)) <= 0.5);
  }
});

Deno.test("createIncomeDataset() with fewer friends makes the first of the more", () => {
  for (const seed of [42, 7]) {
    const all = friends(500, { seed });
    for (const n of [1, 2, 33, 499]) {
      assert.deepEqual(friends(n, { seed }), all.slice(0, n));
    }
  }
});

Deno.test("createIncomeDataset() makes other friends with another seed", () => {
  const tables = [42, 43, "42"].map((seed) =>
    JSON.stringify(friends(5, { seed }))
  );
  assert.equal(new Set(tables).size, 3);
});

Deno.test("createIncomeDataset() refuses a number of friends that is not whole and above 0", () => {
  for (const n of [0, -1, 1.5, NaN, Infinity]) {
    assert.throws(() => createIncomeDataset(n), {
      name: "RangeError",
      message:
        `Cannot create the income dataset: n must be a whole number of at least 1, but is ${n}`,
    });
  }
});
