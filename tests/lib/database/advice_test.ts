/** What the errors of the database advise: every example in an advice is tried. */

import assert from "node:assert/strict";
import { approxDp, pureDp, zcdp } from "lib/accounting/privacy_loss.ts";
import { DifferentiallyPrivateDatabase } from "lib/database/database.ts";
import type { DatabaseOptions } from "lib/database/options.ts";
import type { Question } from "lib/database/question.ts";
import type { Schema } from "lib/schema.ts";
import { adviceOf } from "../messages.ts";

const schema: Schema = {
  columns: {
    age: { type: "integer", min: 0, max: 120, description: "age" },
    pay: { type: "number", description: "income" },
    city: {
      type: "category",
      categories: ["Bern", "Basel"],
      description: "city",
    },
    name: { type: "text", description: "name" },
  },
};
const rows = [{ age: 34, pay: 100, city: "Bern", name: "Ann" }];

function open(options: Partial<DatabaseOptions> = { epsilonBudget: 10 }) {
  return new DifferentiallyPrivateDatabase(rows, { schema, ...options });
}

const make = (options: object) => adviceOf(() => open(options));
const asked = (question: object, database = open()) =>
  adviceOf(() => database.ask(question as Question));

Deno.test("a database that cannot be made says how one is", async () => {
  assert.deepEqual(await make({ epsilonbudget: 1 }), [
    "Did you mean epsilonBudget?",
  ]);
  assert.deepEqual(await make({}), [
    "It is the most that all answers together may cost: epsilonBudget: 1, for example.",
  ]);
  assert.deepEqual(await make({ epsilonBudget: 1, budget: pureDp(1) }), [
    "epsilonBudget: 1 is short for budget: pureDp(1).",
  ]);
  assert.deepEqual(await make({ epsilonBudget: "0,5" }), [
    "Decimals have a point: 0.5.",
  ]);
  assert.deepEqual(await make({ epsilonBudget: "10 %" }), [
    "A percentage is a fraction: 10% is 0.1.",
  ]);
  assert.deepEqual(await make({ epsilonBudget: NaN }), [
    "NaN comes of computing with something that is no number.",
  ]);
  assert.deepEqual(await make({ epsilonBudget: 1, relation: "add/remove" }), [
    "Did you mean add-remove?",
  ]);
  assert.deepEqual(await make({ epsilonBudget: 1, privacyUnit: "customer" }), [
    'For example privacyUnit: { column: "customer", maxRows: 5 }.',
  ]);
  assert.deepEqual(await make({ epsilonBudget: 1, random: 42 }), [
    "seededRandom(42), of lib/seeded_random.ts, makes a source of a seed.",
  ]);
  assert.deepEqual(await make({ epsilonBudget: 1, schema: schema.columns }), [
    "For example:",
    '  schema: { columns: { age: { type: "integer", min: 0, max: 120, description: "age" } } }',
  ]);
  const int = { columns: { age: { type: "int", description: "age" } } };
  assert.deepEqual(await make({ epsilonBudget: 1, schema: int }), [
    "Did you mean integer?",
  ]);
});

Deno.test("a budget that is exceeded says what can still be asked", async () => {
  const others =
    "A budget belongs to people: a new one for the same people would add to their loss.";
  const database = open({ epsilonBudget: "1/3" });
  const over = () => database.count({ epsilon: 0.4 });
  assert.deepEqual(await adviceOf(over), [
    'Nothing was charged. Ask with at most epsilon: "1/3".',
    others,
  ]);
  await database.count({ epsilon: "1/3" });
  assert.deepEqual(await adviceOf(over), [
    "Nothing was charged. The budget is spent.",
    others,
  ]);
  const concentrated = open({ budget: zcdp(0.02) });
  const [first] = await adviceOf(() => concentrated.count({ rho: 0.03 }));
  assert.equal(first, "Nothing was charged. Ask with at most rho: 0.02.");
});

Deno.test("a cost of the wrong kind says which budget adds it up", async () => {
  const rho = (budget: DatabaseOptions["budget"]) =>
    asked({ query: "count", rho: 0.1 }, open({ budget }));
  assert.deepEqual(await rho(pureDp(1)), [
    "It adds up ε; a budget such as zcdp(0.5) adds up ρ.",
  ]);
  assert.deepEqual(await rho(approxDp(1, 0.1)), [
    "It adds up ε and δ; a budget such as zcdp(0.5) adds up ρ.",
  ]);
  const keys = { query: "count", groupBy: { name: "private" } };
  const budget = pureDp(1);
  assert.deepEqual(
    await asked({ ...keys, epsilon: 1, delta: 0.1 }, open({ budget })),
    [
      'It adds up ε; a budget such as approxDp(1, "1e-6") adds up ε and δ.',
    ],
  );
  assert.deepEqual(await asked({ ...keys, epsilon: 1 }), [
    'It is the probability of showing a key that one person alone has: delta: "1e-6", for example.',
  ]);
});

Deno.test("a question without its cost, or with a misspelled part, says what is meant", async () => {
  assert.deepEqual(await asked({ query: "count" }), [
    "It is what the answer may cost: epsilon: 0.1, for example.",
  ]);
  assert.deepEqual(await asked({ query: "count", epsilon: 1, rho: 1 }), [
    "epsilon asks for Laplace noise, rho for Gaussian noise.",
  ]);
  assert.deepEqual(await asked({ query: "average", epsilon: 1 }), []);
  assert.deepEqual(await asked({ query: "Sum", epsilon: 1 }), [
    "Did you mean sum?",
  ]);
  assert.deepEqual(await asked({ query: "count", epsilom: 1 }), [
    "Did you mean epsilon?",
  ]);
  assert.deepEqual(await adviceOf(() => open().countQuery("Age", 34, 1)), [
    "Did you mean age?",
  ]);
  assert.deepEqual(await adviceOf(() => open().sum("age", 0.3 as never)), [
    "They stand in braces, by name: { epsilon: 0.3 }.",
  ]);
  assert.deepEqual(await adviceOf(() => open().count("age" as never)), [
    "They stand in braces, by name: { epsilon: 0.1 }.",
  ]);
  assert.deepEqual(await asked({ query: "count", epsilon: 1, maxRows: 2 }), [
    'It is an option of the database: privacyUnit: { column: "customer", maxRows: 5 }, for example.',
  ]);
});

Deno.test("missing bounds say why they are wanted, and the example is one", async () => {
  const known =
    "Take them from what is known of the column, not from the data; for example:";
  assert.deepEqual(await asked({ query: "sum", column: "pay", epsilon: 1 }), [
    "Without bounds one person could move the answer by any amount: no noise is enough.",
    known,
    "  bounds: { min: 0, max: 100, step: 1 }",
  ]);
  await open().sum("pay", {
    epsilon: 1,
    bounds: { min: 0, max: 100, step: 1 },
  });
  const bounds = { min: 0, max: 100 };
  assert.deepEqual(
    await asked({ query: "sum", column: "pay", epsilon: 1, bounds }),
    [
      "Values are added up as whole steps, so that the noise can be exact.",
      known,
      "  bounds: { step: 1 }",
    ],
  );
  assert.deepEqual(await asked({ query: "sum", column: "city", epsilon: 1 }), [
    'Its groups can be counted: groupBy("city").count({ epsilon: 0.1 }).',
  ]);
  await open().groupBy("city").count({ epsilon: 0.1 });
  assert.deepEqual(
    await asked({ query: "sum", column: "name", epsilon: 1 }),
    [],
  );
});

Deno.test("groups that are not public say why they have to be", async () => {
  assert.deepEqual(
    await asked({ query: "count", groupBy: "name", epsilon: 1 }),
    [
      "A group that is read from the data would tell that somebody is in it.",
      'For example groupBy({ name: ["a", "b"] }).',
    ],
  );
  await open().groupBy({ name: ["a", "b"] }).count({ epsilon: 1 });
  assert.deepEqual(
    await adviceOf(() => open().histogram("pay", { bins: 4, epsilon: 1 })),
    ["For example edges: [0, 25, 50, 75, 100]."],
  );
  await open().histogram("pay", { edges: [0, 25, 50, 75, 100], epsilon: 1 });
  const groupBy = { city: ["bern"] };
  assert.deepEqual(await asked({ query: "count", groupBy, epsilon: 1 }), [
    "Did you mean Bern?",
  ]);
});

Deno.test("conditions that cannot be say how they are written", async () => {
  const where = (where: unknown) =>
    asked({ query: "count", where, epsilon: 0.1 });
  const code =
    "Conditions are data, not code: { age: { min: 65 } }, for example.";
  assert.deepEqual(await where(() => true), [code]);
  assert.deepEqual(await where({ age: (x: number) => x > 65 }), [code]);
  await open().count({ where: { age: { min: 65 } }, epsilon: 0.1 });
  assert.deepEqual(await where({ age: [34, 35] }), [
    "A list stands under in: { in: [34, 35] }.",
  ]);
  assert.deepEqual(await where({ age: { minimum: 3 } }), ["Did you mean min?"]);
  assert.deepEqual(await where({ age: { above: 3 } }), []);
  assert.deepEqual(await where({ or: { age: 34 } }), [
    "For example or: [{ age: 34 }, { age: { min: 65 } }].",
  ]);
  assert.deepEqual(await where({ age: "34" }), [
    "Quotation marks make a text of it.",
  ]);
  assert.deepEqual(await where({ name: 1 }), [
    "A text stands in quotation marks.",
  ]);
  assert.deepEqual(await where({ city: "Base" }), ["Did you mean Basel?"]);
  assert.deepEqual(await where({ city: "Zug" }), ["They are Bern, Basel."]);
});

Deno.test("what takes an ε alone is told of an ε, also where the budget is a ρ", async () => {
  const bounds = { min: 0, max: 120, step: 1 };
  const database = open({ budget: zcdp("1/11") });
  for (
    const ask of [
      (epsilon: number) => database.quantile("age", { bounds, epsilon }),
      (epsilon: number) => database.countQuery("age", 34, epsilon),
    ]
  ) {
    await assert.rejects(ask(5), (error: Error) => {
      assert.match(error.message, /ε = 5, which is ρ = 12\.5, was requested/);
      assert.match(error.message, /Ask with at most epsilon: 0\.4264\.$/m);
      return true;
    });
  }
  await database.quantile("age", { bounds, epsilon: 0.4264 });
});
