import assert from "node:assert/strict";
import fc from "fast-check";
import { kAnonymity, linkageAttack, uniqueness } from "lib/attacks/linkage.ts";
import type { Row } from "lib/rows.ts";
import type { Scalar } from "lib/where.ts";
import { ownCell, table } from "../tables.ts";

const patients = [
  { age: 34, zip: 1, salary: 7531 },
  { age: 34, zip: 2, salary: 8642 },
  { age: 51, zip: 2, salary: 9753 },
];

const same = (x: unknown, y: unknown) => x === y || Object.is(x, y);

/** For each record, how many records equal it on the columns. */
function crowds(rows: readonly Row[], columns: readonly string[]): number[] {
  return rows.map((row) =>
    rows.filter((other) =>
      columns.every((column) =>
        same(ownCell(row, column), ownCell(other, column))
      )
    ).length
  );
}

const tableAndColumns = table.chain((table) =>
  fc.record({
    table: fc.constant(table),
    columns: fc.subarray(table.columns, { minLength: 1 }),
  })
);

Deno.test("uniqueness() and kAnonymity() agree with comparing every pair of records", () => {
  let alone = 0;
  fc.assert(
    fc.property(tableAndColumns, ({ table, columns }) => {
      const sizes = crowds(table.rows, columns);
      const unique = sizes.filter((size) => size === 1).length / sizes.length;
      if (unique > 0 && unique < 1) alone++;
      for (const data of [table.rows, table]) {
        assert.equal(uniqueness(data, columns), unique);
        assert.equal(kAnonymity(data, columns), Math.min(...sizes));
      }
    }),
    { seed: 42, numRuns: 2000 },
  );
  assert(alone > 100);
});

Deno.test("linkageAttack() agrees with looking at every record", () => {
  let found = 0;
  fc.assert(
    fc.property(table, fc.nat(), ({ columns, values, rows }, pick) => {
      const known = rows[pick % rows.length]!;
      const knowledge = Object.fromEntries(
        Object.entries(known).filter(([, value]) =>
          ["string", "number", "boolean"].includes(typeof value)
        ),
      ) as Record<string, Scalar>;
      const expected = rows.filter((row) =>
        Object.entries(knowledge).every(([column, value]) =>
          ownCell(row, column) === value
        )
      );
      found += expected.length;
      assert.deepEqual(linkageAttack(rows, knowledge), expected);
      assert.deepEqual(linkageAttack({ columns, values }, knowledge), expected);
    }),
    { seed: 42, numRuns: 2000 },
  );
  assert(found > 1000);
});

Deno.test("linkageAttack() takes values, ranges and sets together", () => {
  const knowledge = { age: { max: 50 }, zip: { in: [2, 3] }, salary: 8642 };
  assert.deepEqual(linkageAttack(patients, knowledge), [patients[1]]);
  assert.deepEqual(linkageAttack(patients, { age: 35 }), []);
  assert.deepEqual(linkageAttack(patients, {}), patients);
});

Deno.test("linkageAttack() refuses a column that the data does not have", () => {
  for (const column of ["shoe size", "constructor", "toString"]) {
    assert.throws(() => linkageAttack(patients, { [column]: 7531 }), {
      name: "TypeError",
      message:
        `Cannot link the records: the column must be one of age, zip, salary, but is ${column}`,
    });
  }
});

Deno.test("uniqueness() takes what a record inherits for missing", () => {
  const rows: object[] = [{ constructor: 1 }, {}, { constructor: undefined }];
  assert.equal(uniqueness(rows as Row[], ["constructor"]), 1 / 3);
});

Deno.test("linkageAttack() says what is wrong with a table or with the knowledge", () => {
  for (const data of [null, undefined, {}]) {
    assert.throws(() => linkageAttack(data as never, { age: 34 }), {
      name: "TypeError",
      message: /^Cannot read the table/,
    });
  }
  assert.throws(() => linkageAttack(patients, null as never), {
    name: "TypeError",
    message: /^Cannot match the records/,
  });
});

Deno.test("uniqueness() and kAnonymity() at the two extremes", () => {
  const alike = [{ zip: 1 }, { zip: 1 }, { zip: 1 }];
  assert.equal(uniqueness(alike, ["zip"]), 0);
  assert.equal(kAnonymity(alike, ["zip"]), 3);
  assert.equal(uniqueness([{ zip: 1 }], ["zip"]), 1);
  assert.equal(kAnonymity([{ zip: 1 }], ["zip"]), 1);
});

Deno.test("uniqueness() does not join the cells of different columns", () => {
  const rows = [{ a: "1", b: "11" }, { a: "11", b: "1" }, { a: 1, b: "11" }];
  assert.equal(uniqueness(rows, ["a", "b"]), 1);
});

Deno.test("uniqueness() names the same share however often or in what order columns come", () => {
  assert.equal(uniqueness(patients, ["age"]), 1 / 3);
  assert.equal(uniqueness(patients, ["age", "age"]), 1 / 3);
  assert.equal(
    uniqueness(patients, ["age", "zip"]),
    uniqueness(patients, ["zip", "age"]),
  );
});

Deno.test("kAnonymity() takes more groups than a call has arguments", () => {
  const rows = Array.from({ length: 400_000 }, (_, i) => ({ i: i >> 1 }));
  assert.equal(kAnonymity(rows, ["i"]), 2);
});

Deno.test("uniqueness() and kAnonymity() refuse no records, no columns and unknown columns", () => {
  const measures = [
    ["measure uniqueness", uniqueness],
    ["measure k-anonymity", kAnonymity],
  ] as const;
  for (const [action, measure] of measures) {
    assert.throws(() => measure([], ["age"]), {
      name: "RangeError",
      message: `Cannot ${action}: the table must have a record`,
    });
    assert.throws(() => measure(patients, []), {
      name: "TypeError",
      message: `Cannot ${action}: at least one column must be named`,
    });
    assert.throws(() => measure(patients, ["age", "constructor"]), {
      name: "TypeError",
      message:
        `Cannot ${action}: the column must be one of age, zip, salary, but is constructor`,
    });
    assert.throws(() => measure(7531 as never, ["age"]), {
      name: "TypeError",
      message: /^Cannot read the table/,
    });
  }
});
