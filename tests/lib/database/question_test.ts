import assert from "node:assert/strict";
import { planOf, type PublicFacts } from "lib/database/plan.ts";
import { readQuestion } from "lib/database/question.ts";
import type { Schema } from "lib/schema.ts";
import { firstLine } from "../messages.ts";

const schema: Schema = {
  columns: {
    age: { type: "integer", min: 18, max: 90, description: "age" },
    zip: { type: "category", categories: [1, 2], description: "postal code" },
    city: { type: "text", description: "city" },
  },
};

const facts: PublicFacts = {
  columns: ["age", "zip", "city"],
  schema,
  relation: "add-remove",
  privacyUnit: undefined,
  budgetKind: "pure",
};

const count = (options: object) => ({ query: "count", epsilon: 1, ...options });
const sum = (options: object) => ({
  ...{ query: "sum", column: "age", epsilon: 1 },
  ...options,
});

/** Expects each question to be refused in these words. */
function refuses(questions: readonly (readonly [unknown, string])[]) {
  for (const [question, message] of questions) {
    assert.throws(() => planOf(question, facts), (error: Error) => {
      assert(error instanceof TypeError || error instanceof RangeError);
      assert.match(error.message, firstLine(message));
      return true;
    });
  }
}

Deno.test("readQuestion() names an option that it does not know", () => {
  const ofCount = "where, groupBy, maxRows, epsilon, rho, delta";
  const ofSum = "where, groupBy, maxRows, epsilon, rho, column, bounds";
  refuses([
    [
      count({ were: { zip: 1 } }),
      `Cannot count: the options must be among ${ofCount}, but one is were`,
    ],
    [
      count({ bounds: {} }),
      `Cannot count: the options must be among ${ofCount}, but one is bounds`,
    ],
    [
      sum({ quantile: 0.5 }),
      `Cannot sum: the options must be among ${ofSum}, but one is quantile`,
    ],
    [
      sum({ delta: 0.1 }),
      `Cannot sum: the options must be among ${ofSum}, but one is delta`,
    ],
    [
      sum({ bounds: { low: 18 } }),
      "Cannot sum: the options must be among min, max, step, but one is low",
    ],
  ]);
});

Deno.test("readQuestion() wants to be asked one of its queries, by name", () => {
  const queries = "count, sum, mean, variance, quantile";
  const asked = [undefined, null, 7, "toString", ["count"], new String("sum")];
  refuses([
    ...asked.map((query) =>
      [
        { query, epsilon: 1 },
        `Cannot ask: query must be one of ${queries}`,
      ] as const
    ),
    ...[undefined, null, 7, "count", [], () => 1].map((question) =>
      [question, "Cannot ask: the question must be an object"] as const
    ),
  ]);
});

Deno.test("readQuestion() wants one of epsilon and rho, and delta for private keys alone", () => {
  const one = (action: string) =>
    `Cannot ${action}: one of epsilon and rho must be given`;
  const delta =
    "Cannot count: delta must be given for private keys, and for nothing else";
  const groupBy = { city: "private" };
  refuses([
    [{ query: "count" }, one("count")],
    [count({ rho: 1 }), one("count")],
    [{ query: "mean", column: "age" }, one("take a mean")],
    [count({ delta: 1e-6 }), delta],
    [count({ groupBy: "zip", delta: 1e-6 }), delta],
    [count({ groupBy }), delta],
    [
      { query: "count", groupBy, rho: 1, delta: 1e-6 },
      "Cannot count: the cost of private keys must be given as epsilon and delta",
    ],
    [
      count({ groupBy, delta: 0 }),
      "Cannot count: delta must be above 0 for private keys, but is 0",
    ],
    [
      count({ groupBy, delta: 1 }),
      "Cannot state a privacy loss: delta must be at least 0 and below 1, but is 1",
    ],
    [
      count({ epsilon: 0 }),
      "Cannot state a privacy loss: epsilon must be above 0, but is 0",
    ],
    [
      count({ epsilon: undefined, rho: -1 }),
      "Cannot state a privacy loss: rho must be above 0, but is -1",
    ],
  ]);
});

Deno.test("readQuestion() takes groups as columns, public keys, bins, edges or private keys", () => {
  const groups = (groupBy: unknown) => readQuestion(count({ groupBy })).groups;
  const keys = undefined;
  assert.deepEqual(groups(undefined), []);
  assert.deepEqual(groups("zip"), [{ column: "zip", keys }]);
  assert.deepEqual(groups(["zip", "age"]), [
    { column: "zip", keys },
    { column: "age", keys },
  ]);
  assert.deepEqual(
    groups({ zip: [1, 2], age: { bins: 3 }, pay: { edges: [0, 1] } }),
    [
      { column: "zip", keys: [1, 2] },
      { column: "age", keys: { bins: 3 } },
      { column: "pay", keys: { edges: [0, 1] } },
    ],
  );
  const read = readQuestion(
    count({ groupBy: { city: "private" }, delta: 0.1 }),
  );
  assert.deepEqual(read.groups, [{ column: "city", keys: "private" }]);
});

Deno.test("readQuestion() refuses groups of another form", () => {
  const names = "Cannot count: groupBy must be different names of columns";
  const form =
    'Cannot count: the groups of zip must be a list of keys, { bins }, { edges } or "private"';
  const alone = "must be counted, and by one column";
  refuses([
    [count({ groupBy: [] }), names],
    [count({ groupBy: ["zip", "zip"] }), names],
    [count({ groupBy: ["zip", 1] }), names],
    [count({ groupBy: {} }), "Cannot count: groupBy must name a column"],
    [count({ groupBy: null }), "Cannot count: groupBy must be an object"],
    [count({ groupBy: 7 }), "Cannot count: groupBy must be an object"],
    [count({ groupBy: { zip: {} } }), form],
    [count({ groupBy: { zip: { bins: 1, edges: [0, 1] } } }), form],
    [count({ groupBy: { zip: { bins: 1, width: 1 } } }), form],
    [count({ groupBy: { zip: { edges: 1 } } }), form],
    [
      count({ groupBy: { zip: { bins: 0 } } }),
      "Cannot count: bins must be a whole number of at least 1, but is 0",
    ],
    [
      count({ groupBy: { zip: { bins: "2" } } }),
      "Cannot count: bins must be a number, but is of type string",
    ],
    [
      count({ groupBy: { zip: [1], city: "private" }, delta: 0.1 }),
      `Cannot count: private keys ${alone}`,
    ],
    [
      sum({ groupBy: { city: "private" } }),
      `Cannot sum: private keys ${alone}`,
    ],
  ]);
});

Deno.test("planOf() wants its columns among those of the table", () => {
  const unknown = (action: string) =>
    `Cannot ${action}: the column must be one of age, zip, city, but is pay`;
  refuses([
    [count({ where: { pay: 1 } }), unknown("count")],
    [count({ where: { not: { or: [{ pay: 1 }] } } }), unknown("count")],
    [sum({ column: "pay" }), unknown("sum")],
    [count({ groupBy: "pay" }), unknown("count")],
    [count({ groupBy: { pay: "private" }, delta: 0.1 }), unknown("count")],
    [
      sum({ column: undefined }),
      "Cannot sum: column must be a name, but is of type undefined",
    ],
    [
      sum({ column: ["age"] }),
      "Cannot sum: column must be a name, but is of type object",
    ],
  ]);
});

Deno.test("planOf() checks nested conditions against the schema", () => {
  refuses([
    [
      count({ where: { not: { zip: 3 } } }),
      "Cannot count: the value of zip must be one of its categories, but is 3",
    ],
    [
      count({ where: { or: [{}, { city: 1 }] } }),
      "Cannot count: the value of city must be a string, but is of type number",
    ],
  ]);
});

Deno.test("planOf() wants maxRows to be a whole number, and to come with a privacy unit", () => {
  const rule = "Cannot count: maxRows must be a";
  refuses([
    [
      count({ maxRows: 1 }),
      "Cannot count: maxRows must come with a privacy unit, which the database has not",
    ],
    [count({ maxRows: 0 }), `${rule} whole number of at least 1, but is 0`],
    [count({ maxRows: 1.5 }), `${rule} whole number of at least 1, but is 1.5`],
    [count({ maxRows: "1" }), `${rule} number, but is of type string`],
  ]);
  const privacyUnit = { column: "city", maxRows: 3 };
  const plan = (options: object) =>
    planOf(count(options), { ...facts, privacyUnit });
  assert.deepEqual([plan({}).maxRows, plan({}).label], [3, "count"]);
  assert.equal(plan({ maxRows: 3 }).label, "count");
  assert.equal(plan({ maxRows: 5 }).label, "count, at most 5 rows a person");
});

Deno.test("planOf() wants a quantile from 0 to 1", () => {
  const quantile = { query: "quantile", column: "age", epsilon: 1 };
  for (const share of [0, 0.25, 1]) {
    assert.equal(
      planOf({ ...quantile, quantile: share }, facts).quantile,
      share,
    );
  }
  assert.equal(planOf(quantile, facts).quantile, 0.5);
  const rule = "Cannot take a quantile: quantile must be a number";
  refuses([
    [{ ...quantile, quantile: 1.01 }, `${rule} from 0 to 1, but is 1.01`],
    [{ ...quantile, quantile: NaN }, `${rule} from 0 to 1, but is NaN`],
    [{ ...quantile, quantile: "0.5" }, `${rule}, but is of type string`],
  ]);
});

Deno.test("planOf() refuses bounds so wide that doubles could not hold the noise", () => {
  const wide = { min: 0, max: 2 ** 53 - 1, step: 1 };
  const privacyUnit = { column: "city", maxRows: 2 };
  assert.equal(
    planOf(sum({ bounds: wide }), facts).statistics[0]!.sensitivity.l1,
    BigInt(wide.max),
  );
  assert.throws(
    () => planOf(sum({ bounds: wide }), { ...facts, privacyUnit }),
    {
      name: "RangeError",
      message:
        "Cannot sum: one person must move the sum by at most 2^53 steps; a larger step makes them fewer",
    },
  );
  const variance = (max: number) => ({
    query: "variance",
    column: "age",
    epsilon: 1,
    bounds: { min: 0, max, step: 1 },
  });
  planOf(variance(2 ** 27), facts);
  refuses([[
    variance(2 ** 27 + 2),
    "Cannot take a variance: the bounds of age must be at most 2^26 steps from their middle; a larger step makes them fewer",
  ]]);
});

Deno.test("planOf() refuses bounds between which a quantile would have more than 2^40 candidates", () => {
  const quantile = (min: number, max: number, step: number) => ({
    query: "quantile",
    column: "age",
    epsilon: 1,
    bounds: { min, max, step },
  });
  planOf(quantile(1, 2 ** 40, 1), facts);
  planOf(quantile(0, 2 ** 38 - 0.25, 0.25), facts);
  const message =
    "Cannot take a quantile: the bounds of age must be less than 2^40 steps apart; a larger step makes them fewer";
  refuses([
    [quantile(0, 2 ** 40, 1), message],
    [quantile(0, 2 ** 38, 0.25), message],
    [quantile(-(2 ** 52), 2 ** 52, 1), message],
  ]);
});

Deno.test("planOf() reads each property of a question once", () => {
  const reads: string[] = [];
  const watched = (object: object): object =>
    new Proxy(object, {
      get(target, name) {
        reads.push(String(name));
        const value: unknown = Reflect.get(target, name);
        const isPlain = Object(value) === value && !Array.isArray(value);
        return isPlain ? watched(value as object) : value;
      },
    });
  const question = {
    query: "sum",
    column: "age",
    where: { zip: { min: 0 } },
    groupBy: { city: { bins: undefined, edges: [0, 1] } },
    bounds: { min: 0, max: 1, step: 1 },
    epsilon: 1,
    maxRows: 1,
  };
  planOf(watched(question), {
    ...facts,
    privacyUnit: { column: "city", maxRows: 1 },
  });
  assert.deepEqual(
    reads.sort(),
    [
      ...Object.keys(question),
      ...["zip", "min", "max", "in", "city", "bins", "edges"],
      ...["min", "max", "step"],
    ].sort(),
  );
});
