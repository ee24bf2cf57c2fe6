import assert from "node:assert/strict";
import fc from "fast-check";
import { inUnits, measureOf } from "lib/database/measure.ts";
import type { Bounds } from "lib/database/question.ts";
import { Rational } from "lib/exact.ts";
import type { Schema } from "lib/schema.ts";
import { firstLine } from "../messages.ts";

const schema: Schema = {
  columns: {
    age: { type: "integer", min: 18, max: 90, description: "age" },
    pay: { type: "number", min: 0, description: "pay" },
    price: { type: "number", min: 0, max: 5, step: 0.01, description: "price" },
    zip: { type: "category", categories: [1, 2], description: "postal code" },
    city: { type: "text", description: "city" },
  },
};

const measure = (column: string, bounds: Bounds = {}, centered = false) =>
  measureOf("sum", column, schema, bounds, centered);

Deno.test("measureOf() takes bounds and step from the schema, and parts of them from the question", () => {
  const steps = (column: string, bounds?: Bounds) => {
    const { low, high, step } = measure(column, bounds);
    return [low, high, `${step}`];
  };
  assert.deepEqual(steps("age"), [18, 90, "1"]);
  assert.deepEqual(steps("age", { max: 65 }), [18, 65, "1"]);
  assert.deepEqual(steps("age", { step: 10 }), [1, 9, "10"]);
  assert.deepEqual(steps("price"), [0, 500, "0.01"]);
  assert.deepEqual(steps("price", { min: -1, step: undefined }), [
    ...[-100, 500, "0.01"],
  ]);
});

Deno.test("measureOf() names all that is missing at once", () => {
  const message = (what: string, column: string) => ({
    name: "TypeError",
    message: firstLine(
      `Cannot sum: the schema or the option bounds must declare ${what} of ${column}`,
    ),
  });
  assert.throws(() => measure("pay"), message("max and step", "pay"));
  assert.throws(() => measure("pay", { max: 1 }), message("step", "pay"));
  const bare = (bounds: Bounds) => () =>
    measureOf("sum", "x", undefined, bounds, false);
  assert.throws(bare({}), message("min and max and step", "x"));
  assert.throws(bare({ min: 0, step: 1 }), message("max", "x"));
});

Deno.test("measureOf() refuses columns of labels", () => {
  for (const [column, type] of [["zip", "category"], ["city", "text"]]) {
    assert.throws(() => measure(column!, { min: 0, max: 1, step: 1 }), {
      name: "TypeError",
      message: firstLine(
        `Cannot sum: the column must be of numbers, but ${column} is declared as a ${type}`,
      ),
    });
  }
});

Deno.test("measureOf() refuses bounds that are no interval, and steps that are none", () => {
  const wrong: [unknown, unknown, unknown][] = [
    [1, 0, 1],
    [1, 1, 1],
    [-0, 0, 1],
    [0, Infinity, 1],
    [-Infinity, 0, 1],
    [NaN, 1, 1],
    [0, 1, 0],
    [0, 1, -1],
    [0, 1, Infinity],
    [0, 1, NaN],
    [null, 1, 1],
    ["0", 1, 1],
    [0n, 1, 1],
  ];
  for (const [min, max, step] of wrong) {
    assert.throws(() => measure("pay", { min, max, step } as Bounds), {
      name: "RangeError",
      message:
        `Cannot sum: the bounds of pay must be finite, min < max, and the step above 0, but are ${min} to ${max} by ${step}`,
    });
  }
});

Deno.test("measureOf() refuses bounds of which a double could not hold the steps", () => {
  const reach = 2 ** 53 - 1;
  const widest = measure("pay", { min: -reach, max: reach, step: 1 });
  assert.deepEqual([widest.low, widest.high], [-reach, reach]);
  const tooFar: Bounds[] = [
    { min: 0, max: 2 ** 53, step: 1 },
    { min: -(2 ** 53), max: 0, step: 1 },
    { min: 0, max: 1, step: 1e-16 },
    { min: -1e308, max: 1e308, step: 5e-324 },
  ];
  for (const bounds of tooFar) {
    assert.throws(() => measure("pay", bounds), {
      name: "RangeError",
      message:
        "Cannot sum: the bounds of pay must be at most 2^53 steps from 0; a larger step makes them fewer",
    });
  }
});

Deno.test("measureOf() rounds bounds outward to the grid, exactly", () => {
  const size = fc.oneof(
    fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    fc.integer({ min: -1000, max: 1000 }).map((n) => n / 100),
  );
  const step = fc.oneof(
    fc.constantFrom(0.01, 0.1, 0.25, 1, 3, 10),
    fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
  );
  let onGrid = 0;
  fc.assert(
    fc.property(size, size, step, (a, b, step) => {
      fc.pre(a !== b);
      const [min, max] = a < b ? [a, b] : [b, a];
      const { low, high, step: width } = measure("pay", { min, max, step });
      assert(width.equals(step));
      assert(width.times(low).compare(min) <= 0);
      assert(width.times(low + 1).compare(min) > 0);
      assert(width.times(high).compare(max) >= 0);
      assert(width.times(high - 1).compare(max) < 0);
      assert(!Object.is(low, -0) && !Object.is(high, -0));
      if (width.times(low).equals(min)) onGrid++;
    }),
    { seed: 42, numRuns: 2000 },
  );
  assert(onGrid > 100);
});

Deno.test("measureOf() centers where neither end is further than the other by more than a step", () => {
  for (
    const [min, max] of [[18, 90], [-5, 0], [-7, -4], [0, 1], [3, 2 ** 53 - 1]]
  ) {
    const { low, high, center } = measure("pay", { min, max, step: 1 }, true);
    assert(Number.isInteger(center));
    assert([0, 1].includes((high - center) - (center - low)));
    assert.equal(measure("pay", { min, max, step: 1 }).center, 0);
  }
});

Deno.test("inUnits() gives the nearest double to a number of steps", () => {
  const step = Rational.of(0.1);
  assert.equal(inUnits(3, step), 0.3);
  assert.equal(inUnits(-(10n ** 20n), step), -1e19);
  assert.equal(inUnits(Rational.of("1/3"), step), 1 / 30);
});
