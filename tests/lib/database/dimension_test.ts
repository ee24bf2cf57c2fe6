import assert from "node:assert/strict";
import fc from "fast-check";
import { DifferentiallyPrivateDatabase } from "lib/database/database.ts";
import {
  type Bin,
  dimensionOf,
  groupCount,
  groupKey,
  sizeOf,
} from "lib/database/dimension.ts";
import type { GroupSpec } from "lib/database/question.ts";
import type { Column, Schema } from "lib/schema.ts";
import { NOISELESS } from "../sampling/sources.ts";
import { firstLine } from "../messages.ts";

/** The groups of a column declared like this. */
function dimension(declared: Partial<Column>, keys?: GroupSpec["keys"]) {
  const schema = { columns: { x: { description: "x", ...declared } } };
  return dimensionOf("count", { column: "x", keys }, ["x"], schema as Schema);
}

const integers = (min?: number, max?: number) =>
  ({ type: "integer", min, max }) as Partial<Column>;

const keysOf = (declared: Partial<Column>, keys?: GroupSpec["keys"]) => {
  const groups = dimension(declared, keys);
  return Array.from(
    { length: sizeOf(groups) },
    (_, i) => groupKey([groups], i).x,
  );
};

Deno.test("dimensionOf() finds public groups in the schema", () => {
  const categories = ["f", "m", true, 3];
  assert.deepEqual(keysOf({ type: "category", categories }), categories);
  assert.deepEqual(keysOf(integers(-1, 2)), [-1, 0, 1, 2]);
  assert.deepEqual(keysOf(integers(0.5, 2.5)), [1, 2]);
  assert.equal(keysOf(integers(1, 10_000)).length, 10_000);
});

Deno.test("dimensionOf() refuses to read groups off the data", () => {
  const message =
    "Cannot count: the groups of x must be public: categories in the schema, or keys, bins or edges in the question";
  const declared: Partial<Column>[] = [
    { type: "text" },
    { type: "number", min: 0, max: 3 },
    ...[integers(), integers(0), integers(undefined, 0)],
    ...[integers(1, 10_001), integers(0.25, 0.75)],
  ];
  for (const column of declared) {
    assert.throws(() => dimension(column), {
      name: "TypeError",
      message: firstLine(message),
    });
  }
  const noSchema = () =>
    dimensionOf("count", { column: "x", keys: undefined }, ["x"], undefined);
  assert.throws(noSchema, { name: "TypeError", message: firstLine(message) });
});

Deno.test("dimensionOf() takes keys that are different and can be compared", () => {
  const keys = ["1", 1, true, "", Infinity];
  assert.deepEqual(keysOf({ type: "text" }, keys), keys);
  const wrong = [[], [1, 1], [0, -0], [NaN], [null], [undefined], [1n], [[1]]];
  for (const keys of wrong) {
    assert.throws(() => dimension({ type: "text" }, keys), {
      name: "TypeError",
      message:
        "Cannot count: the keys of x must be different numbers, texts or booleans, at least one",
    });
  }
});

Deno.test("dimensionOf() takes keys that are among the categories, where these are declared", () => {
  const declared: Partial<Column> = { type: "category", categories: ["f", 0] };
  assert.deepEqual(keysOf(declared, [-0, "f"]), [-0, "f"]);
  assert.deepEqual(keysOf(declared, ["f"]), ["f"]);
  for (const key of ["m", "0", "", 1, false, null, NaN]) {
    assert.throws(() => dimension(declared, ["f", key]), {
      name: "RangeError",
      message: firstLine(
        `Cannot count: the keys of x must be among its categories, but one is ${key}`,
      ),
    });
  }
  assert.throws(() => dimension(declared, ["f", "f"]), TypeError);
  assert.throws(() => dimension(declared, []), TypeError);
});

Deno.test("dimensionOf() takes edges that are finite and increase", () => {
  assert.deepEqual(keysOf({ type: "number" }, { edges: [0, 0.5, 10] }), [
    { from: 0, to: 0.5 },
    { from: 0.5, to: 10 },
  ]);
  const wrong = [[], [1], [1, 0], [0, 0], [0, NaN], [0, Infinity], [0, "1"]];
  for (const edges of wrong) {
    assert.throws(
      () => dimension({ type: "number" }, { edges: edges as number[] }),
      {
        name: "RangeError",
        message:
          "Cannot count: the edges of x must be finite and increasing, at least two",
      },
    );
  }
});

Deno.test("dimensionOf() makes bins between declared bounds alone, and no more than it could count", () => {
  const cannot = (name: string, rule: string) => ({
    name,
    message: firstLine(`Cannot count: ${rule}`),
  });
  const declared = cannot(
    "TypeError",
    "the schema must declare min and max of x for bins; or give their edges",
  );
  const halves: Partial<Column>[] = [
    ...[integers(0), { type: "category" as const, categories: [0, 1] }],
  ];
  for (const column of halves) {
    assert.throws(() => dimension(column, { bins: 2 }), declared);
  }
  const unit = { type: "number", min: 0, max: 1 } as const;
  assert.equal(sizeOf(dimension(unit, { bins: 2 ** 20 })), 2 ** 20);
  for (const bins of [2 ** 20 + 1, 2 ** 32, 2 ** 53 - 1]) {
    assert.throws(
      () => dimension(unit, { bins }),
      cannot(
        "RangeError",
        `there must be at most 2^20 groups, but there are ${bins}`,
      ),
    );
  }
  // There are not so many doubles in between.
  assert.throws(
    () => dimension({ ...unit, min: 1 - 2 ** -52 }, { bins: 4 }),
    RangeError,
  );
});

Deno.test("groupKey() counts through the groups with the last column fastest", () => {
  const groups = [
    dimension({ type: "text" }, ["a", "b"]),
    { ...dimension(integers(1, 3)), column: "y" },
  ];
  assert.equal(groupCount("count", groups), 6);
  assert.equal(groupCount("count", []), 1);
  assert.deepEqual(
    Array.from({ length: 6 }, (_, i) => groupKey(groups, i)),
    ["a", "b"].flatMap((x) => [1, 2, 3].map((y) => ({ x, y }))),
  );
  assert.deepEqual(Object.keys(groupKey(groups, 0)), ["x", "y"]);
  assert(Object.isFrozen(groupKey(groups, 0)));
});

Deno.test("groupCount() refuses more than 2^20 groups", () => {
  const thousand = dimension(integers(1, 1024));
  assert.equal(groupCount("count", [thousand, thousand]), 2 ** 20);
  const one = dimension(integers(1, 1025));
  assert.throws(() => groupCount("count", [one, thousand]), {
    name: "RangeError",
    message:
      "Cannot count: there must be at most 2^20 groups, but there are 1049600",
  });
});

/** How many of the values a histogram without noise has in each bin. */
async function histogram(
  x: readonly number[],
  [min, max]: readonly [number, number],
  bins: { bins: number } | { edges: number[] },
) {
  const database = new DifferentiallyPrivateDatabase({ x }, {
    epsilonBudget: NOISELESS,
    schema: {
      columns: { x: { type: "number", min, max, description: "x" } },
    },
  });
  const release = await database.histogram("x", {
    ...bins,
    epsilon: NOISELESS,
  });
  return release.cells.map(({ key, release }) => ({
    ...key.x as Bin,
    count: release.value,
  }));
}

/** Bounds, values in and around them, and a number of bins or edges. */
const binned = fc.tuple(
  fc.constantFrom<[number, number]>(
    ...[[0, 1], [18, 90], [-0.3, 0.1], [-1e308, 1e307], [0, 5e-324 * 20]] as [
      number,
      number,
    ][],
  ),
  fc.integer({ min: 1, max: 12 }),
  fc.array(fc.double({ min: -0.2, max: 1.2, noNaN: true }), { maxLength: 6 }),
).map(([[min, max], bins, shares]) => {
  const inside = (share: number) => min + (max - min) * share;
  return { min, max, bins, values: shares.map(inside) };
});

Deno.test("even bins: every value lies in exactly one, those beyond the bounds in the outermost", async () => {
  await fc.assert(
    fc.asyncProperty(binned, async ({ min, max, bins, values }) => {
      const { edges } = dimension({ type: "number", min, max }, { bins }) as {
        edges: readonly number[];
      };
      // The ends of the bins themselves are where mistakes would be.
      const all = [...values, ...edges, Infinity, -Infinity, NaN];
      const cells = await histogram(all, [min, max], { bins });
      assert.equal(cells[0]!.from, min);
      assert.equal(cells.at(-1)!.to, max);
      const clamped = all.filter((value) => !Number.isNaN(value))
        .map((value) => Math.min(Math.max(value, min), max));
      const expected = cells.map(({ from, to }) =>
        clamped.filter((value) =>
          value >= from && (value < to || (to === max && value === max))
        ).length
      );
      assert.deepEqual(cells.map(({ count }) => count), expected);
      assert.equal(expected.reduce((a, b) => a + b), clamped.length);
    }),
    { seed: 42, numRuns: 300 },
  );
});

Deno.test("even bins: values lie in theirs where the bounds are further apart than the largest double", async () => {
  const values = [
    ...new Array<number>(2000).fill(1e308),
    ...new Array<number>(1000).fill(9e307),
    ...new Array<number>(1000).fill(-1e308),
    ...new Array<number>(1000).fill(0),
  ];
  const cells = await histogram(values, [-1e308, 1e308], { bins: 4 });
  assert.deepEqual(cells.map(({ count }) => count), [1000, 0, 1000, 3000]);
  const most = Number.MAX_VALUE;
  const ends = await histogram([most, -most, -1], [-most, most], { bins: 3 });
  assert.deepEqual(ends.map(({ count }) => count), [1, 1, 1]);
});

const edgesOf = (min: number, max: number, bins: number) =>
  (dimension({ type: "number", min, max }, { bins }) as {
    edges: readonly number[];
  }).edges;

Deno.test("even bins: the edges are the doubles nearest to the exact fractions", () => {
  assert.deepEqual(edgesOf(0, 3, 10), [
    ...[0, 0.3, 0.6, 0.9, 1.2, 1.5, 1.8, 2.1, 2.4, 2.7, 3],
  ]);
  assert.deepEqual(edgesOf(0.1, 0.7, 6), [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]);
  const bound = fc.integer({ min: -(10 ** 6), max: 10 ** 6 });
  fc.assert(
    fc.property(
      ...[bound, bound, fc.integer({ min: 1, max: 999 })] as const,
      (a, b, bins) => {
        fc.pre(a !== b);
        const [min, max] = [Math.min(a, b), Math.max(a, b)];
        // One division of whole numbers is rounded once.
        const expected = Array.from(
          { length: bins + 1 },
          (_, i) => (min * bins + (max - min) * i) / bins,
        );
        assert.deepEqual(edgesOf(min, max, bins), expected);
      },
    ),
    { seed: 42, numRuns: 300 },
  );
});

Deno.test("even bins: a decimal lies in the bin that begins with it", async () => {
  const decimals = [0.3, 0.6, 0.9, 1.2, 1.5, 1.8, 2.1, 2.4, 2.7];
  const cells = await histogram(decimals, [0, 3], { bins: 10 });
  assert.deepEqual(
    cells.map(({ from, count }) => [from, count]),
    [[0, 0], ...decimals.map((from) => [from, 1])],
  );
});

Deno.test("edges: a value lies in the bin that it begins, the last edge in the last, those beyond in none", async () => {
  const edges = [-1, 0, 0.3, 7];
  const values = [
    -1.1,
    -1,
    -0.5,
    -0,
    0,
    0.3,
    0.29999,
    6,
    7,
    7.1,
    NaN,
    Infinity,
  ];
  const cells = await histogram(values, [0, 1], { edges });
  assert.deepEqual(cells, [
    { from: -1, to: 0, count: 2 },
    { from: 0, to: 0.3, count: 3 },
    { from: 0.3, to: 7, count: 3 },
  ]);
});

Deno.test("keys are equal to values as in a condition: strictly, and −0 to 0", async () => {
  const x = [0, -0, 1e-20, -1, 1 + 2 ** -52, 1, "0", "a", true, NaN, null];
  const numbers = x.map((x) => typeof x === "number" ? x : NaN);
  const lists = [[-1, 0, 1], [-1, 0, 1, "a"], ["0", -0, true], [1, 2 ** 40, 0]];
  for (
    const [cells, keys] of lists.flatMap((keys) =>
      [x, numbers].map((cells) => [cells, keys] as const)
    )
  ) {
    const database = new DifferentiallyPrivateDatabase({ x: cells }, {
      epsilonBudget: 20 * NOISELESS,
    });
    const release = await database.groupBy({ x: keys })
      .count({ epsilon: NOISELESS });
    for (const [i, key] of keys.entries()) {
      const { value } = await database.count({
        where: { x: key },
        epsilon: NOISELESS,
      });
      assert.equal(release.cells[i]!.release.value, value);
      assert.equal(value, cells.filter((cell) => cell === key).length);
    }
  }
});
