import assert from "node:assert/strict";
import {
  type Column,
  fitsColumn,
  requireSchema,
  type Schema,
} from "lib/schema.ts";
import { firstLine } from "./messages.ts";

const age: Column = { type: "integer", min: 18, max: 90, description: "age" };
const dose: Column = { type: "number", min: 0, description: "dose" };
const any: Column = { type: "number", description: "any" };
const code: Column = {
  type: "category",
  categories: [0, "0", true, "constructor"],
  description: "code",
};

Deno.test("fitsColumn() takes whole numbers between the bounds, both included", () => {
  for (const value of [18, 34, 90]) assert(fitsColumn(age, value));
  for (const value of [17, 91, 34.5, -34]) assert(!fitsColumn(age, value));
});

Deno.test("fitsColumn() takes any finite number that the bounds given allow", () => {
  for (const value of [0, -0, 0.1, 1e300]) assert(fitsColumn(dose, value));
  assert(!fitsColumn(dose, -1e-300));
  assert(fitsColumn(any, -Number.MAX_VALUE));
});

Deno.test("fitsColumn() takes nothing but finite numbers for a numeric column", () => {
  for (const column of [age, dose, any]) {
    for (
      const value of [NaN, Infinity, -Infinity, "34", 34n, true, null, [34]]
    ) {
      assert(!fitsColumn(column, value), String(value));
    }
    assert(!fitsColumn(column, undefined));
  }
});

Deno.test("fitsColumn() takes a category only if it is strictly equal to one listed", () => {
  for (const value of [0, -0, "0", true, "constructor"]) {
    assert(fitsColumn(code, value), String(value));
  }
  for (const value of [1, "", "1", false, "toString", NaN, null, undefined]) {
    assert(!fitsColumn(code, value), String(value));
  }
});

Deno.test("fitsColumn() takes every text, and nothing else, for a column of unknown labels", () => {
  const coupon: Column = { type: "text", description: "coupon" };
  for (const value of ["", "0", "constructor", "é\n"]) {
    assert(fitsColumn(coupon, value));
  }
  for (const value of [0, true, null, undefined, NaN, ["a"], new String("a")]) {
    assert(!fitsColumn(coupon, value), String(value));
  }
});

/** What is said of a column declared like this. */
const declare = (column: object) => () =>
  requireSchema("act", { columns: { c: column } } as unknown as Schema);

Deno.test("requireSchema() lets columns through that something could be in", () => {
  requireSchema("act", { columns: {} });
  requireSchema("act", {
    columns: {
      ...{ age, dose, any, code },
      coupon: { type: "text", description: "coupon" },
    },
  });
  for (const type of ["integer", "number"]) {
    declare({ type, min: 1, max: 1, step: 5e-324 })();
    declare({ type, min: -Infinity, max: undefined })();
  }
});

Deno.test("requireSchema() refuses a type that it does not know", () => {
  for (const type of ["int", "Number", "", "toString", undefined, null, 1]) {
    assert.throws(declare({ type, description: "c" }), {
      name: "TypeError",
      message: firstLine(
        'Cannot act: the column c must have the type "integer", "number", "category" or "text"',
      ),
    });
  }
});

Deno.test("requireSchema() refuses categories that are no list of different values", () => {
  const wrong = [
    ...[undefined, null, "ab", 1, {}, new Set(["a"]), []],
    ...[["a", "a"], [0, -0], [NaN, NaN], [null], [undefined], [["a"]], [1n]],
  ];
  for (const categories of wrong) {
    assert.throws(declare({ type: "category", categories }), {
      name: "TypeError",
      message:
        "Cannot act: the column c must have categories, a list of different values",
    });
  }
});

Deno.test("requireSchema() refuses bounds and steps that no number fits", () => {
  const wrong = [
    ...[{ min: 2, max: 1 }, { min: NaN }, { max: NaN }, { min: "0" }],
    ...[{ max: 1n }, { min: null }, { max: [1] }],
    ...[0, -0, -1, NaN, "1", null].map((step) => ({ step })),
  ];
  for (const type of ["integer", "number"]) {
    for (const bounds of wrong) {
      assert.throws(declare({ type, ...bounds }), {
        name: "RangeError",
        message:
          "Cannot act: the bounds of c must be numbers, min ≤ max, and its step above 0",
      });
    }
  }
});
