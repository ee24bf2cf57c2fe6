import assert from "node:assert/strict";
import fc from "fast-check";
import { parseCsv, toCsv } from "lib/csv.ts";
import type { Schema } from "lib/schema.ts";
import { toDataFrame } from "lib/table.ts";

const schema = {
  columns: {
    name: { type: "text", description: "name" },
    age: { type: "integer", min: 18, max: 90, description: "age" },
    dose: { type: "number", min: 0, description: "dose" },
    code: {
      type: "category",
      categories: [1, "1.5", true],
      description: "code",
    },
  },
} as const satisfies Schema;

const header = "name,age,dose,code";
const read = (...lines: string[]) =>
  parseCsv([header, ...lines].join("\n"), schema);

Deno.test("parseCsv() gives each cell the type of its column", () => {
  assert.deepEqual(read("007,34,.5,1.0", "x,18.0,1e+2,true", "é,90,0,1.5"), [
    { name: "007", age: 34, dose: 0.5, code: 1 },
    { name: "x", age: 18, dose: 100, code: true },
    { name: "é", age: 90, dose: 0, code: "1.5" },
  ]);
});

Deno.test("parseCsv() reads an empty cell as missing, quoted or not", () => {
  const missing = { name: null, age: null, dose: null, code: null };
  assert.deepEqual(read(",,,", '"","","",""'), [missing, missing]);
  const { columns: { name } } = schema;
  const rows = parseCsv("name\na\n\n\n", { columns: { name } });
  assert.deepEqual(rows, [{ name: "a" }, { name: null }, { name: null }]);
});

Deno.test("parseCsv() finds the columns by name and leaves others out", () => {
  const { columns: { age, name } } = schema;
  const text = "secret,age,__proto__,secret,name\n1,34,x,2,Kim\n";
  const rows = parseCsv(text, { columns: { name, age } });
  assert.deepEqual(rows, [{ name: "Kim", age: 34 }]);
  assert.deepEqual(Object.keys(rows[0]!), ["name", "age"]);
});

Deno.test("parseCsv() takes any line ends, a last line without one, and a byte order mark", () => {
  const expected = [{ name: "a\nb", age: 34, dose: 1, code: 1 }];
  for (const end of ["\n", "\r\n", "\r"]) {
    const text = `${header}${end}"a\nb",34,1,1`;
    assert.deepEqual(parseCsv(text, schema), expected);
    assert.deepEqual(parseCsv(`\ufeff${text}${end}`, schema), expected);
  }
});

Deno.test("parseCsv() reads a header alone as no records", () => {
  assert.deepEqual(parseCsv(header, schema), []);
  assert.deepEqual(parseCsv(`${header}\n`, schema), []);
});

const SECRET = "93.7";

/** Refused, with a message that ends as told and does not repeat the cell. */
function refuses(text: string, name: string, end: string) {
  assert.throws(() => parseCsv(text, schema), {
    name,
    message: `Cannot read CSV: ${end}`,
  });
  assert(!end.includes(SECRET));
}

Deno.test("parseCsv() refuses a cell that does not fit, by column, line and rule", () => {
  const wrong: [cells: string, end: string][] = [
    [`a,${SECRET},1,1`, "age on line 3 must be a whole number from 18 to 90"],
    [`a,17,1,1`, "age on line 3 must be a whole number from 18 to 90"],
    [`a,34,-${SECRET},1`, "dose on line 3 must be a number of at least 0"],
    [
      `a,34,1,${SECRET}`,
      "code on line 3 must be one of the categories of its column",
    ],
  ];
  for (const [cells, end] of wrong) {
    refuses(`${header}\nb,34,1,1\n${cells}\n`, "RangeError", end);
  }
});

Deno.test("parseCsv() takes plain decimal numbers only", () => {
  const texts = ["", "x", "0x10", " 1", "1 ", "1,5", "1e999", "NaN", "Infinity"]
    .concat("1_0", "+1", "1.2.3", ".", "e1", "true", "１");
  for (const text of texts.slice(1)) {
    assert.throws(() => read(`a,34,"${text}",1`), { name: "RangeError" }, text);
  }
});

Deno.test("parseCsv() refuses whole numbers that a double cannot hold", () => {
  const columns = { id: { type: "integer", description: "id" } } as const;
  const ids = (...lines: (string | number)[]) =>
    parseCsv(["id", ...lines].join("\n"), { columns });
  assert.deepEqual(ids(-1, 9007199254740991), [{ id: -1 }, {
    id: 9007199254740991,
  }]);
  assert.throws(() => ids("9007199254740993"), {
    name: "RangeError",
    message: "Cannot read CSV: id on line 2 must be a whole number",
  });
});

Deno.test("parseCsv() names every rule by the bounds there are", () => {
  const rules: [bounds: { min?: number; max?: number }, rule: string][] = [
    [{}, "a number"],
    [{ min: 1 }, "a number of at least 1"],
    [{ max: 2 }, "a number of at most 2"],
    [{ min: 1, max: 2 }, "a number from 1 to 2"],
  ];
  for (const [bounds, rule] of rules) {
    const x = { type: "number", description: "x", ...bounds } as const;
    assert.throws(() => parseCsv("x\nsecret\n", { columns: { x } }), {
      message: `Cannot read CSV: x on line 2 must be ${rule}`,
    });
  }
});

Deno.test("parseCsv() counts the lines inside of quotes, the header's too", () => {
  const end = "age on line 6 must be a whole number from 18 to 90";
  const head = `name,age,dose,code,"two\nlines"`;
  const rows = `"a\r\nb\n",34,1,1,\n${SECRET},${SECRET},1,1,\n`;
  refuses(`${head}\n${rows}`, "RangeError", end);
});

Deno.test("parseCsv() refuses what has not the form of a table", () => {
  for (const text of ["", "\ufeff"]) {
    refuses(text, "RangeError", "text must have a header line");
  }
  for (const head of ["age,dose,code", `${header},age`, "\n"]) {
    const name = head.startsWith("age") || head === "\n" ? "name" : "age";
    refuses(head, "TypeError", `the header must have the column ${name} once`);
  }
  for (const [cells, count] of [["a,34,1", 3], ["a,34,1,1,1", 5], ["", 1]]) {
    refuses(
      `${header}\na,34,1,1\n${cells}\nb,34,1,1\n`,
      "TypeError",
      `line 3 must have 4 cells, as the header has, but has ${count}`,
    );
  }
  for (const cell of [`"${SECRET}`, `"${SECRET}"x`]) {
    refuses(
      `${header}\na,34,1,1\n${cell},34,1,1\n`,
      "RangeError",
      "the quotes of the record on line 3 must be closed, and doubled inside a cell",
    );
  }
  assert.throws(() => parseCsv(null as never, schema), {
    name: "TypeError",
    message: "Cannot read CSV: text must be a text, but is of type object",
  });
});

Deno.test("toCsv() writes what is missing as an empty cell, and quotes what needs it", () => {
  const rows = [
    { a: null, b: undefined, c: NaN, d: "" },
    { a: 'x"y', b: "p,q", c: "1\n2", d: false },
    { a: 1e21, b: 0.1, c: -0, d: " " },
  ];
  assert.equal(
    toCsv(rows),
    'a,b,c,d\n,,,\n"x""y","p,q","1\n2",false\n1e+21,0.1,0," "\n',
  );
});

Deno.test("toCsv() writes the columns asked for, of records or of a DataFrame", () => {
  const rows = [{ a: 1, b: "x" }, { a: 2, b: null }];
  for (const data of [rows, toDataFrame(rows)]) {
    assert.equal(toCsv(data), "a,b\n1,x\n2,\n");
    assert.equal(toCsv(data, ["b", "a"]), "b,a\nx,1\n,2\n");
  }
  assert.equal(toCsv([], ["a", "b"]), "a,b\n");
});

Deno.test("toCsv() refuses no columns, a missing column and cells that CSV has no form for", () => {
  assert.throws(() => toCsv([]), {
    name: "TypeError",
    message: "Cannot write CSV: there must be at least one column",
  });
  for (const rows of [[{ a: 1, b: 2 }, { a: 1 }], [{ a: 1 }]]) {
    assert.throws(() => toCsv(rows, ["a", "b"]), {
      name: "TypeError",
      message: "Cannot write CSV: the column must be one of a, but is b",
    });
  }
  for (const cell of [Infinity, -Infinity, 1n, {}, [1], Symbol(), new Date()]) {
    assert.throws(() => toCsv([{ a: cell }]), {
      name: "TypeError",
      message:
        "Cannot write CSV: each cell of a must be a finite number, a text, a boolean or missing",
    });
  }
});

const awkward = fc.string({
  unit: fc.constantFrom(
    '"',
    ",",
    "\n",
    "\r",
    "\ufeff",
    " ",
    "a",
    "é",
    "😀",
    "=",
  ),
  minLength: 1,
  maxLength: 6,
});

Deno.test("parseCsv() reads back what toCsv() writes: quotes, commas, line ends, any letters", () => {
  const cells = {
    text: fc.oneof(awkward, fc.string({ unit: "binary", minLength: 1 })),
    integer: fc.maxSafeInteger(),
    number: fc.double({ noNaN: true, noDefaultInfinity: true }),
    category: fc.constantFrom("a", "b,c", 7, 0.5, false),
  };
  const category = {
    type: "category",
    categories: ["a", "b,c", 7, 0.5, false],
  };
  const table = fc.uniqueArray(awkward, { minLength: 1, maxLength: 4 }).chain(
    (names) =>
      fc.tuple(
        ...names.map(() => fc.constantFrom(...Object.keys(cells))),
      ).chain((types) => {
        const record = fc.tuple(
          ...types.map((type) =>
            fc.option(
              cells[type as keyof typeof cells] as fc.Arbitrary<unknown>,
            )
          ),
        ).map((values) =>
          Object.fromEntries(names.map((name, i) => [
            name,
            // -0 is written as 0.
            Object.is(values[i], -0) ? 0 : values[i],
          ]))
        );
        const columns = Object.fromEntries(names.map((name, i) => [name, {
          description: name,
          ...(types[i] === "category" ? category : { type: types[i] }),
        }]));
        return fc.record({
          schema: fc.constant({ columns } as unknown as Schema),
          rows: fc.array(record, { maxLength: 5 }),
          names: fc.constant(names),
        });
      }),
  );
  fc.assert(
    fc.property(table, ({ schema, rows, names }) => {
      assert.deepEqual(parseCsv(toCsv(rows, names), schema), rows);
    }),
    { seed: 42, numRuns: 1000 },
  );
});
