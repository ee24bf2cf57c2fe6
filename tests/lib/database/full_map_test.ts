import assert from "node:assert/strict";
import { copyColumns } from "lib/database/columns.ts";
import { DifferentiallyPrivateDatabase } from "lib/database/database.ts";
import { MemoryEngine } from "lib/database/engines/memory.ts";
import { approxDp, pureDp } from "lib/mod.ts";
import { planFor } from "./people.ts";

// In a file of its own, because it narrows the Map and the Set of all code.

/** How many a Map or a Set holds here; V8's hold 2^24. */
const MOST = 100;

class NarrowMap<K, V> extends Map<K, V> {
  override set(key: K, value: V): this {
    if (this.size === MOST) throw new RangeError("Map maximum size exceeded");
    return super.set(key, value);
  }
}

class NarrowSet<T> extends Set<T> {
  override add(value: T): this {
    if (this.size === MOST) throw new RangeError("Set maximum size exceeded");
    return super.add(value);
  }
}

async function narrowly<T>(work: () => Promise<T>): Promise<T> {
  const { Map, Set } = globalThis;
  Object.assign(globalThis, { Map: NarrowMap, Set: NarrowSet });
  try {
    return await work();
  } finally {
    Object.assign(globalThis, { Map, Set });
  }
}

/** More rows than a call takes arguments, all different. */
const ROWS = 2 ** 17;
const whole = Float64Array.from({ length: ROWS }, (_, i) => i);
const columns = {
  whole,
  fraction: whole.map((i) => i + 0.5),
  text: Array.from(whole, (i) => `key ${i}`),
  group: whole.map((i) => i % 3),
};

const units = {
  "each row its own": {},
  "of different persons": {
    privacyUnit: { column: "fraction", maxRows: 300 },
  },
};

for (const [unit, privacyUnit] of Object.entries(units)) {
  for (const column of ["whole", "fraction", "text"]) {
    Deno.test(`private keys are answered from more keys than a Map holds: ${column}, rows ${unit}`, async () => {
      const database = new DifferentiallyPrivateDatabase(columns, {
        budget: approxDp(1, "1e-3"),
        ...privacyUnit,
      });
      const release = await narrowly(() =>
        database.groupBy({ [column]: "private" })
          .count({ epsilon: 1, delta: "1e-30" })
      );
      assert.equal(release.cells.length, 0);
    });
  }

  Deno.test(`no question needs more of a Map or a Set when values are many: rows ${unit}`, async () => {
    const database = new DifferentiallyPrivateDatabase(columns, {
      budget: pureDp(10),
      ...privacyUnit,
    });
    const bounds = { min: 0, max: ROWS, step: 64 };
    const groupBy = { group: [0, 1, 2] };
    for (const column of ["whole", "fraction", "text"]) {
      const where = { [column]: { in: [1, 2.5, "key 3"] } };
      await narrowly(() => database.count({ where, epsilon: 0.1 }));
      for (const query of ["sum", "variance", "quantile"] as const) {
        const question = { query, column, bounds, groupBy, epsilon: 0.1 };
        await narrowly(() => database.ask(question));
      }
    }
    assert.equal(database.ledger.length, 12);
  });
}

Deno.test("a narrow Map is too small for as many as the keys are", async () => {
  await assert.rejects(
    // deno-lint-ignore require-await
    () => narrowly(async () => new Map(whole.entries())),
    /Map maximum size exceeded/,
  );
  await assert.rejects(
    // deno-lint-ignore require-await
    () => narrowly(async () => new Set(columns.text)),
    /Set maximum size exceeded/,
  );
});

Deno.test("more rows than an array has room for are refused to the curator", async () => {
  const tooMany = { shop: new Uint8Array(2 ** 26 + 1) };
  // Without a δ there are no private keys, and nothing to refuse.
  new DifferentiallyPrivateDatabase(tooMany, { epsilonBudget: 1 });
  const { cells } = copyColumns({ shop: ["a"] });
  assert.throws(
    () =>
      new DifferentiallyPrivateDatabase(tooMany, { budget: approxDp(1, 1e-6) }),
    new RangeError(
      "Cannot make the database: the data must have at most 2^26 rows, as its budget has a delta for private keys",
    ),
  );
  const question = { query: "count", groupBy: { shop: "private" }, delta: 0.1 };
  const engine = new MemoryEngine({ length: 2 ** 26, cells });
  const plan = planFor(question, undefined);
  assert.deepEqual((await engine.persons(plan, "shop")).keys, ["a"]);
});
