import assert from "node:assert/strict";
import { DifferentiallyPrivateDatabase } from "lib/database/database.ts";
import type { Question } from "lib/database/question.ts";

// In a file of its own, because only code that has hardly run yet needs more
// stack for the records than for the checks before them.
const rows = Array.from(
  { length: 8000 },
  (_, i) => ({ name: `SECRET-${i}`, pay: i, ill: i % 2 }),
);
const open = () =>
  new DifferentiallyPrivateDatabase(rows, { epsilonBudget: 1 });

const where = (name: string) => ({ name, ill: { in: [0, 5] } });
const epsilon = "1e-200";
const pay = {
  column: "pay",
  bounds: { min: 0, max: 100, step: 1 },
  epsilon: 1e-6,
};

/** Questions of which the rows differ. */
const kinds: Record<string, Question[]> = {
  count: [
    { query: "count", where: where("SECRET-7000"), epsilon },
    { query: "count", where: where("nobody"), epsilon },
    { query: "count", epsilon },
  ],
  sum: [
    { query: "sum", ...pay, where: where("SECRET-7000") },
    { query: "sum", ...pay, where: where("nobody") },
  ],
  mean: [{ query: "mean", ...pay }],
  variance: [{ query: "variance", ...pay, groupBy: { ill: [0, 1] } }],
  histogram: [
    {
      query: "count",
      groupBy: { pay: { edges: [0, 50, 100] } },
      epsilon: 1e-6,
    },
  ],
  quantile: [{ query: "quantile", ...pay, where: where("SECRET-6") }],
};

for (const [kind, questions] of Object.entries(kinds)) {
  Deno.test(`a ${kind} on a full stack fails before it is charged, whatever the data`, async () => {
    for (const question of questions) {
      const database = open();
      // With room for all: a call to push() might fail, and lose an answer.
      const answers = new Array<Promise<unknown> | undefined>(1500);
      let calls = 0;
      const dive = () => {
        try {
          dive();
        } catch {
          // The stack is full here; on the way back there is a little more each time.
        }
        if (calls < 1500) answers[calls++] = database.ask(question);
      };
      dive();
      const results = await Promise.allSettled(
        answers.filter((answer) => answer !== undefined),
      );
      const errors = results.flatMap((result) =>
        result.status === "rejected" ? [result.reason as Error] : []
      );
      assert(errors.length > 0 && errors.length < results.length);
      for (const error of errors) {
        // In the words of the engine, or of its regular expressions.
        assert.match(error.message, /call stack size|Stack overflow/);
        assert(!/engines|releaseInteger|sampling/.test(error.stack ?? ""));
      }
      assert.equal(database.ledger.length, results.length - errors.length);
    }
  });
}
