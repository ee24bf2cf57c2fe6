import { requireInteger, requireKnown } from "../checks.ts";
import type { RowOf, Schema } from "../schema.ts";
import { seededRandom } from "../seeded_random.ts";
import { type DataFrame, toDataFrame } from "../table.ts";
import { clip, type Draws, drawsFrom } from "./draws.ts";

/** The public metadata of {@linkcode createPurchaseDataset}. */
export const purchasesSchema = {
  columns: {
    customer: {
      type: "integer",
      min: 1,
      description: "number of the customer, from 1",
    },
    day: {
      type: "integer",
      min: 1,
      max: 365,
      unit: "day of the year",
      description: "when it was bought",
    },
    category: {
      type: "category",
      categories: ["food", "books", "clothing", "home", "toys", "electronics"],
      description: "department of the shop",
    },
    coupon: {
      type: "text",
      description:
        "code that the customer typed, missing without one; no list of them is public",
    },
    price_cents: {
      type: "integer",
      min: 0,
      max: 500_000,
      unit: "cents",
      description: "price paid; the shop sells nothing above 5,000 dollars",
    },
  },
} as const satisfies Schema;

const CATEGORY_SHARES = [0.4, 0.15, 0.15, 0.15, 0.1, 0.05];

/** Median price in cents, and deviation of its logarithm. */
const PRICES = {
  food: { median: 1800, deviation: 0.7 },
  books: { median: 1500, deviation: 0.5 },
  clothing: { median: 4000, deviation: 0.7 },
  home: { median: 3000, deviation: 0.8 },
  toys: { median: 2200, deviation: 0.6 },
  electronics: { median: 15_000, deviation: 1 },
};

/** The k-th is used 1/k as often as the first. */
const SHOP_COUPONS = [
  ...["WELCOME10", "FREESHIP", "SPRING5", "SUMMER15", "AUTUMN5", "WINTER10"],
  ...["WEEKEND", "BIRTHDAY", "STUDENT", "BOOKWORM", "COZYHOME", "PLAYTIME"],
  ...["GADGET20", "TASTY5", "NEWLOOK", "THANKYOU", "COMEBACK", "EARLYBIRD"],
  ...["NIGHTOWL", "LASTCHANCE"],
];
const harmonic = SHOP_COUPONS.reduce((sum, _, i) => sum + 1 / (i + 1), 0);
const COUPON_SHARES = SHOP_COUPONS.map((_, i) => 1 / (i + 1) / harmonic);

const LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";

type Purchase = RowOf<typeof purchasesSchema>;

/**
 * A year of purchases in a shop that never was, by customers with one to some
 * dozens of them.
 *
 * A customer buys e^Normal(1, 1) times, rounded up and clipped to 1–365, each
 * on any day of the year. A price is log-normal, with a median of 15 to 150
 * dollars by category, rounded to cents and clipped to the schema. The shop
 * apologized to 3% of the households, each of two customers, with a code of
 * their own (SORRY-…), which they use half the time; otherwise one purchase in
 * four has one of twenty coupons of the shop. Rows stand by customer, then by
 * day; fewer customers with the same seed are the first of the more.
 *
 * @param n number of customers, at least 1; there are about five times as many purchases
 * @param options.seed seed of the generator
 * @returns a DataFrame with the columns of {@linkcode purchasesSchema}, a row a purchase
 * @throws {RangeError} if `n` is not a whole number of at least 1
 * @throws {TypeError} if an option is unknown
 *
 * @example
 * ```ts
 * import { createPurchaseDataset } from "lib/datasets/purchases.ts";
 * import { toRows } from "lib/table.ts";
 * import assert from "node:assert/strict";
 *
 * const purchases = toRows(createPurchaseDataset(50));
 * assert(purchases.length > 50);
 * assert.equal(purchases.at(-1)!.customer, 50);
 * ```
 */
export function createPurchaseDataset(
  n = 1000,
  options: { seed?: number | string } = {},
): DataFrame {
  const action = "create the purchase dataset";
  requireInteger(action, "n", n, 1);
  requireKnown(action, options, ["seed"]);
  const { seed = 42 } = options;
  const draws = drawsFrom(seededRandom(seed));
  const purchases: Purchase[] = [];
  let apology: string | null = null;
  for (let customer = 1; customer <= n; customer++) {
    // Two customers in a row are a household.
    if (customer % 2 === 1) apology = apologyFor(draws);
    for (const day of days(draws)) {
      purchases.push({ customer, day, ...basket(draws, apology) });
    }
  }
  return toDataFrame(purchases);
}

function apologyFor({ bernoulli, integer }: Draws): string | null {
  if (!bernoulli(0.03)) return null;
  const letter = () => LETTERS[integer(0, LETTERS.length - 1)];
  return `SORRY-${letter()}${letter()}${letter()}${letter()}`;
}

function days({ normal, integer }: Draws): number[] {
  const { min, max } = purchasesSchema.columns.day;
  const visits = clip(Math.ceil(Math.exp(normal(1, 1))), { min: 1, max: 365 });
  return Array.from({ length: visits }, () => integer(min, max))
    .sort((a, b) => a - b);
}

function basket({ normal, bernoulli, choice }: Draws, apology: string | null) {
  const { columns } = purchasesSchema;
  const category = choice(columns.category.categories, CATEGORY_SHARES);
  const { median, deviation } = PRICES[category];
  const price = Math.round(Math.exp(normal(Math.log(median), deviation)));
  const shopCoupon = () => choice(SHOP_COUPONS, COUPON_SHARES);
  const coupon = apology && bernoulli(0.5)
    ? apology
    : bernoulli(0.25)
    ? shopCoupon()
    : null;
  return { category, coupon, price_cents: clip(price, columns.price_cents) };
}
