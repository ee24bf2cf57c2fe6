import assert from "node:assert/strict";
import { type Clipping, clippingError } from "lib/database/clipping_error.ts";
import { DifferentiallyPrivateDatabase } from "lib/database/database.ts";
import { discreteLaplace } from "lib/mechanisms/discrete_laplace.ts";
import { seededRandom } from "lib/seeded_random.ts";
import { Z } from "../../statistical/helpers.ts";
import { firstLine } from "../messages.ts";

type Purchase = { readonly customer: number; readonly price: number };

/** 200 purchases of 0 to 99 by 20 customers, some of whom come often. */
function purchases(seed: string): Purchase[] {
  const random = seededRandom(seed);
  return Array.from({ length: 200 }, () => ({
    customer: Math.floor(20 * random.uniform() ** 2),
    price: Math.floor(100 * random.uniform()),
  }));
}

/** What is left out, computed person by person. */
function plainBias(
  rows: readonly Purchase[],
  { maxRows, max }: { maxRows: number; max: number },
): number {
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  const prices = [...new Set(rows.map(({ customer }) => customer))]
    .map((person) =>
      rows.filter(({ customer }) => customer === person)
        .map(({ price }) => price)
    );
  const taken = prices.flatMap((list) =>
    list.slice(0, maxRows).map((price) => Math.min(price, max))
  );
  return sum(prices.flat()) - sum(taken);
}

const limits = [1, 2, 7, 200].flatMap((maxRows) =>
  [1, 30, 99, 500].map((max) => ({ maxRows, max }))
);
const column = "price";
const unit = "customer";

Deno.test("clippingError() agrees with clamping and leaving out by hand", () => {
  for (const seed of ["a", "b", "c"]) {
    const rows = purchases(seed);
    for (const { maxRows, max } of limits) {
      const clipping = { column, unit, maxRows, max, epsilon: 0.5 };
      const { bias, noise, error } = clippingError(rows, clipping);
      assert.equal(bias, plainBias(rows, { maxRows, max }));
      assert.equal(noise, 2 * maxRows * max);
      assert(error >= Math.max(bias, noise) && error <= bias + noise);
    }
  }
});

Deno.test("clippingError() leaves out what a sum of a database leaves out", async () => {
  const rows = [
    ...purchases("sum"),
    { customer: 3, price: null },
    { customer: 40, price: NaN },
    { customer: 40, price: null },
    { customer: 40, price: 80 },
  ];
  const truth = rows.reduce((sum, { price }) => sum + (price || 0), 0);
  for (const { maxRows, max } of limits) {
    const { bias } = clippingError(rows, {
      ...{ column, unit, maxRows, max },
      epsilon: 1,
    });
    const database = new DifferentiallyPrivateDatabase(rows, {
      epsilonBudget: 1e9,
      schema: {
        columns: {
          customer: { type: "integer", min: 0, description: "who" },
          price: { type: "integer", min: 0, max: 99, description: "price" },
        },
      },
      privacyUnit: { column: unit, maxRows },
      random: seededRandom("sum"),
    });
    // An ε at which the noise is 0.
    const release = await database.sum(column, {
      bounds: { max: Math.min(max, 99) },
      epsilon: 1e9,
    });
    assert.equal(truth - release.value, bias);
  }
});

Deno.test("clippingError() takes each row for a person of its own without a unit", () => {
  const rows = purchases("rows");
  const persons = rows.map((row, customer) => ({ ...row, customer }));
  const clipping = { column, max: 30, epsilon: 1 };
  assert.deepEqual(
    clippingError(rows, clipping),
    clippingError(persons, { ...clipping, unit, maxRows: 1 }),
  );
});

Deno.test("clippingError() takes one row of a person unless told otherwise", () => {
  const clipping = { column, unit, max: 30, epsilon: 1 };
  const rows = purchases("one");
  assert.deepEqual(
    clippingError(rows, clipping),
    clippingError(rows, { ...clipping, maxRows: 1 }),
  );
});

Deno.test("clippingError() of limits that leave nothing out is the noise", () => {
  for (const rows of [purchases("all"), [{ customer: 1, price: 0 }]]) {
    const clipping = { column, unit, maxRows: 200, max: 100, epsilon: 4 };
    assert.deepEqual(clippingError(rows, clipping), {
      bias: 0,
      noise: 5000,
      error: 5000,
    });
  }
});

Deno.test("clippingError() of almost no noise is the bias", () => {
  const rows = [{ price: 40 }, { price: 60 }, { price: 400 }];
  const { error } = clippingError(rows, { column, max: 100, epsilon: 1e6 });
  assert.equal(error, 300);
});

/**
 * A scale 20% off is 2·Z standard errors away after 6,429 draws where the bias is
 * the largest part; where it is larger yet the scale hardly matters.
 */
const DRAWS = 20_000;

/** Biases of 0, 0.2, 0.8 and 1.6 times the noise. */
const simulated: Clipping[] = [
  { column, unit, maxRows: 200, max: 99, epsilon: 2 },
  { column, unit, maxRows: 10, max: 90, epsilon: 0.05 },
  { column, unit, maxRows: 10, max: 90, epsilon: 0.2 },
  { column, unit, maxRows: 10, max: 90, epsilon: 0.4 },
];

for (const clipping of simulated) {
  const { maxRows = 1, max, epsilon } = clipping;
  Deno.test(`clippingError() at ε = ${epsilon} and ${maxRows} rows of ${max} expects the error that releases have`, () => {
    const rows = purchases("simulated");
    const truth = rows.reduce((sum, { price }) => sum + price, 0);
    const clipped = truth - plainBias(rows, { maxRows, max });
    const { releaseMany } = discreteLaplace({
      sensitivity: maxRows * max,
      epsilon,
    });
    const errors = Array.from(
      releaseMany(
        Array<number>(DRAWS).fill(clipped),
        seededRandom(`clipping ${epsilon} ${maxRows}`),
      ),
      (released) => Math.abs(Number(released) - truth),
    );
    const mean = errors.reduce((sum, error) => sum + error, 0) / DRAWS;
    const variance = errors.reduce((sum, e) => sum + (e - mean) ** 2, 0) /
      DRAWS;
    const isBelieved = (expected: number) =>
      Math.abs(mean - expected) < Z * Math.sqrt(variance / DRAWS);
    const claim = (epsilon: number) =>
      clippingError(rows, { ...clipping, epsilon }).error;
    assert(isBelieved(claim(epsilon)), `${mean} is not ${claim(epsilon)}`);
    for (const factor of [0.8, 1.2]) {
      assert(!isBelieved(claim(epsilon / factor)), `a scale ${factor} passes`);
    }
  });
}

Deno.test("clippingError() refuses bounds and ε that are not above 0", () => {
  const rows = [{ price: 40 }];
  for (const name of ["max", "epsilon"] as const) {
    for (const value of [0, -1, NaN, Infinity]) {
      const clipping = { column, max: 1, epsilon: 1, [name]: value };
      assert.throws(() => clippingError(rows, clipping), {
        name: "RangeError",
        message: firstLine(
          `Cannot find the clipping error: ${name} must be a finite number above 0, but is ${value}`,
        ),
      });
    }
  }
  for (const maxRows of [0, -1, 1.5, NaN, Infinity]) {
    const clipping = { column, max: 1, maxRows, epsilon: 1 };
    assert.throws(() => clippingError(rows, clipping), {
      name: "RangeError",
      message: firstLine(
        `Cannot find the clipping error: maxRows must be a whole number of at least 1, but is ${maxRows}`,
      ),
    });
  }
  const clipping = { column, max: "1", epsilon: 1 };
  assert.throws(() => clippingError(rows, clipping as unknown as Clipping), {
    name: "TypeError",
    message: /max must be a number/,
  });
});

Deno.test("clippingError() refuses no rows and columns that are not there", () => {
  const clipping = { column, max: 1, epsilon: 1 };
  assert.throws(() => clippingError([], clipping), {
    name: "RangeError",
    message: "Cannot find the clipping error: there must be at least one row",
  });
  const rows = [{ customer: 1, price: 40 }];
  for (const wrong of [{ column: "cost" }, { unit: "person" }]) {
    assert.throws(() => clippingError(rows, { ...clipping, ...wrong }), {
      name: "TypeError",
      message:
        `Cannot find the clipping error: the column must be one of customer, price, but is ${
          Object.values(wrong)[0]
        }`,
    });
  }
});

Deno.test("clippingError() refuses values that are below 0 or no numbers", () => {
  const clipping = { column, max: 1, epsilon: 1 };
  for (
    const [price, name] of [
      [-1, "RangeError"],
      [Infinity, "RangeError"],
      ["12", "TypeError"],
    ] as const
  ) {
    assert.throws(() => clippingError([{ price: 1 }, { price }], clipping), {
      name,
      message: /^Cannot find the clipping error: price must be/,
    });
  }
});
