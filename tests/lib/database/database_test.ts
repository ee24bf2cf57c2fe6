import assert from "node:assert/strict";
import { BudgetExceededError } from "lib/accounting/budget.ts";
import { approxDp, pureDp, zcdp } from "lib/accounting/privacy_loss.ts";
import type { TypedColumns } from "lib/database/data.ts";
import { DifferentiallyPrivateDatabase } from "lib/database/database.ts";
import type { DatabaseOptions } from "lib/database/options.ts";
import type { Exactable } from "lib/exact.ts";
import type { Schema } from "lib/schema.ts";
import { seededRandom } from "lib/seeded_random.ts";
import type { Condition, Where } from "lib/where.ts";
import { notAboveZero, notExact } from "../accounting/losses.ts";
import { counting, NOISELESS } from "../sampling/sources.ts";
import { firstLine } from "../messages.ts";

const patients: TypedColumns = {
  age: [34, 34, 51, 18, 90],
  zip: Uint16Array.of(10001, 10002, 10001, 10003, 10001),
  ill: [1, 0, 1, 0, 0],
};

const schema: Schema = {
  columns: {
    age: { type: "integer", min: 18, max: 90, description: "age" },
    zip: {
      type: "category",
      categories: [10001, 10002, 10003],
      description: "postal code",
    },
    sex: {
      type: "category",
      categories: ["f", "m", true],
      description: "sex, or true for withheld",
    },
  },
};

function open(options: Partial<DatabaseOptions> = {}, data = patients) {
  const total = options.budget === undefined ? { epsilonBudget: 1 } : {};
  return new DifferentiallyPrivateDatabase(data, { ...total, ...options });
}

/** A database that can be asked for the truth twenty times, at NOISELESS. */
const exact = (data: TypedColumns, options: Partial<DatabaseOptions> = {}) =>
  open({ epsilonBudget: 20 * NOISELESS, ...options }, data);

function state(database: DifferentiallyPrivateDatabase): string {
  const left = database.remainingBudget();
  return JSON.stringify({ left, database, ledger: database.ledger });
}

Deno.test("countQuery() answers the lesson's four questions, all but the third", async () => {
  const database = open();
  assert(Number.isInteger(await database.countQuery("ill", 1, 0.3)));
  assert(Number.isInteger(await database.countQuery("zip", 10001, 0.3)));
  assert.equal(database.remainingBudget(), 0.4);
  await assert.rejects(database.countQuery("age", 34, 0.5), (error) => {
    assert(error instanceof BudgetExceededError);
    assert.equal(`${error.requested}, ${error.remaining}`, "ε = 0.5, ε = 0.4");
    return true;
  });
  assert(Number.isInteger(await database.countQuery("zip", 10002, 0.3)));
  assert.equal(database.remainingBudget(), 0.1);
  assert.deepEqual(
    database.ledger.map(({ label, loss }) => `${label}: ${loss}`),
    [
      "count where ill = 1: ε = 0.3",
      "count where zip = 10001: ε = 0.3",
      "count where zip = 10002: ε = 0.3",
    ],
  );
  await database.countQuery("age", 34, 0.1);
  assert.equal(database.remainingBudget(), 0);
  await assert.rejects(database.countQuery("age", 34, "1e-300"), {
    name: "BudgetExceededError",
  });
});

Deno.test("count() gives ten answers to forty questions at once, on a budget for ten", async () => {
  for (const epsilon of [0.1, "1/10"]) {
    const database = open();
    const results = await Promise.allSettled(
      Array.from({ length: 40 }, () => database.count({ epsilon })),
    );
    const refused = results.flatMap((result) =>
      result.status === "rejected" ? [result.reason] : []
    );
    assert.equal(results.length - refused.length, 10);
    assert(refused.every((error) => error instanceof BudgetExceededError));
    assert.equal(database.ledger.length, 10);
    assert.equal(database.remainingBudget(), 0);
  }
});

Deno.test("count() counts what satisfies all conditions, ends of ranges included", async () => {
  const database = exact(patients);
  const answers: [Where | undefined, number][] = [
    [undefined, 5],
    [{}, 5],
    [{ age: 34 }, 2],
    [{ age: 34, zip: 10001 }, 1],
    [{ age: { min: 34 } }, 4],
    [{ age: { max: 34 } }, 3],
    [{ age: { min: 34, max: 51 } }, 3],
    [{ age: { min: 52, max: 51 } }, 0],
    [{ zip: { in: [10002, 10003] } }, 2],
    [{ zip: { in: [] } }, 0],
    [{ age: { min: 50 }, ill: 1, zip: { in: [10001] } }, 1],
  ];
  for (const [where, expected] of answers) {
    assert.equal(
      (await database.count({ where, epsilon: NOISELESS })).value,
      expected,
    );
  }
  assert.equal(await database.countQuery("age", 34, NOISELESS), 2);
  assert.equal(await database.countQuery("age", 35, NOISELESS), 0);
});

Deno.test("count() compares strictly: −0 is 0, NaN and null match nothing", async () => {
  const database = exact({ x: [0, -0, NaN, null, undefined, "0", false, 1] });
  const answers: [Condition, number][] = [
    [0, 2],
    [-0, 2],
    ["0", 1],
    [false, 1],
    [true, 0],
    [NaN, 0],
    ["", 0],
    [{}, 3],
    [{ min: -0, max: 0 }, 2],
    [{ in: [NaN, 1, "1"] }, 1],
  ];
  for (const [x, expected] of answers) {
    assert.equal(
      (await database.count({ where: { x }, epsilon: NOISELESS })).value,
      expected,
    );
  }
});

Deno.test("count() adds noise that may take an answer below 0", async () => {
  const database = open({ epsilonBudget: 100, random: seededRandom(42) });
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => database.countQuery("age", 1, 0.1)),
  );
  assert(answers.some((answer) => answer < 0));
  assert(answers.some((answer) => answer > 0));
});

Deno.test("count() says what it cost, how it was made and how far off it is", async () => {
  const database = open({ random: seededRandom(42) });
  const release = await database.count({ epsilon: 0.3 });
  assert.equal(`${release.loss}`, "ε = 0.3");
  assert.equal(release.mechanism, "discrete Laplace, scale 3.333");
  assert.equal(release.accuracy(0.05), 10);
  assert.equal(release.isSecure, false);
  assert.match(
    `${release}`,
    /^-?\d+ \(within 10 of the exact count in 95% of releases; ε = 0\.3; discrete Laplace, scale 3\.333; seeded, protects nobody\)$/,
  );
  assert(Object.isFrozen(release));
  const secure = await open().count({ epsilon: 0.3 });
  assert.equal(secure.isSecure, true);
  assert(!`${secure}`.includes("seeded"));
});

Deno.test("count() charges before it draws, and a question that fails stays charged", async () => {
  const broken = new Error("no bits");
  let left: number | undefined;
  const database: DifferentiallyPrivateDatabase = open({
    random: {
      ...seededRandom(42),
      uint32() {
        left = database.remainingBudget();
        throw broken;
      },
    },
  });
  const answer = database.count({ epsilon: 0.25 });
  const atOnce = [database.remainingBudget(), left];
  await assert.rejects(answer, broken);
  assert.deepEqual(atOnce, [0.75, undefined]);
  assert.equal(left, 0.75);
  assert.equal(database.remainingBudget(), 0.75);
  assert.equal(database.ledger.length, 1);
});

Deno.test("count() changes nothing and draws nothing if it refuses", async () => {
  const random = counting(seededRandom(42));
  const database = open({ random: random.source, epsilonBudget: 0.5 });
  await database.count({ epsilon: 0.1 });
  const before = state(database);
  const drawn = random.drawn();
  const questions: (() => Promise<unknown>)[] = [
    () => database.count({ epsilon: 0.6 }),
    () => database.countQuery("nobody", 1, 0.1),
    () => database.count(undefined as never),
    () => database.count({} as never),
    () => database.count({ where: { nobody: 1 }, epsilon: 0.1 }),
    () => database.count({ where: { __proto__: 1 } as never, epsilon: NaN }),
    () => database.count({ where: { age: null } as never, epsilon: 0.1 }),
    ...[null, 1, "age", [], new Map([["age", 34]]), new Date(0)].map(
      (where) => () => database.count({ where: where as never, epsilon: 0.1 }),
    ),
    ...[null, undefined, 34n, [34], { in: [34] }, Symbol("34"), () => 34].map(
      (value) => () => database.countQuery("age", value as never, 0.1),
    ),
    ...[null, undefined, 1, ["age"], { toString: () => "age" }].map(
      (column) => () => database.countQuery(column as string, 34, 0.1),
    ),
    ...[...notAboveZero, ...notExact].flatMap((epsilon) => [
      () => database.countQuery("age", 34, epsilon as Exactable),
      () => database.count({ epsilon: epsilon as Exactable }),
    ]),
  ];
  for (const question of questions) {
    // An async function, so that a refusal is always a rejection
    await assert.rejects(question());
  }
  assert.equal(state(database), before);
  assert.equal(random.drawn(), drawn);
});

Deno.test("countQuery() lists the columns if it is asked for another", async () => {
  for (const column of ["Age", "", "constructor", "__proto__", "length", "0"]) {
    await assert.rejects(open().countQuery(column, 34, 0.1), {
      name: "TypeError",
      message: firstLine(
        `Cannot count: the column must be one of age, zip, ill, but is ${column}`,
      ),
    });
  }
});

Deno.test("new DifferentiallyPrivateDatabase() refuses records without a column of the schema or the unit", () => {
  const people = Array.from(
    { length: 3 },
    (_, i) => ({ age: 34, customer: i }),
  );
  const { age } = schema.columns;
  const lacks = (message: string) => ({
    name: "TypeError",
    message:
      `Cannot make the database: the data must have the declared column ${message}`,
  });
  const make =
    (options: Partial<DatabaseOptions>, data: object[] = people) => () =>
      new DifferentiallyPrivateDatabase(data as Record<string, unknown>[], {
        epsilonBudget: 1,
        ...options,
      });
  const aged = { columns: { age: age! } };
  assert.throws(
    make({ schema: aged }, [{ Age: 34 }, { Age: 51 }]),
    lacks("age\nDid you mean Age?"),
  );
  const misspelled = { column: "custommer", maxRows: 1 };
  assert.throws(
    make({ schema: aged, privacyUnit: misspelled }),
    lacks("custommer\nDid you mean customer?"),
  );
  assert.throws(make({ privacyUnit: misspelled }), {
    name: "TypeError",
    message: /must be one of age, customer, but is custommer\n/,
  });
  const unit = { column: "customer", maxRows: 1 };
  make({ schema: aged, privacyUnit: unit })();
  make({ schema: aged, privacyUnit: unit }, [])();
  make({ schema: aged, privacyUnit: unit }, [{}, people[0]!])();
});

Deno.test("countQuery() takes a column by any name, such as what conditions are joined by", async () => {
  for (const name of ["and", "or", "not", "in", "__proto__"]) {
    const data = Object.fromEntries([[name, [1, 1, 0]], ["age", [34, 51, 18]]]);
    const database = exact(data);
    assert.equal(await database.countQuery(name, 1, NOISELESS), 2);
    assert.equal(database.ledger[0]!.label, `count where ${name} = 1`);
  }
});

Deno.test("countQuery() answers without a schema what can match nothing", async () => {
  const database = exact(patients);
  for (const value of ["34", true, NaN, Infinity, "SELECT"]) {
    assert.equal(await database.countQuery("age", value, NOISELESS), 0);
  }
  assert.equal(database.remainingBudget(), 15 * NOISELESS);
});

Deno.test("count() refuses with a schema what cannot be in a column", async () => {
  const data = {
    age: [34, 51],
    zip: [10001, 10002],
    sex: ["f", true],
    salary: [1, 2],
  };
  const database = exact(data, { schema });
  const before = state(database);
  const refused: [Where, string, string][] = [
    [{ age: "34" }, "TypeError", "age must be a number, but is of type string"],
    [
      { age: true },
      "TypeError",
      "age must be a number, but is of type boolean",
    ],
    [
      { age: { in: [34, "51"] } },
      "TypeError",
      "age must be a number, but is of type string",
    ],
    [
      { sex: 1 },
      "TypeError",
      "sex must be a string or boolean, but is of type number",
    ],
    [
      { sex: { min: 0 } },
      "TypeError",
      "sex must be a string or boolean, but is of type number",
    ],
    [
      { zip: 10009 },
      "RangeError",
      "zip must be one of its categories, but is 10009",
    ],
    [
      { zip: { in: [10001, 7] } },
      "RangeError",
      "zip must be one of its categories, but is 7",
    ],
    [
      { sex: false },
      "RangeError",
      "sex must be one of its categories, but is false",
    ],
  ];
  for (const [where, name, rule] of refused) {
    const message = `Cannot count: the value of ${rule}`;
    await assert.rejects(database.count({ where, epsilon: NOISELESS }), {
      name,
      message: firstLine(message),
    });
  }
  await assert.rejects(database.countQuery("salary", 1, NOISELESS), TypeError);
  assert.equal(state(database), before);
  assert.deepEqual(database.columnNames, ["age", "zip", "sex"]);
  assert.equal(await database.countQuery("sex", true, NOISELESS), 1);
  assert.equal(await database.countQuery("age", 7, NOISELESS), 0);
  const between = { zip: { min: 10002, max: 10003 } };
  assert.equal(
    (await database.count({ where: between, epsilon: NOISELESS })).value,
    1,
  );
});

Deno.test("the database keeps the schema as it was given", async () => {
  const changing = structuredClone(schema) as {
    columns: Record<string, { categories?: unknown[] }>;
  };
  const data = { age: [34], zip: [10001], sex: ["f"] };
  const database = exact(data, { schema: changing as Schema });
  changing.columns.zip!.categories!.push(10009);
  delete changing.columns.age;
  await assert.rejects(
    database.countQuery("zip", 10009, NOISELESS),
    RangeError,
  );
  assert.equal(await database.countQuery("age", 34, NOISELESS), 1);
});

Deno.test("checkPrivacyBudget() says whether a question fits and charges nothing", async () => {
  const database = open();
  await database.count({ epsilon: 0.7 });
  const before = state(database);
  assert.deepEqual(
    [0.1, 0.3, "3/10", "0.3000000000000000000001", 1, "1e-300"].map((epsilon) =>
      database.checkPrivacyBudget(epsilon)
    ),
    [true, true, true, false, false, true],
  );
  for (const epsilon of notAboveZero) {
    assert.throws(() => database.checkPrivacyBudget(epsilon), {
      name: "RangeError",
    });
  }
  for (const epsilon of [...notExact, pureDp(0.1)]) {
    assert.throws(() => database.checkPrivacyBudget(epsilon as never), {
      name: "TypeError",
    });
  }
  assert.equal(state(database), before);
});

Deno.test("remainingBudget() is the nearest double to what is left", async () => {
  const database = open();
  for (let i = 0; i < 7; i++) {
    await database.count({ epsilon: "1/11" });
    assert.equal(database.remainingBudget(), (10 - i) / 11);
  }
});

Deno.test("the database spends from a budget of another kind", async () => {
  const concentrated = open({ budget: zcdp(0.5) });
  const release = await concentrated.count({ epsilon: 0.5 });
  assert.equal(`${release.loss}`, "ρ = 0.125");
  assert.equal(release.mechanism, "discrete Laplace, scale 2");
  assert.equal(concentrated.remainingBudget(), 0.375);
  assert.equal(concentrated.checkPrivacyBudget(0.8), true);
  assert.equal(concentrated.checkPrivacyBudget(0.9), false);

  const approximate = open({ budget: approxDp(1, 1e-5) });
  await approximate.count({ epsilon: 0.75 });
  assert.equal(approximate.remainingBudget(), 0.25);
  assert.equal(`${approximate.ledger[0]!.loss}`, "ε = 0.75, δ = 0");
});

Deno.test("the database wants exactly one budget, above 0", () => {
  const cannot = {
    name: "TypeError",
    message: firstLine(
      "Cannot make the database: one of epsilonBudget and budget must be given",
    ),
  };
  const make = (options: unknown) => () =>
    new DifferentiallyPrivateDatabase(patients, options as DatabaseOptions);
  assert.throws(make({}), cannot);
  assert.throws(make({ epsilonBudget: 1, budget: pureDp(1) }), cannot);
  assert.throws(make(undefined), { name: "TypeError" });
  for (const epsilonBudget of notAboveZero) {
    assert.throws(make({ epsilonBudget }), { name: "RangeError" });
  }
  for (const epsilonBudget of notExact) {
    assert.throws(make({ epsilonBudget }), { name: "TypeError" });
  }
  const loss = pureDp(1);
  assert.throws(make({ budget: loss.minus(loss) }), { name: "RangeError" });
  assert.throws(make({ epsilonBudget: 1, relation: "both" }), {
    name: "RangeError",
    message:
      'Cannot make the database: relation must be "add-remove" or "replace-one", but is both',
  });
});

Deno.test("the database refuses options that it does not know", () => {
  const known = "epsilonBudget, budget, schema, relation, privacyUnit, random";
  const misspelled = ["epsilon", "privacyunit", "scheme", "seed", "Relation"];
  for (const name of misspelled) {
    const options = { epsilonBudget: 1, [name]: undefined } as DatabaseOptions;
    assert.throws(() => new DifferentiallyPrivateDatabase(patients, options), {
      name: "TypeError",
      message: firstLine(
        `Cannot make the database: the options must be among ${known}, but one is ${name}`,
      ),
    });
  }
  for (const options of [undefined, null, 1]) {
    assert.throws(
      () => new DifferentiallyPrivateDatabase(patients, options as never),
      {
        name: "TypeError",
        message: firstLine(
          "Cannot make the database: options must be an object",
        ),
      },
    );
  }
});

Deno.test("a question refuses another column or query among its options", async () => {
  const database = open({});
  const twice = (name: string) => ({
    name: "TypeError",
    message: new RegExp(
      `^Cannot .*: ${name} must be given once, but the options give another$`,
    ),
  });
  const other = { epsilon: 1, column: "zip" } as { epsilon: number };
  await assert.rejects(database.mean("age", other), twice("column"));
  const query = { epsilon: 1, query: "sum" } as { epsilon: number };
  await assert.rejects(database.count(query), twice("query"));
  assert.equal(database.ledger.length, 0);
});

Deno.test("the database refuses noise from what is no source", () => {
  const { uint32, fill } = seededRandom(42);
  const wrong = [null, 42, Math.random, {}, { uint32 }, { fill }, seededRandom];
  for (const random of wrong) {
    assert.throws(() => open({ random: random as never }), {
      name: "TypeError",
      message: firstLine(
        "Cannot make the database: random must be a source such as secureRandom()",
      ),
    });
  }
  open({ random: seededRandom(42) });
  open({ random: undefined });
});

Deno.test("the database refuses a schema that declares what cannot be", () => {
  const { age, zip } = schema.columns;
  const wrong: [object, string, string][] = [
    [
      { age: { ...age, type: "int" }, zip },
      "TypeError",
      'the column age must have the type "integer", "number", "category" or "text"',
    ],
    [
      { age, zip: { ...zip, categories: [10001, 10001] } },
      "TypeError",
      "the column zip must have categories, a list of different values",
    ],
    [
      { age: { ...age, min: 91 }, zip },
      "RangeError",
      "the bounds of age must be numbers, min ≤ max, and its step above 0",
    ],
  ];
  for (const [columns, name, rule] of wrong) {
    assert.throws(() => open({ schema: { columns } as Schema }), {
      name,
      message: firstLine(`Cannot make the database: ${rule}`),
    });
  }
});

Deno.test("the database shows the number of records under replace-one and never else", () => {
  const data = { a: new Uint8Array(7919) };
  const faces = (database: DifferentiallyPrivateDatabase) =>
    JSON.stringify(database) + database + Deno.inspect(database);
  assert(!faces(open({}, data)).includes("7919"));
  assert(!faces(open({}, data)).includes("7,919"));
  const declared = open({ relation: "replace-one" }, data);
  assert.equal(declared.relation, "replace-one");
  assert.equal(
    `${declared}`,
    "DifferentiallyPrivateDatabase { 7919 rows, columns: a; relation: replace-one; remaining: ε = 1 of ε = 1 }",
  );
  assert.match(JSON.stringify(declared), /"rows":7919/);
  assert.match(
    Deno.inspect(declared),
    /\n {2}rows +7,919, which is public\n/,
  );
});

Deno.test("the database shows its schema, column by column", () => {
  const schema: Schema = {
    columns: {
      age: {
        type: "integer",
        min: 18,
        max: 90,
        unit: "years",
        description: "age",
      },
      share: { type: "number", min: 0, step: 0.01, description: "share" },
      most: { type: "number", max: 1, description: "at most" },
      any: { type: "number", description: "any" },
      zip: { type: "category", categories: [1, 2, 3], description: "zip" },
      name: { type: "text", description: "name" },
    },
  };
  const names = Object.keys(schema.columns);
  const data = Object.fromEntries(names.map((name) => [name, [1]]));
  const database = open({ schema }, data);
  assert.deepEqual(Deno.inspect(database).split("\n").slice(3), [
    "  column  type      values                   unit   description",
    "  age     integer   18 to 90                 years  age",
    "  share   number    from 0 in steps of 0.01  –      share",
    "  most    number    up to 1                  –      at most",
    "  any     number    any number               –      any",
    "  zip     category  1, 2, 3                  –      zip",
    "  name    text      any text                 –      name",
  ]);
});

Deno.test("the database prints its columns, relation and budget", async () => {
  const database = open({ random: seededRandom(42) });
  await database.countQuery("ill", 1, 0.3);
  const text =
    "DifferentiallyPrivateDatabase { columns: age, zip, ill; relation: add-remove; remaining: ε = 0.7 of ε = 1 }";
  assert.equal(`${database}`, text);
  assert.equal(
    Deno.inspect(database),
    [
      "Differentially private database: ε = 0.7 left of ε = 1 after 1 charge",
      "  spent     ███░░░░░░░ ε = 0.3, 30%",
      "  protects  one row, added or removed between neighbors (add-remove)",
      "  columns   age, zip, ill",
    ].join("\n"),
  );
  assert.deepEqual(JSON.parse(JSON.stringify(database)), {
    columns: ["age", "zip", "ill"],
    relation: "add-remove",
    budget: {
      total: { epsilon: "1" },
      remaining: { epsilon: "0.7" },
      entries: [{ label: "count where ill = 1", loss: { epsilon: "0.3" } }],
    },
  });
});

Deno.test("ledger names each question by its conditions", async () => {
  const database = open({ epsilonBudget: 10 });
  const wheres: Where[] = [
    {},
    { age: { min: 34, max: 51 }, ill: 1 },
    { zip: { in: [10001, 10002] } },
    { age: { min: 90 } },
    { age: { max: 18 } },
  ];
  for (const where of wheres) await database.count({ where, epsilon: "1/3" });
  assert.deepEqual(database.ledger.map(({ label }) => label), [
    "count",
    "count where age from 34 to 51 and ill = 1",
    "count where zip in [10001, 10002]",
    "count where age ≥ 90",
    "count where age ≤ 18",
  ]);
});

const purchases = {
  customer: ["a", "a", "a", "b", "b", null, "c"],
  price: [1, 2, 3, 10, 20, 100, 1000],
};
const customers = { privacyUnit: { column: "customer", maxRows: 2 } };

Deno.test("privacyUnit names a column and how many rows of a person take part", () => {
  const make = (privacyUnit: unknown) => () =>
    open({ privacyUnit } as DatabaseOptions, purchases);
  const cannot = (name: string, rule: string) => ({
    name,
    message: firstLine(`Cannot make the database: ${rule}`),
  });
  const form = cannot("TypeError", "privacyUnit must be { column, maxRows }");
  const wrong: unknown[] = [
    ...[null, {}, "customer", { maxRows: 2 }, { column: 1, maxRows: 2 }],
    { column: "customer", maxRows: 2, maxDays: 1 },
  ];
  for (const unit of wrong) assert.throws(make(unit), form);
  const column = "customer";
  for (const maxRows of [0, -1, 1.5, NaN, Infinity]) {
    assert.throws(
      make({ column, maxRows }),
      cannot(
        "RangeError",
        `maxRows must be a whole number of at least 1, but is ${maxRows}`,
      ),
    );
  }
  assert.throws(
    make({ column }),
    cannot("TypeError", "maxRows must be a number, but is of type undefined"),
  );
  assert.throws(
    make({ column: "person", maxRows: 1 }),
    cannot(
      "TypeError",
      "the column must be one of customer, price, but is person",
    ),
  );
});

Deno.test("privacyUnit lets the first rows of each person take part, and those of nobody never", async () => {
  const database = exact(purchases, customers);
  const count = async (options: { where?: Where; maxRows?: number }) =>
    (await database.count({ ...options, epsilon: NOISELESS })).value;
  assert.equal(await count({}), 5);
  assert.equal(await count({ maxRows: 1 }), 3);
  assert.equal(await count({ maxRows: 4 }), 6);
  assert.equal(await count({ where: { price: { min: 2 } } }), 5);
  assert.equal(await count({ where: { customer: "a" } }), 2);
  const sum = await database.sum("price", {
    epsilon: 1e6,
    bounds: { min: 0, max: 100, step: 1 },
  }).catch((error: Error) => error.name);
  assert.equal(sum, "BudgetExceededError");
  const cheap = await database.sum("price", {
    epsilon: 10 * NOISELESS,
    bounds: { min: 0, max: 15, step: 1 },
  });
  assert.equal(cheap.value, 1 + 2 + 10 + 15 + 15);
});

Deno.test("a privacyUnit outside the schema is kept, and cannot be asked about", async () => {
  const columns: Schema["columns"] = {
    price: { type: "integer", min: 0, max: 1000, description: "price" },
  };
  const rows = purchases.price.map((price, i) => ({
    price,
    customer: purchases.customer[i],
  }));
  for (const data of [purchases, rows]) {
    const database = new DifferentiallyPrivateDatabase(data, {
      epsilonBudget: 20 * NOISELESS,
      schema: { columns },
      ...customers,
    });
    assert.deepEqual(database.columnNames, ["price"]);
    assert.equal((await database.count({ epsilon: NOISELESS })).value, 5);
    const refused = {
      name: "TypeError",
      message: /: the column must be one of price, but is customer$/,
    };
    const where = { customer: "a" };
    const questions = [
      database.count({ where, epsilon: 1 }),
      database.countQuery("customer", "a", 1),
      database.histogram("customer", { epsilon: 1 }),
      database.groupBy({ customer: ["a"] }).count({ epsilon: 1 }),
      database.mean("customer", { epsilon: 1 }),
    ];
    for (const question of questions) await assert.rejects(question, refused);
    assert.equal(database.ledger.length, 1);
  }
});

Deno.test("the database counts, adds up and tells persons apart by bigints", async () => {
  // The last two ids are the same double.
  const id = BigInt64Array.of(1n, 1n, 2n, 2n ** 60n, 2n ** 60n + 1n);
  const database = exact({ id, price: [1n, 2n, 3n, 40n, 2n ** 70n] }, {
    privacyUnit: { column: "id", maxRows: 1 },
  });
  const count = async (where: Where) =>
    (await database.count({ where, maxRows: 2, epsilon: NOISELESS })).value;
  assert.equal(await count({}), 5);
  assert.equal(await count({ id: 1 }), 2);
  assert.equal(await count({ id: `${2n ** 60n}` }), 1);
  assert.equal(await count({ id: { in: [2, `${2n ** 60n + 1n}`] } }), 2);
  assert.equal((await database.count({ epsilon: NOISELESS })).value, 4);
  // What is text is no value to add up.
  const { value } = await database.sum("price", {
    bounds: { min: 0, max: 9, step: 1 },
    epsilon: 9 * NOISELESS,
  });
  assert.equal(value, 1 + 3 + 9);
});

Deno.test("a database with a privacyUnit prints it, and no number of rows", async () => {
  const database = open({ ...customers, relation: "replace-one" }, purchases);
  await database.count({ maxRows: 1, epsilon: 0.25 });
  assert.equal(
    `${database}`,
    "DifferentiallyPrivateDatabase { columns: customer, price; relation: replace-one for customer (at most 2 rows); remaining: ε = 0.75 of ε = 1 }",
  );
  assert.equal(
    Deno.inspect(database),
    [
      "Differentially private database: ε = 0.75 left of ε = 1 after 1 charge",
      "  spent       ███░░░░░░░ ε = 0.25, 25%",
      "  protects    all rows of one customer, replaced between neighbors (replace-one)",
      "  takes part  the first 2 rows of each customer",
      "  columns     customer, price",
    ].join("\n"),
  );
  const json = JSON.parse(JSON.stringify(database));
  assert.deepEqual(Object.keys(json), [
    ...["columns", "relation", "privacyUnit", "budget"],
  ]);
  assert.deepEqual(json.privacyUnit, customers.privacyUnit);
  assert.deepEqual(database.privacyUnit, customers.privacyUnit);
  assert(Object.isFrozen(database.privacyUnit));
});

Deno.test("the database keeps the privacyUnit as it was given", () => {
  const privacyUnit = { ...customers.privacyUnit };
  const database = open({ privacyUnit }, purchases);
  privacyUnit.maxRows = 9;
  assert.equal(database.privacyUnit!.maxRows, 2);
});

Deno.test("every kind of question is charged before it draws, and stays charged if it fails", async () => {
  const broken = new Error("no bits");
  const random = {
    ...seededRandom(42),
    uint32() {
      throw broken;
    },
    fill() {
      throw broken;
    },
  };
  const bounds = { min: 0, max: 10, step: 1 };
  const options = { bounds, epsilon: 0.1 };
  const ask: ((database: DifferentiallyPrivateDatabase) => Promise<unknown>)[] =
    [
      (database) => database.sum("price", options),
      (database) => database.mean("price", options),
      (database) => database.variance("price", options),
      (database) => database.quantile("price", options),
      (database) =>
        database.histogram("price", { epsilon: 0.1, edges: [0, 5, 10] }),
      (database) => database.groupBy({ price: [1, 2] }).mean("price", options),
      (database) =>
        database.groupBy({ customer: "private" })
          .count({ epsilon: 0.1, delta: 1e-6 }),
    ];
  const database = open({ budget: approxDp(1, 1e-5), random }, purchases);
  for (const [i, question] of ask.entries()) {
    const answer = question(database);
    assert.equal(database.ledger.length, i + 1);
    await assert.rejects(answer, broken);
  }
  assert.equal(database.remainingBudget(), 0.3);
});

Deno.test("histogram() refuses what is no name of a column", async () => {
  for (const column of [undefined, null, 1, ["age"], { age: { bins: 2 } }]) {
    const database = open();
    await assert.rejects(
      database.histogram(column as never, { epsilon: 0.1 }),
      { name: "TypeError", message: /^Cannot count: column must be a name/ },
    );
    assert.equal(database.ledger.length, 0);
  }
});

Deno.test("a question whose options throw is rejected, whichever it is, and charges nothing", async () => {
  const database = open();
  const mine = new Error("mine");
  const options = {
    get epsilon(): number {
      throw mine;
    },
  };
  const grouped = database.groupBy("zip");
  const asked = [
    () => database.count(options),
    () => database.sum("age", options),
    () => database.mean("age", options),
    () => database.variance("age", options),
    () => database.quantile("age", options),
    () => database.histogram("age", options),
    () => grouped.count(options),
    () => grouped.mean("age", options),
  ];
  for (const ask of asked) {
    // Not of an async function, which would reject in any case.
    const answer = ask();
    await assert.rejects(answer, mine);
  }
  assert.equal(database.ledger.length, 0);
});
