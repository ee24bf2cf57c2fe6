import assert from "node:assert/strict";
import { DifferentiallyPrivateDatabase } from "lib/database/database.ts";

// In a file of its own, because only code that has hardly run yet needs more
// stack for the records than for the checks before them.
const rows = Array.from(
  { length: 8000 },
  (_, i) => ({ name: `SECRET-${i}`, ill: i % 2 }),
);
const open = () =>
  new DifferentiallyPrivateDatabase(rows, { epsilonBudget: 1 });

Deno.test("count() fails on a full stack before it charges, whatever the data", async () => {
  const present = { name: "SECRET-7000", ill: { in: [0, 5] } };
  const absent = { name: "nobody", ill: { in: [0, 5] } };
  for (const where of [present, absent, {}]) {
    const database = open();
    const answers: Promise<unknown>[] = [];
    let calls = 0;
    const dive = () => {
      try {
        dive();
      } catch {
        // The stack is full here; on the way back there is a little more each time.
      }
      if (calls++ < 1000) {
        answers.push(database.count({ where, epsilon: "1e-200" }));
      }
    };
    dive();
    const results = await Promise.allSettled(answers);
    const errors = results.flatMap((result) =>
      result.status === "rejected" ? [result.reason as Error] : []
    );
    assert(errors.length > 0 && errors.length < results.length);
    for (const error of errors) {
      // In the words of the engine, or of its regular expressions.
      assert.match(error.message, /call stack size|Stack overflow/);
      assert(!/trueCount|release|sample/.test(error.stack ?? ""));
    }
    assert.equal(database.ledger.length, results.length - errors.length);
  }
});
