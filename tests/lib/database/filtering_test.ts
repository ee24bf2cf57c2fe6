import assert from "node:assert/strict";
import fc from "fast-check";
import { DifferentiallyPrivateDatabase } from "lib/database/database.ts";
import { matching, type Where } from "lib/where.ts";
import { NOISELESS } from "../sampling/sources.ts";
import { cell, rowOf } from "../tables.ts";
import { condition, whereOn } from "../wheres.ts";

const columns = ["a", "b", "__proto__"];
const number = fc.constantFrom(...[0, -0, 1, 2, 0.5, Infinity, NaN, -Infinity]);
const label = fc.constantFrom("", "0", "a", "constructor", null);

/** Records whose columns are of numbers, of labels, or of all that a cell can be. */
const rows = fc.constantFrom(number, label, cell).chain((kind) =>
  fc.array(fc.tuple(kind, number, label), { maxLength: 8 })
).map((rows) => rows.map((cells) => rowOf(columns, cells)));

/** The counts of a database that has only to filter, and of one that also selects. */
async function counts(
  rows: readonly Record<string, unknown>[],
  where: Where,
): Promise<number[]> {
  const data = Object.fromEntries(
    columns.map((name) => [name, rows.map((row) => row[name])]),
  );
  const id = rows.map((_, i) => i);
  const plain = new DifferentiallyPrivateDatabase(data, {
    epsilonBudget: NOISELESS,
  });
  const byPerson = new DifferentiallyPrivateDatabase({ ...data, id }, {
    epsilonBudget: NOISELESS,
    privacyUnit: { column: "id", maxRows: 1 },
  });
  const question = { query: "count", where, epsilon: NOISELESS } as const;
  const answers = [await plain.count(question), await byPerson.ask(question)];
  return answers.map((answer) => (answer as { value: number }).value);
}

for (
  const [kind, where] of Object.entries({
    "one condition": fc.tuple(fc.constantFrom(...columns), condition)
      .map(([column, condition]) => rowOf([column], [condition]) as Where),
    "nested conditions": whereOn(columns),
  })
) {
  Deno.test(`count() of ${kind} counts the records that match them`, async () => {
    let [some, none] = [0, 0];
    await fc.assert(
      fc.asyncProperty(rows, where, async (rows, where) => {
        const expected = rows.filter(matching(where)).length;
        assert.deepEqual(await counts(rows, where), [expected, expected]);
        if (expected > 0 && expected < rows.length) some++;
        if (expected === 0) none++;
      }),
      { seed: 42, numRuns: 1500 },
    );
    // Otherwise hardly any filter would have had a choice.

    assert(some > 150 && none > 150);
  });
}

Deno.test("count() of many rows counts those after the first block too", async () => {
  const length = 2 ** 20 + 5;
  const data = {
    number: Float64Array.from({ length }, (_, i) => i),
    label: Array.from({ length }, (_, i) => i % 2 === 0 ? "even" : "odd"),
  };
  const database = new DifferentiallyPrivateDatabase(data, {
    epsilonBudget: 10 * NOISELESS,
  });
  const last = { number: { min: 2 ** 20 - 5 } };
  const answers: [Where, number][] = [
    [last, 10],
    [{ ...last, label: "odd" }, 5],
    [{ or: [last, { number: 0 }] }, 11],
    [{ not: { number: { in: [7, length - 1] } } }, length - 2],
    [{ not: { or: [{ label: "even" }, last] } }, 2 ** 19 - 3],
  ];
  for (const [where, expected] of answers) {
    const { value } = await database.count({ where, epsilon: NOISELESS });
    assert.equal(value, expected);
  }
});
