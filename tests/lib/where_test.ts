import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type Condition,
  filterOf,
  filterText,
  matching,
  type Where,
} from "lib/where.ts";
import type { Row } from "lib/rows.ts";
import { cell, columnNames, rowOf } from "./tables.ts";
import { truth, whereOn } from "./wheres.ts";
import { firstLine } from "./messages.ts";

const row = fc.tuple(
  fc.subarray(columnNames, { minLength: 3 }),
  fc.array(cell, { minLength: 5, maxLength: 5 }),
).map(([columns, cells]) => rowOf(columns, cells));

Deno.test("matching() agrees with a plain reading of nested conditions, unknown ones too", () => {
  const seen = { true: 0, false: 0, unknown: 0 };
  fc.assert(
    fc.property(row, whereOn(columnNames), (row, where) => {
      const expected = truth(where, row);
      assert.equal(matching(where)(row), expected === 1);
      assert.equal(matching({ not: where })(row), expected === 0);
      if (Object.keys(where).length === 0) return;
      seen[expected === 1 ? "true" : expected === 0 ? "false" : "unknown"]++;
    }),
    { seed: 42, numRuns: 5000 },
  );
  // Otherwise one of the three would hardly have been tried.

  assert(Object.values(seen).every((times) => times > 500));
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

Deno.test("matching() leaves a missing value unknown, however often it is negated", () => {
  const unknown: Where = { a: 1 };
  const wheres: Where[] = [
    unknown,
    { not: unknown },
    { not: { not: unknown } },
    { or: [unknown, { not: unknown }] },
    { and: [{ not: unknown }, {}] },
    { not: { a: { in: [] } } },
  ];
  for (const where of wheres) {
    for (const row of [{ a: NaN }, { a: null }, {}]) {
      assert(!matching(where)(row));
    }
  }
  // What is known decides where it can.
  assert(matching({ or: [unknown, { b: 1 }] })({ b: 1 }));
  assert(matching({ not: { ...unknown, b: 2 } })({ b: 1 }));
});

Deno.test("matching() takes an and of nothing for true and an or of nothing for false", () => {
  const answers: [Where, boolean][] = [
    [{ and: [] }, true],
    [{ or: [] }, false],
    [{ not: {} }, false],
    [{ not: { or: [] } }, true],
    [{ and: [{}, { or: [{}] }] }, true],
    [{ and: undefined, or: undefined, not: undefined }, true],
  ] as [Where, boolean][];
  for (const [where, expected] of answers) {
    assert.equal(matching(where)({}), expected);
  }
});

Deno.test("matching() takes and, or and not for no columns", () => {
  const message = (name: string) => ({
    name: "TypeError",
    message: firstLine(
      `Cannot match the records: ${name} must be a list of conditions`,
    ),
  });
  for (const wrong of [1, "a", null, {}, { min: 0 }, new Set([{}])]) {
    assert.throws(() => matching({ and: wrong } as never), message("and"));
    assert.throws(() => matching({ or: wrong } as never), message("or"));
  }
  for (const wrong of [1, "a", null, [], [{}], new Map()]) {
    assert.throws(() => matching({ not: wrong } as never), {
      name: "TypeError",
      message: firstLine(
        "Cannot match the records: where must be an object of conditions by column",
      ),
    });
  }
});

Deno.test("matching() takes conditions 32 deep and refuses deeper ones, circles among them", () => {
  const nest = (depth: number): Where =>
    depth === 1 ? { a: 1 } : { not: nest(depth - 1) };
  assert(!matching(nest(32))({ a: 1 }));
  const inList = { and: [{}] as unknown[] };
  inList.and[0] = inList;
  const inNot = { not: {} };
  inNot.not = inNot;
  const tooDeep = [nest(33), { or: [nest(32)] }, nest(5000), inList, inNot];
  for (const where of tooDeep) {
    assert.throws(() => matching(where as Where), {
      name: "TypeError",
      message: "Cannot match the records: conditions must be at most 32 deep",
    });
  }
});

Deno.test("matching() reads every property once, at every depth", () => {
  const reads: string[] = [];
  /** An object that notes which of its properties are read. */
  const watched = (parts: Record<string, unknown>): Where =>
    Object.defineProperties(
      {},
      Object.fromEntries(
        Object.entries(parts).map(([name, part]) => [name, {
          enumerable: true,
          get: () => (reads.push(name), part),
        }]),
      ),
    );
  const test = matching(watched({
    a: watched({ min: 0, max: 2 }),
    or: [watched({ b: watched({ in: [1] }) }), watched({ c: 1 })],
    not: watched({ d: 1 }),
  }));
  for (let i = 0; i < 3; i++) assert(test({ a: 1, b: 1, d: 0 }));
  assert.deepEqual(reads.sort(), [..."abcd", "in", "max", "min", "not", "or"]);
});

Deno.test("filterText() says what is asked, with brackets where they matter", () => {
  const texts: [Where, string][] = [
    [{ a: 1 }, "a = 1"],
    [
      { a: { min: 34, max: 51 }, not: { b: 1 } },
      "a from 34 to 51 and not b = 1",
    ],
    [{ a: { min: 1 }, b: { max: 2 } }, "a ≥ 1 and b ≤ 2"],
    [{ a: {}, b: { min: -Infinity } }, "a is a number and b is a number"],
    [{ not: { a: { max: Infinity } } }, "not a is a number"],
    [{ a: { in: [1, "x"] }, b: { in: ["x"] } }, "a in [1, x] and b = x"],
    [
      { a: 1, or: [{ b: 1 }, { c: 1, d: 1 }] },
      "a = 1 and (b = 1 or (c = 1 and d = 1))",
    ],
    [{ not: { a: 1, b: true } }, "not (a = 1 and b = true)"],
    [{ not: { not: { a: 1 } } }, "not not a = 1"],
    [{}, "anything"],
    [{ or: [] }, "nothing"],
    [{ not: { and: [] } }, "not (anything)"],
  ];
  for (const [where, text] of texts) {
    assert.equal(filterText(filterOf(where)), text);
  }
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
      message: firstLine(
        "Cannot match column salary: the condition must be a value, { min, max } or { in: [values] }",
      ),
    });
  }
});

Deno.test("matching() refuses one condition that stands in very many places, at once", () => {
  let where: Where = { a: 1 };
  for (let i = 0; i < 30; i++) where = { or: [where, where] };
  assert.throws(() => matching(where), {
    name: "TypeError",
    message:
      "Cannot match the records: there must be at most 10000 objects of conditions",
  });
  const many = Array.from({ length: 9_999 }, (_, a) => ({ a }));
  assert(matching({ or: many })({ a: 9_998 }));
});
