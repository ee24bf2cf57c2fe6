import assert from "node:assert/strict";
import { createPurchaseDataset, purchasesSchema } from "lib/datasets/mod.ts";
import type { RowOf } from "lib/schema.ts";
import { toRows } from "lib/table.ts";
import { countBetween, massBetween, normalCdf } from "./helpers.ts";
import { type Claims, drawsNeeded, requireClaims } from "./power.ts";

type Purchase = RowOf<typeof purchasesSchema>;

const CUSTOMERS = 60_000;
const purchases = toRows(
  createPurchaseDataset(CUSTOMERS, { seed: 1 }),
) as unknown as Purchase[];

/** There are enough values to find the wrong claims out, and they are found out. */
function requirePower(
  values: readonly number[],
  edges: readonly number[],
  claims: Claims,
) {
  assert(drawsNeeded(claims) <= values.length, `${drawsNeeded(claims)}`);
  requireClaims(countBetween(values, edges), claims);
}

Deno.test("createPurchaseDataset() draws the purchases of a customer from a log-normal rounded up, 10% told apart", () => {
  const edges = [2, 3, 4, 6, 9, 14, 24];
  const shares = (mean: number, deviation: number) =>
    massBetween((k) => normalCdf((Math.log(k - 1) - mean) / deviation), edges);
  const counts = Map.groupBy(purchases, ({ customer }) => customer);
  const values = [...counts.values()].map(({ length }) => length);
  assert.equal(values.length, CUSTOMERS);
  requirePower(values, edges, {
    right: shares(1, 1),
    wrong: [
      ...[0.9, 1.1].map((mean) => shares(mean, 1)),
      ...[0.9, 1.1].map((deviation) => shares(1, deviation)),
      // A geometric number of the same mean has a shorter tail.
      massBetween((k) => 1 - (1 - 1 / 5) ** (k - 1), edges),
    ],
  });
});

Deno.test("createPurchaseDataset() spreads the purchases evenly over the year, 10% told apart", () => {
  const edges = [47, 92, 138, 184, 230, 276, 321];
  const shares = (tilt: number) =>
    massBetween((day) => {
      const x = (day - 1) / 365;
      return x + tilt * x * (1 - x);
    }, edges);
  requirePower(purchases.map(({ day }) => day!), edges, {
    right: shares(0),
    wrong: [-0.1, 0.1].map(shares),
  });
  assert.deepEqual(
    [1, 365].map((end) => purchases.some(({ day }) => day === end)),
    [true, true],
  );
});

const { categories } = purchasesSchema.columns.category;

Deno.test("createPurchaseDataset() draws the categories with their shares, 20% told apart", () => {
  requirePower(
    purchases.map(({ category }) => categories.indexOf(category!)),
    [1, 2, 3, 4, 5],
    {
      right: [0.4, 0.15, 0.15, 0.15, 0.1, 0.05],
      wrong: [
        [0.39, 0.15, 0.15, 0.15, 0.1, 0.06],
        [0.4, 0.13, 0.15, 0.17, 0.1, 0.05],
        [0.42, 0.15, 0.15, 0.15, 0.08, 0.05],
      ],
    },
  );
});

const prices: Record<string, [dollars: number, deviation: number]> = {
  food: [18, 0.7],
  books: [15, 0.5],
  clothing: [40, 0.7],
  home: [30, 0.8],
  toys: [22, 0.6],
  electronics: [150, 1],
};

for (const [category, [dollars, deviation]] of Object.entries(prices)) {
  Deno.test(`createPurchaseDataset() draws log-normal prices of ${category}, 10% told apart`, () => {
    const median = 100 * dollars;
    const edges = [-1.5, -1, -0.5, 0, 0.5, 1, 1.5].map((z) =>
      Math.round(median * Math.exp(z * deviation))
    );
    const shares = (median: number, deviation: number) =>
      massBetween(
        (cents) => normalCdf(Math.log((cents - 0.5) / median) / deviation),
        edges,
      );
    const values = purchases.filter((row) => row.category === category)
      .map((row) => row.price_cents!);
    requirePower(values, edges, {
      right: shares(median, deviation),
      wrong: [0.9, 1.1].flatMap((factor) => [
        shares(median * factor, deviation),
        shares(median, deviation * factor),
      ]),
    });
  });
}

const isApology = (coupon: string | null) => coupon?.startsWith("SORRY-");

Deno.test("createPurchaseDataset() has a coupon of the shop on one in four of the other purchases, 10% told apart", () => {
  const others = purchases.filter(({ coupon }) => !isApology(coupon));
  requirePower(others.map(({ coupon }) => coupon === null ? 0 : 1), [1], {
    right: [0.75, 0.25],
    wrong: [[0.775, 0.225], [0.725, 0.275]],
  });
});

Deno.test("createPurchaseDataset() makes the k-th coupon 1/k as popular, an exponent 10% off told apart", () => {
  const first = [
    ...["WELCOME10", "FREESHIP", "SPRING5", "SUMMER15"],
    ...["AUTUMN5", "WINTER10", "WEEKEND"],
  ];
  const shares = (exponent: number) => {
    const weights = Array.from({ length: 20 }, (_, i) => (i + 1) ** -exponent);
    const total = weights.reduce((a, b) => a + b);
    const most = weights.slice(0, 7).map((weight) => weight / total);
    return [...most, 1 - most.reduce((a, b) => a + b)];
  };
  const ranks = purchases.filter(({ coupon }) => coupon && !isApology(coupon))
    .map(({ coupon }) => (first.indexOf(coupon!) + 8) % 8);
  requirePower(ranks, [1, 2, 3, 4, 5, 6, 7], {
    right: shares(1),
    wrong: [0.9, 1.1].map(shares),
  });
});

Deno.test("createPurchaseDataset() apologizes to 3% of the households, 40% told apart, and they use it half the time", () => {
  const households = [
    ...Map.groupBy(purchases, (row) => Math.ceil(row.customer! / 2)).values(),
  ].filter(({ length }) => length >= 6);
  const used = households.map((rows) =>
    rows.filter(({ coupon }) => isApology(coupon)).length
  );
  // How seldom a code is never used in six purchases or more, which hides it
  const seen = households.reduce(
    (sum, { length }) => sum + 1 - 0.5 ** length,
    0,
  ) / households.length;
  const shares = (p: number) => [1 - p * seen, p * seen];
  requirePower(used.map((count) => Math.min(count, 1)), [1], {
    right: shares(0.03),
    wrong: [0.018, 0.042].map(shares),
  });
  const owed = households.filter((_, i) => used[i]! > 0);
  const halves = owed.flatMap((rows) =>
    rows.map(({ coupon }) => isApology(coupon) ? 1 : 0)
  );
  // Some half a percent more, of those seen to use it
  requirePower(halves, [1], {
    right: [0.5, 0.5],
    wrong: [[0.55, 0.45], [0.45, 0.55]],
  });
});
