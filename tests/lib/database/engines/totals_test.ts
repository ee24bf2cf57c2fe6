import assert from "node:assert/strict";
import { copyColumns } from "lib/database/columns.ts";
import { MemoryEngine } from "lib/database/engines/memory.ts";
import { planFor } from "../people.ts";

/** The ways to add up the same rows: all, those that pass, and those of each group. */
const ways = {
  "all rows": {},
  "rows that pass": { where: { shop: 1 } },
  "rows by group": { groupBy: { shop: [1] } },
};

/** Ends of the bounds of narrow values: 2, 3 and 32767 of them have a sum of 32 bits. */
const widths = [2 ** 30 - 2, 2 ** 29, 2 ** 16];

async function sumOf(
  x: Float64Array,
  bounds: { readonly min: number; readonly max: number },
  way: object,
) {
  const shop = new Uint8Array(x.length).fill(1);
  const question = {
    query: "sum",
    column: "x",
    bounds: { ...bounds, step: 1 },
    ...way,
  };
  const engine = new MemoryEngine(copyColumns({ x, shop }));
  const [total] = await engine.totals(planFor(question, undefined), 1);
  return total!;
}

for (const [name, way] of Object.entries(ways)) {
  for (const width of widths) {
    Deno.test(`the sum of ${name} is exact where 32 bits are too few: values up to ${width}`, async () => {
      // Few rows, and more than are added at a time, with a rest of each kind.
      for (const rows of [5, 2 ** 16 - 1, 2 ** 16 + 7, 3 * 2 ** 16 + 2]) {
        for (const value of [width, -width]) {
          const x = new Float64Array(rows).fill(value);
          x[2] = NaN;
          const bounds = { min: Math.min(value, 0), max: Math.max(value, 0) };
          const { count, sum } = await sumOf(x, bounds, way);
          assert.equal(count, rows - 1);
          assert.equal(sum, (rows - 1) * value);
        }
      }
    });
  }

  Deno.test(`the sum of ${name} is exact where a double would round it`, async () => {
    const high = 2 ** 30 - 1;
    // Two at a time make an odd sum, which a double beyond 2^53 is not.
    const x = Float64Array.from(
      { length: 2 ** 23 + 2 ** 15 },
      (_, i) => high - i % 2,
    );
    const exact = BigInt(x.length) * BigInt(high) - BigInt(x.length / 2);
    assert(exact > 2n ** 53n);
    const { sum } = await sumOf(x, { min: 0, max: high }, way);
    assert.equal(BigInt(sum), exact);
  });
}
