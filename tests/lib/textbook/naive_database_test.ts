import assert from "node:assert/strict";
import { toDataFrame } from "lib/table.ts";
import { seededRandom } from "lib/seeded_random.ts";
import { NaiveDatabase } from "lib/textbook/naive_database.ts";
import { printed } from "../console.ts";

const rows = Array.from({ length: 1000 }, (_, i) => ({ ill: i < 319 ? 1 : 0 }));
const open = (budget: number) =>
  new NaiveDatabase(rows, budget, seededRandom(42));
const ask = (database: NaiveDatabase, epsilon: number) =>
  database.countQuery("ill", 1, epsilon);

// Each of these is a flaw that the lesson shows: a repair here breaks it.

Deno.test("countQuery() prints the true count", async () => {
  let noisy = 0;
  const lines = await printed(() => void (noisy = ask(open(1), 0.5)));
  assert.deepEqual(lines, [
    `true count: 319, noisy count: ${noisy.toFixed(1)}`,
  ]);
  assert.notEqual(noisy, 319);
});

Deno.test("countQuery() adds noise of scale 1/ε, not rounded", async () => {
  await printed(() => {
    const noise = ask(open(10), 1) - 319;
    assert(Math.abs(ask(open(10), 0.1) - 319 - 10 * noise) < 1e-9);
    assert(!Number.isInteger(noise));
  });
});

Deno.test("countQuery() gives budget back for a negative ε", async () => {
  await printed(() => {
    const database = open(1);
    ask(database, 1);
    assert.throws(() => ask(database, 0.5), /Privacy budget exceeded: 0.5/);
    ask(database, -1);
    assert.equal(database.remainingBudget(), 1);
    ask(database, -100);
    assert.equal(database.remainingBudget(), 101);
  });
});

Deno.test("countQuery() never refuses again after NaN", async () => {
  await printed(() => {
    const database = open(1);
    ask(database, NaN);
    assert(Number.isNaN(database.remainingBudget()));
    for (const epsilon of [1, 1e6, Infinity]) {
      assert(database.checkPrivacyBudget(epsilon));
    }
    assert.equal(Math.round(ask(database, 1e6)), 319);
  });
});

Deno.test("countQuery() refuses the third tenth of 0.3", async () => {
  await printed(() => {
    const database = open(0.3);
    ask(database, 0.1);
    ask(database, 0.1);
    assert.throws(() => ask(database, 0.1), {
      message: /^Privacy budget exceeded: 0\.1 requested, 0\.0999/,
    });
  });
});

Deno.test("countQuery() can be averaged to the truth once the refund is known", async () => {
  await printed(() => {
    const database = open(1);
    let sum = 0;
    for (let i = 0; i < 2000; i++) {
      sum += ask(database, 1);
      ask(database, -1);
    }
    // The standard error is √2/√2000 = 0.03.
    assert.equal(Math.round(sum / 2000), 319);
    assert.equal(database.remainingBudget(), 1);
  });
});

Deno.test("countQuery() records what it spends after the noise is drawn", async () => {
  const database = new NaiveDatabase(rows, 1, {
    ...seededRandom(42),
    uniform() {
      throw new Error("no bits");
    },
  });
  await printed(() => assert.throws(() => ask(database, 1)));
  assert.equal(database.remainingBudget(), 1);
});

Deno.test("NaiveDatabase lets anybody read the records and set the budget", () => {
  const database = open(1);
  assert.equal(database.rows.length, 1000);
  database.spentBudget = -5;
  assert.equal(database.remainingBudget(), 6);
});

Deno.test("NaiveDatabase takes a DataFrame", async () => {
  const database = new NaiveDatabase(toDataFrame(rows), 1);
  const [line] = await printed(() => void ask(database, 1));
  assert.match(line!, /^true count: 319, noisy count: -?\d+\.\d$/);
});
