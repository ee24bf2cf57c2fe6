import assert from "node:assert/strict";
import { seededRandom } from "lib/seeded_random.ts";
import { NaiveDatabase } from "lib/textbook/mod.ts";
import { printed } from "../console.ts";

const rows = [{ ill: 1 }, { ill: 1 }, { ill: 0 }];
const open = (epsilonBudget: number) =>
  new NaiveDatabase(rows, epsilonBudget, seededRandom(42));

Deno.test("NaiveDatabase prints the true count beside the noisy one", async () => {
  let answer = 0;
  const lines = await printed(() => {
    answer = open(1).countQuery("ill", 1, 0.5);
  });
  assert.deepEqual(lines, [
    `true count: 2, noisy count: ${answer.toFixed(1)}`,
  ]);
});

Deno.test("NaiveDatabase adds noise of scale 1/ε", async () => {
  const errors: number[] = [];
  await printed(() => {
    for (const epsilon of [1, 0.1]) {
      errors.push(open(1).countQuery("ill", 1, epsilon) - 2);
    }
  });
  assert.notEqual(errors[0], 0);
  assert(Math.abs(errors[1]! - 10 * errors[0]!) < 1e-9);
});

Deno.test("NaiveDatabase refuses what it can no longer pay, and counts in doubles", async () => {
  const database = open(0.3);
  await printed(() => {
    database.countQuery("ill", 1, 0.1);
    database.countQuery("ill", 1, 0.1);
  });
  assert(!database.checkPrivacyBudget(0.1));
  assert.throws(() => database.countQuery("ill", 1, 0.1), {
    message: /^Privacy budget exceeded: 0\.1 requested, 0\.09999/,
  });
});

Deno.test("NaiveDatabase gives budget back for −1 and never refuses after NaN", async () => {
  const database = open(1);
  await printed(() => {
    database.countQuery("ill", 1, -1);
    assert.equal(database.remainingBudget(), 2);
    database.countQuery("ill", 1, NaN);
    assert(database.checkPrivacyBudget(1e9));
    database.countQuery("ill", 1, 1e9);
  });
  assert(Number.isNaN(database.remainingBudget()));
});
