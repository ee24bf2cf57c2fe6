import assert from "node:assert/strict";
import { createPurchaseDataset, purchasesSchema } from "lib/datasets/mod.ts";
import { fitsColumn, type RowOf } from "lib/schema.ts";
import { toRows } from "lib/table.ts";

type Purchase = RowOf<typeof purchasesSchema>;

const purchases = (n?: number, options?: { seed?: number | string }) =>
  toRows(createPurchaseDataset(n, options)) as unknown as Purchase[];

/** The purchases of each customer. */
const byCustomer = (
  rows: readonly Purchase[],
) => [...Map.groupBy(rows, ({ customer }) => customer).values()];

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
const spent = (rows: readonly Purchase[]) =>
  sum(rows.map((row) => row.price_cents!));

Deno.test("createPurchaseDataset() makes 1000 customers with seed 42 unless told otherwise", () => {
  assert.deepEqual(createPurchaseDataset().shape, [5109, 5]);
  assert.equal(byCustomer(purchases()).length, 1000);
  assert.deepEqual(purchases(), purchases(1000, { seed: 42 }));
});

Deno.test("createPurchaseDataset() makes the purchases that the lessons speak of", () => {
  const first = { customer: 1, coupon: null };
  assert.deepEqual(purchases().slice(0, 3), [
    { ...first, day: 135, category: "clothing", price_cents: 3991 },
    { ...first, day: 181, category: "food", price_cents: 1389 },
    { ...first, day: 218, category: "food", price_cents: 2985 },
  ]);
  assert.equal(spent(purchases()), 21_816_910);
});

Deno.test("createPurchaseDataset() fits its schema in every cell, a missing coupon apart", () => {
  for (const seed of [42, 7, "another"]) {
    const table = createPurchaseDataset(3000, { seed });
    assert.deepEqual(table.columns, Object.keys(purchasesSchema.columns));
    const rows = toRows(table);
    for (const [name, column] of Object.entries(purchasesSchema.columns)) {
      const fits = (cell: unknown) =>
        fitsColumn(column, cell) || (name === "coupon" && cell === null);
      assert(rows.every((row) => fits(row[name])), name);
    }
  }
});

Deno.test("createPurchaseDataset() stands by customer, from 1 with none left out, then by day", () => {
  const customers = byCustomer(purchases(500));
  customers.forEach((rows, i) => {
    assert(rows.every(({ customer }) => customer === i + 1));
    const days = rows.map((row) => row.day!);
    assert.deepEqual(days, days.toSorted((a, b) => a - b));
  });
  assert.equal(customers.length, 500);
  assert.deepEqual(customers.flat(), purchases(500));
});

Deno.test("createPurchaseDataset() has customers with one purchase, with several and with dozens", () => {
  const counts = byCustomer(purchases()).map(({ length }) => length);
  assert.equal(Math.max(...counts), 90);
  assert(counts.filter((count) => count === 1).length > 100);
  assert(counts.filter((count) => count > 5).length > 200);
  assert(counts.filter((count) => count >= 24).length > 10);
});

Deno.test("createPurchaseDataset() has a long tail of prices and of customers", () => {
  const rows = purchases();
  const share = (test: (cents: number) => boolean) =>
    rows.filter((row) => test(row.price_cents!)).length / rows.length;
  assert(share((cents) => cents >= 500 && cents <= 6000) > 0.8);
  const rare = share((cents) => cents > 100_000);
  assert(rare > 0 && rare < 0.01);
  const totals = byCustomer(rows).map(spent).sort((a, b) => b - a);
  assert(sum(totals.slice(0, 10)) > 0.1 * spent(rows));
});

Deno.test("createPurchaseDataset() has coupons of many customers, and some of one or two alone", () => {
  const used = purchases().filter(({ coupon }) => coupon !== null);
  const users = [...Map.groupBy(used, ({ coupon }) => coupon!)].map((
    [coupon, rows],
  ) => ({
    isApology: /^SORRY-[A-Z]{4}$/.test(coupon),
    customers: [...new Set(rows.map((row) => row.customer!))],
  }));
  const [apologies, shop] = [true, false].map((isApology) =>
    users.filter((user) => user.isApology === isApology)
      .map(({ customers }) => customers)
  );
  assert.equal(shop!.length, 20);
  assert(shop!.every(({ length }) => length >= 10));
  assert.equal(apologies!.length, 13);
  assert.deepEqual(
    [...new Set(apologies!.map(({ length }) => length))].sort(),
    [1, 2],
  );
  for (const customers of apologies!) {
    assert.equal(new Set(customers.map((id) => Math.ceil(id / 2))).size, 1);
  }
});

Deno.test("createPurchaseDataset() with fewer customers makes the first of the more", () => {
  for (const seed of [42, 7]) {
    const all = purchases(300, { seed });
    for (const n of [1, 2, 33, 299]) {
      assert.deepEqual(
        purchases(n, { seed }),
        all.filter((row) => row.customer! <= n),
      );
    }
  }
});

Deno.test("createPurchaseDataset() makes other purchases with another seed", () => {
  const tables = [42, 43, "42"].map((seed) =>
    JSON.stringify(purchases(5, { seed }))
  );
  assert.equal(new Set(tables).size, 3);
});

Deno.test("createPurchaseDataset() refuses a number of customers that is not whole and above 0", () => {
  for (const n of [0, -1, 1.5, NaN, Infinity]) {
    assert.throws(() => createPurchaseDataset(n), {
      name: "RangeError",
      message:
        `Cannot create the purchase dataset: n must be a whole number of at least 1, but is ${n}`,
    });
  }
});
