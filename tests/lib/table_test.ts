import assert from "node:assert/strict";
import fc from "fast-check";
import { DataFrame, toDataFrame, toRows } from "lib/table.ts";
import { shown } from "./shown.ts";
import { cell } from "./tables.ts";

const rows = [{ age: 34, name: "<b>" }, { age: 51, name: "b" }];

Deno.test("toDataFrame() makes a DataFrame of records or of typed columns", () => {
  const tables = [
    toDataFrame(rows),
    toDataFrame({ age: Int32Array.of(34, 51), name: ["<b>", "b"] }),
  ];
  for (const table of tables) {
    assert(table instanceof DataFrame);
    assert.deepEqual(table.shape, [2, 2]);
    assert.deepEqual(table.columns, ["age", "name"]);
    assert.deepEqual(toRows(table), rows);
  }
});

Deno.test("toRows() gives back what toDataFrame() was given", () => {
  const record = fc.record({ a: cell, b: cell, "a b": fc.double() });
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 6 }), (rows) => {
      assert.deepEqual(toRows(toDataFrame(rows)), rows.map((x) => ({ ...x })));
    }),
    { seed: 42 },
  );
});

Deno.test("toDataFrame() copies, so that later changes do not reach it", () => {
  const ages = [34, 51];
  const table = toDataFrame({ age: ages });
  ages[0] = 0;
  assert.deepEqual(toRows(table), [{ age: 34 }, { age: 51 }]);
});

Deno.test("toDataFrame() refuses no records, no columns and columns that differ in length", () => {
  const wrong = [[], [{}], {}, { age: [] }, { age: [34], name: ["a", "b"] }];
  for (const data of wrong) {
    assert.throws(() => toDataFrame(data as never), {
      name: "RangeError",
      message:
        "Cannot make a DataFrame: the columns must have one length, at least 1",
    });
  }
});

Deno.test("DataFrame shows itself as an escaped table and as text", () => {
  const bundle = shown(toDataFrame(rows));
  assert.deepEqual(Object.keys(bundle), ["text/html", "text/plain"]);
  assert(bundle["text/html"].includes(">34</td>"));
  assert(bundle["text/html"].includes(">&lt;b&gt;</td>"));
  assert.equal(bundle["text/plain"], "age  name\n 34  <b>\n 51  b");
});

Deno.test("DataFrame shows 20 rows and says how many it has", () => {
  const table = toDataFrame({
    i: Float64Array.from({ length: 1000 }, () => 7),
  });
  const bundle = shown(table);
  assert.equal(bundle["text/html"].match(/<td [^>]*>7<\/td>/g)!.length, 20);
  assert(bundle["text/html"].includes("20 of 1,000 rows shown"));
  assert(bundle["text/plain"].endsWith("20 of 1,000 rows shown"));
});

Deno.test("DataFrame hands its display on to its head and to its columns", () => {
  const table = toDataFrame(rows);
  assert.equal(
    shown(table.head(1))["text/plain"],
    "age  name\n 34  <b>",
  );
  const ages = shown(table.column("age"))["text/plain"].split("\n");
  assert.deepEqual(ages.slice(1).map((line) => line.trim()), ["34", "51"]);
});

Deno.test("DataFrame prints itself on the console as it shows itself", () => {
  const table = toDataFrame(rows);
  for (const x of [table, table.head(1), table.column("age")]) {
    assert.equal(Deno.inspect(x), shown(x)["text/plain"]);
  }
});
