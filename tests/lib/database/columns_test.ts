import assert from "node:assert/strict";
import { type Cells, copyColumns } from "lib/database/columns.ts";
import type { DatabaseData } from "lib/database/data.ts";
import type { Schema } from "lib/schema.ts";
import { toDataFrame } from "lib/table.ts";

/** The cells of a column as they were, null where one is missing. */
const plain = (cells: Cells) =>
  cells.kind === "numbers"
    ? Array.from(cells.values, (value) => Number.isNaN(value) ? null : value)
    : Array.from(cells.codes, (code) => cells.labels[code] ?? null);

const columns = (data: unknown, schema?: Schema) => {
  const names = schema && Object.keys(schema.columns);
  const { cells, length } = copyColumns(data as DatabaseData, names);
  const copied = [...cells].map(([name, cells]) => [name, plain(cells)]);
  return { length, ...Object.fromEntries(copied) };
};

const schemaOf = (...names: string[]): Schema => ({
  columns: Object.fromEntries(
    names.map((name) => [name, { type: "number", description: name }]),
  ),
});

const cannot = (rule: string) => ({
  name: "TypeError",
  message: `Cannot make the database: ${rule}`,
});
const unreadable =
  "the data must be records, a DataFrame or one array a column, all readable";

Deno.test("copyColumns() takes records, a DataFrame and typed columns for the same", () => {
  const expected = { length: 2, age: [34, 51], zip: [10001, 10002] };
  const rows = [{ age: 34, zip: 10001 }, { age: 51, zip: 10002 }];
  const typed = { age: Uint8Array.of(34, 51), zip: [10001, 10002] };
  for (const data of [rows, toDataFrame(rows), typed, toDataFrame(typed)]) {
    assert.deepEqual(columns(data), expected);
  }
  assert.deepEqual(columns(toDataFrame([{ age: 34 }])), {
    length: 1,
    age: [34],
  });
});

Deno.test("copyColumns() takes a table without records, if its columns are named", () => {
  assert.deepEqual(columns({ a: [] }), { length: 0, a: [] });
  assert.deepEqual(columns([], schemaOf("a")), { length: 0, a: [] });
  assert.deepEqual(columns({ columns: ["a"], values: [] }), {
    length: 0,
    a: [],
  });
});

Deno.test("copyColumns() keeps the columns of the schema and fills in null", () => {
  const schema = schemaOf("a", "b");
  const expected = { length: 2, a: [1, 2], b: [3, null] };
  assert.deepEqual(columns([{ a: 1, b: 3, c: 5 }, { a: 2 }], schema), expected);
  assert.deepEqual(
    columns({ c: [5, 6], b: [3, null], a: [1, 2] }, schema),
    expected,
  );
});

Deno.test("copyColumns() refuses a table or records without a column of the schema", () => {
  const missing = cannot("the data must have the declared column income");
  const refused = [
    { age: [1, 2] },
    { columns: ["age", "zip"], values: [[1, 5]] },
    { columns: ["age"], values: [] },
    [{ age: 1 }, { age: 2 }],
    [{}, { age: 1 }],
    // What a record inherits is not in it.
    [Object.assign(Object.create({ income: 7 }), { age: 1 })],
  ];
  for (const data of refused) {
    assert.throws(() => columns(data, schemaOf("age", "income")), missing);
  }
  const misspelled = cannot(
    "the data must have the declared column age\nDid you mean Age?",
  );
  for (
    const data of [{ Age: [34] }, [{ Age: 34 }, {}], toDataFrame([{ Age: 34 }])]
  ) {
    assert.throws(() => columns(data, schemaOf("age")), misspelled);
  }
  // One that has it is enough, even if nothing stands there.
  assert.deepEqual(columns([{}, { age: null }], schemaOf("age")), {
    length: 2,
    age: [null, null],
  });
});

Deno.test("copyColumns() turns what is no number, text or boolean into null, unasked", () => {
  const asks = () => assert.fail("was asked");
  const cells: unknown[] = [
    ...[null, undefined, Symbol("7"), () => 7, [7], {}, new Date(7)],
    { valueOf: asks, toString: asks, toJSON: asks, [Symbol.toPrimitive]: asks },
    new Proxy({}, {
      get: asks,
      has: asks,
      ownKeys: asks,
      getPrototypeOf: asks,
    }),
    new Number(7),
    Promise.resolve(7),
  ];
  const nothing = { length: cells.length, a: cells.map(() => null) };
  assert.deepEqual(columns({ a: cells }), nothing);
  assert.deepEqual(columns(cells.map((a) => ({ a }))), nothing);
  const values = cells.map((cell) => [cell]);
  assert.deepEqual(columns({ columns: ["a"], values }), nothing);
  const kept = [NaN, -0, Infinity, 1e308, "", "7", true];
  assert.deepEqual(columns({ a: kept }), {
    length: 7,
    a: [null, 0, ...kept.slice(2)],
  });
});

Deno.test("copyColumns() takes a bigint for the number, or beyond the safe integers for its digits", () => {
  const safe = 2n ** 53n - 1n;
  const cells = [7n, -0n, safe, -safe, safe + 1n, -safe - 1n, 2n ** 64n];
  const a = [
    ...[7, 0, Number(safe), -Number(safe)],
    ...["9007199254740992", "-9007199254740992", "18446744073709551616"],
  ];
  const expected = { length: 7, a };
  assert.deepEqual(columns({ a: cells }), expected);
  assert.deepEqual(columns(cells.map((a) => ({ a }))), expected);
  const values = cells.map((cell) => [cell]);
  assert.deepEqual(columns({ columns: ["a"], values }), expected);
  // Two ids that are the same double.
  const ids = [2n ** 60n, 2n ** 60n + 1n, 1n];
  const digits = ["1152921504606846976", "1152921504606846977", 1];
  for (const array of [BigInt64Array, BigUint64Array]) {
    assert.deepEqual(columns({ a: array.from(ids) }), { length: 3, a: digits });
    const { cells } = copyColumns({ a: array.of(1n, 2n) });
    assert.equal(cells.get("a")!.kind, "numbers");
  }
});

Deno.test("copyColumns() copies sparse and unusual arrays by index", () => {
  const sparse = [1, , 3];
  const iterating = Object.assign([1, 2], {
    [Symbol.iterator]: () => assert.fail("was iterated"),
    map: () => assert.fail("was asked to map"),
  });
  assert.deepEqual(columns({ a: sparse }), { length: 3, a: [1, null, 3] });
  assert.deepEqual(columns({ a: iterating }), { length: 2, a: [1, 2] });
  const view = new Float32Array(new ArrayBuffer(16), 4, 2);
  assert.deepEqual(columns({ a: view }), { length: 2, a: [0, 0] });
});

Deno.test("copyColumns() does not look at what a record inherits", () => {
  const inheriting = Object.assign(Object.create({ a: 7 }), { b: 1 });
  assert.deepEqual(columns([inheriting, { a: 2, b: 3 }], schemaOf("a", "b")), {
    length: 2,
    a: [null, 2],
    b: [1, 3],
  });
  assert.deepEqual(columns([inheriting]), { length: 1, b: [1] });
  const named = [Object.fromEntries([["__proto__", 1], ["constructor", 2]])];
  const { cells } = copyColumns(named);
  assert.deepEqual([...cells].map(([name, cells]) => [name, plain(cells)]), [
    ["__proto__", [1]],
    ["constructor", [2]],
  ]);
});

Deno.test("copyColumns() reads each cell once, and never again", () => {
  let reads = 0;
  const cell = () => ++reads;
  const record = () =>
    Object.defineProperties({}, {
      a: { get: cell, enumerable: true },
      b: { get: cell, enumerable: true },
    });
  const { cells } = copyColumns([record(), record()]);
  assert.equal(reads, 4);
  assert.deepEqual([...cells].map(([name, cells]) => [name, plain(cells)]), [
    ["a", [1, 2]],
    ["b", [3, 4]],
  ]);
  assert.equal(reads, 4);

  const gets: PropertyKey[] = [];
  const watched = new Proxy([7, 8], {
    get(target, key) {
      gets.push(key);
      return Reflect.get(target, key);
    },
  });
  copyColumns({ a: watched });
  assert.deepEqual(gets, ["length", "0", "1"]);
});

Deno.test("copyColumns() is a copy: what happens to the data has no effect", () => {
  const shared = new Uint8Array(new SharedArrayBuffer(2));
  // slice() would ask the array which array to copy to.
  const kept = new Float64Array(2);
  const choosing = Float64Array.of(1, 2);
  Object.defineProperty(choosing, "constructor", {
    value: {
      [Symbol.species]: function () {
        return kept;
      },
    },
  });
  const replacing = Object.assign(Float64Array.of(1, 2), { slice: () => kept });
  const plain = [1, 2];
  const data: Record<string, number[] | Uint8Array | Float64Array> = {
    shared,
    choosing,
    replacing,
    plain,
  };
  const rows = [{ a: 1 }, { a: 2 }];
  const table = toDataFrame(rows);
  const copies = [data, rows, table].map((data) =>
    copyColumns(data as DatabaseData)
  );
  const state = () =>
    JSON.stringify(copies.map(({ cells, length }) => [length, ...cells]));
  const before = state();
  for (const cells of [...Object.values(data), kept]) cells.fill(9);
  plain.push(9);
  rows[0]!.a = 9;
  rows.pop();
  table.addColumn("b", [9, 9], { inplace: true });
  (table.values as number[][])[0]![0] = 9;
  assert.equal(state(), before);
});

Deno.test("copyColumns() refuses what is no table", () => {
  const unequal = "the data must have columns, all of one length";
  const shared =
    "without a schema there must be records, all with the same columns";
  const array = "each column must be an array";
  const refused: [unknown, string][] = [
    [null, unreadable],
    [undefined, unreadable],
    [7531, unequal],
    [{}, unequal],
    [new Map([["a", [7531]]]), unequal],
    [{ a: [1], b: [1, 7531] }, unequal],
    [{ a: 7531 }, array],
    [{ a: "7531" }, array],
    [{ a: null }, array],
    [{ a: { length: 1, 0: 7531 } }, array],
    [{ a: new DataView(new ArrayBuffer(8)) }, array],
    [{ a: new ArrayBuffer(8) }, array],
    [[], shared],
    [[{}], shared],
    [[{ a: 1 }, { b: 7531 }], shared],
    [[{ a: 1 }, { a: 1, b: 7531 }], shared],
    [[{ a: 1 }, {}], shared],
    [[{ a: 1 }, null], unreadable],
    [[{ a: 1 }, 7531], "each record must be an object"],
    [["7531"], "each record must be an object"],
    [[, { a: 1 }], "each record must be an object"],
    [
      { columns: ["a"], values: [7531] },
      "the values of a table must be one array a record",
    ],
  ];
  for (const [data, rule] of refused) {
    assert.throws(() => columns(data), cannot(rule));
  }
  assert.throws(
    () => columns([7531], schemaOf("a")),
    cannot("each record must be an object"),
  );
});

Deno.test("copyColumns() drops whatever the data throws", () => {
  const leak = () => {
    throw new Error("SECRET", { cause: "SECRET" });
  };
  const throwing = new Proxy({}, { get: leak, ownKeys: leak });
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();
  const tables: unknown[] = [
    throwing,
    revoked,
    [throwing],
    [revoked],
    [Object.defineProperty({}, "a", { get: leak, enumerable: true })],
    { a: new Proxy([7], { get: leak }) },
    Object.defineProperty({}, "a", { get: leak, enumerable: true }),
    Object.defineProperty({ values: [] }, "columns", { get: leak }),
    { columns: ["a"], values: [new Proxy([7], { get: leak })] },
    { columns: [{ toString: leak }], values: [[7]] },
    Object.assign([{ a: 7 }], { [Symbol.iterator]: leak }),
  ];
  for (const data of tables) {
    assert.throws(() => columns(data), (error) => {
      assert(error instanceof TypeError);
      assert.equal(error.message, cannot(unreadable).message);
      assert.equal(error.cause, undefined);
      assert(!Deno.inspect(error, { showHidden: true }).includes("SECRET"));
      return true;
    });
  }
});
