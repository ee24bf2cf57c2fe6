import assert from "node:assert/strict";
import fc from "fast-check";
import { columnsOf, rowsOf } from "lib/rows.ts";
import { table } from "./tables.ts";

Deno.test("rowsOf() returns an array as it is", () => {
  const rows = [{ age: 34 }];
  assert.equal(rowsOf(rows), rows);
  assert.deepEqual(rowsOf([]), []);
});

Deno.test("rowsOf() reads anything with the shape of a DataFrame", () => {
  fc.assert(
    fc.property(table, ({ columns, values, rows }) => {
      assert.deepEqual(rowsOf({ columns, values }), rows);
    }),
    { seed: 42 },
  );
});

Deno.test("rowsOf() gives a column called __proto__ to the record and not to its class", () => {
  const [row] = rowsOf({ columns: ["__proto__"], values: [[null]] });
  assert(Object.hasOwn(row!, "__proto__"));
  assert.equal(Object.getPrototypeOf(row), Object.prototype);
});

Deno.test("rowsOf() refuses what is no table, without saying what it is", () => {
  const wrong = [
    null,
    undefined,
    7531,
    "7531",
    { age: 7531 },
    { columns: ["age"] },
    { columns: "age", values: [[7531]] },
    { columns: ["age"], values: 7531 },
  ];
  for (const data of wrong) {
    assert.throws(() => rowsOf(data as never), {
      name: "TypeError",
      message:
        "Cannot read the table: it must be an array of records or a DataFrame",
    });
  }
});

Deno.test("columnsOf() reads the names off a DataFrame or the first record", () => {
  assert.deepEqual(columnsOf([{ age: 34, zip: 1 }, { sick: 0 }]), [
    "age",
    "zip",
  ]);
  assert.deepEqual(columnsOf({ columns: ["b", "a"], values: [] }), ["b", "a"]);
  assert.deepEqual(columnsOf([]), []);
});
