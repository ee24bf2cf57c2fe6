import assert from "node:assert/strict";
import fc from "fast-check";
import { type Condition, matching, type Scalar } from "lib/where.ts";
import type { Row } from "lib/rows.ts";
import { cell, columnNames, ownCell, rowOf } from "./tables.ts";

const scalar = fc.constantFrom<Scalar>(
  ...[0, -0, 1, 0.5, NaN, Infinity, "", "0", "a", "constructor", true, false],
);
const bound = fc.constantFrom(-Infinity, -1, -0, 0, 1, 2, Infinity);
const condition: fc.Arbitrary<Condition> = fc.oneof(
  scalar,
  fc.record({ min: bound, max: bound }, { requiredKeys: [] }),
  fc.record({ in: fc.array(scalar, { maxLength: 3 }) }),
);
const five = { minLength: 5, maxLength: 5 };
const present = fc.subarray(columnNames, { minLength: 3 });
const row = fc.tuple(present, fc.array(cell, five))
  .map(([columns, cells]) => rowOf(columns, cells));
const known = fc.subarray(columnNames, { maxLength: 2 });
const where = fc.tuple(known, fc.array(condition, five))
  .map(([columns, conditions]) =>
    rowOf(columns, conditions) as Record<string, Condition>
  );

function fits(row: Row, column: string, condition: Condition): boolean {
  const value = ownCell(row, column);
  if (typeof condition !== "object") return value === condition;
  if ("in" in condition) return condition.in.indexOf(value as Scalar) >= 0;
  if (typeof value !== "number" || Number.isNaN(value)) return false;
  const { min, max } = condition;
  return (min === undefined || min <= value) &&
    (max === undefined || max >= value);
}

Deno.test("matching() agrees with a plain reading of the conditions", () => {
  let [matched, missed] = [0, 0];
  fc.assert(
    fc.property(row, where, (row, where) => {
      const expected = Object.entries(where)
        .every(([column, condition]) => fits(row, column, condition));
      assert.equal(matching(where)(row), expected);
      if (expected && Object.keys(where).length > 0) matched++;
      if (!expected) missed++;
    }),
    { seed: 42, numRuns: 5000 },
  );
  // Otherwise one of the two answers would hardly have been tried.
  assert(matched > 100 && missed > 100);
});

Deno.test("matching() compares strictly, with −0 equal to 0", () => {
  assert(matching({ a: 0 })({ a: -0 }));
  assert(matching({ a: -0 })({ a: 0 }));
  assert(matching({ a: { in: [-0] } })({ a: 0 }));
  assert(!matching({ a: 1 })({ a: "1" }));
  assert(!matching({ a: 1 })({ a: true }));
  assert(!matching({ a: "" })({ a: null }));
});

Deno.test("matching() lets NaN, null and missing values match nothing", () => {
  const conditions: Condition[] = [NaN, {}, { in: [NaN, 0] }];
  for (const a of conditions) {
    for (const row of [{ a: NaN }, { a: null }, { a: undefined }, {}]) {
      assert(!matching({ a })(row));
    }
  }
});

Deno.test("matching() includes both ends of a range, and either may be left out", () => {
  const between = matching({ a: { min: 1, max: 2 } });
  assert.deepEqual([0.9, 1, 2, 2.1].map((a) => between({ a })), [
    false,
    true,
    true,
    false,
  ]);
  assert(matching({ a: { min: 1 } })({ a: Infinity }));
  assert(matching({ a: { max: 1 } })({ a: -Infinity }));
  assert(matching({ a: { min: 1, max: undefined } })({ a: 5 }));
  assert(!matching({ a: { min: 2, max: 1 } })({ a: 1.5 }));
  assert(!matching({ a: { min: 1 } })({ a: "5" }));
});

Deno.test("matching() matches everything without conditions and nothing with an empty set", () => {
  assert(matching({})({}));
  assert(!matching({ a: { in: [] } })({ a: 1 }));
});

Deno.test("matching() does not look at what a record inherits", () => {
  const inherited = Object.create({ a: 1 }) as Row;
  assert(!matching({ a: 1 })(inherited));
});

Deno.test("matching() reads its conditions once and keeps a copy", () => {
  const members = [1, 3];
  const where = { a: { in: members }, b: { min: 0 } };
  const test = matching(where);
  members[0] = 2;
  where.b.min = 5;
  assert(test({ a: 1, b: 0 }));
});

Deno.test("matching() refuses what is no object of conditions", () => {
  for (const where of [null, undefined, 7531, "7531", [{ a: 7531 }]]) {
    assert.throws(() => matching(where as never), {
      name: "TypeError",
      message:
        "Cannot match the records: where must be an object of conditions by column",
    });
  }
});

Deno.test("matching() refuses other conditions, naming the column and not the value", () => {
  const wrong = [
    null,
    undefined,
    7531n,
    [7531],
    () => 7531,
    Symbol("7531"),
    new Set([7531]),
    new Map([["in", [7531]]]),
    new Date(7531),
    /7531/,
    { min: "7531" },
    { max: NaN },
    { min: 7531, most: 1 },
    { in: 7531 },
    { in: [null, 7531] },
    { in: [7531], min: 0 },
    { equals: 7531 },
  ];
  for (const condition of wrong) {
    assert.throws(() => matching({ salary: condition as never }), {
      name: "TypeError",
      message:
        "Cannot match column salary: the condition must be a value, { min, max } or { in: [values] }",
    });
  }
});
