import assert from "node:assert/strict";
import fc from "fast-check";
import type { TypedColumns } from "lib/database/columns.ts";
import { DifferentiallyPrivateDatabase } from "lib/database/database.ts";
import type { Row } from "lib/rows.ts";
import type { Condition, Scalar, Where } from "lib/where.ts";
import { NOISELESS } from "../sampling/sources.ts";
import { cell, ownCell, rowOf, table } from "../tables.ts";

const scalar = fc.constantFrom<Scalar>(
  ...[0, -0, 1, 2, 0.5, NaN, Infinity, "", "1", "a", "constructor", true],
);
const bound = fc.constantFrom(-Infinity, -1, -0, 0, 1, 2, Infinity);
const condition: fc.Arbitrary<Condition> = fc.oneof(
  scalar,
  fc.record({ min: bound, max: bound }, { requiredKeys: [] }),
  fc.record({ in: fc.array(scalar, { maxLength: 4 }) }),
);

/** A table, a question about it, and a record that one of its own could be. */
const question = table.chain(({ columns, rows }) => {
  const length = columns.length;
  const each = { minLength: length, maxLength: length };
  return fc.record({
    columns: fc.constant(columns),
    rows: fc.constant(rows),
    where: fc.subarray(columns).chain((asked) =>
      fc.array(condition, { minLength: asked.length, maxLength: asked.length })
        .map((conditions) => rowOf(asked, conditions) as Where)
    ),
    other: fc.array(cell, each).map((cells) => rowOf(columns, cells)),
    asRecords: fc.boolean(),
  });
});

/** The answer without noise, of a database made of these rows. */
async function answer(
  rows: readonly Row[],
  columns: readonly string[],
  where: Where,
  asRecords: boolean,
): Promise<number> {
  const typed = rowOf(
    columns,
    columns.map((name) => rows.map((row) => ownCell(row, name))),
  ) as TypedColumns;
  const database = new DifferentiallyPrivateDatabase(
    asRecords && rows.length > 0 ? rows : typed,
    { epsilonBudget: NOISELESS },
  );
  return (await database.count({ where, epsilon: NOISELESS })).value;
}

function fits(value: unknown, condition: Condition): boolean {
  if (typeof condition !== "object") return value === condition;
  if ("in" in condition) return condition.in.indexOf(value as Scalar) >= 0;
  if (typeof value !== "number" || Number.isNaN(value)) return false;
  const { min = -Infinity, max = Infinity } = condition;
  return min <= value && value <= max;
}

Deno.test("count() moves by at most 1 between neighboring tables, under both relations", async () => {
  const seen: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(question, async (question) => {
      const { columns, rows, where, other, asRecords } = question;
      const ask = (rows: readonly Row[]) =>
        answer(rows, columns, where, asRecords);
      const count = await ask(rows);
      const expected = rows.filter((row) =>
        Object.entries(where)
          .every(([name, condition]) =>
            fits(ownCell(row, name), condition as Condition)
          )
      );
      assert.equal(count, expected.length);

      const without = rows.map((_, i) => rows.toSpliced(i, 1));
      const replaced = rows.map((_, i) => rows.with(i, other));
      for (const neighbor of [...without, [...rows, other], ...replaced]) {
        const distance = Math.abs(await ask(neighbor) - count);
        assert(distance <= 1);
        const relation = neighbor.length === rows.length
          ? "replace-one"
          : "add-remove";
        const key = `${relation} ${distance}`;
        seen[key] = (seen[key] ?? 0) + 1;
      }
    }),
    { seed: 42, numRuns: 1500 },
  );
  // Every distance of both relations has to have been met, and often.
  assert.equal(Object.keys(seen).length, 4);
  assert(Object.values(seen).every((times) => times > 200));
});
