import assert from "node:assert/strict";
import fc from "fast-check";
import { approxDp } from "lib/accounting/privacy_loss.ts";
import type { DatabaseData, TypedColumns } from "lib/database/data.ts";
import { DifferentiallyPrivateDatabase } from "lib/database/database.ts";
import type { Bounds, GroupBy, Question } from "lib/database/question.ts";
import type { GroupedRelease } from "lib/database/releases/grouped.ts";
import type { Row } from "lib/rows.ts";
import type { Schema } from "lib/schema.ts";
import { seededRandom } from "lib/seeded_random.ts";
import type { Condition, Scalar, Where } from "lib/where.ts";
import { NOISELESS } from "../sampling/sources.ts";
import { ownCell, rowOf, table } from "../tables.ts";
import {
  bounds,
  columnsOf,
  engineOf,
  grouping,
  planFor,
  purchase,
  type Rows,
  rowsUpTo,
  where,
} from "./people.ts";

/** An ε at which the noise is 0 even if one person moves a total by 2^53 steps. */
const EXACT = NOISELESS * 2 ** 53;

function open(data: DatabaseData, maxRows?: Rows, schema?: Schema) {
  return new DifferentiallyPrivateDatabase(data, {
    budget: approxDp("1e30", 0.9),
    ...maxRows && { privacyUnit: { column: "person", maxRows } },
    ...schema && { schema },
  });
}

// Conditions

/** Whether a row passes: in three values, unlike the engine's two. */
function passes(where: Where, row: Row): boolean | undefined {
  const parts = Object.entries(where).map(([key, value]) => {
    if (key === "and" || key === "or") {
      const parts = (value as Where[]).map((part) => passes(part, row));
      const decides = key === "or";
      if (parts.some((part) => part === decides)) return decides;
      return parts.some((part) => part === undefined) ? undefined : !decides;
    }
    if (key === "not") {
      const part = passes(value as Where, row);
      return part === undefined ? undefined : !part;
    }
    const cell = ownCell(row, key);
    const isKnown = ["number", "string", "boolean"].includes(typeof cell) &&
      !Number.isNaN(cell);
    return isKnown ? fits(cell, value as Condition) : undefined;
  });
  if (parts.some((part) => part === false)) return false;
  return parts.some((part) => part === undefined) ? undefined : true;
}

function fits(value: unknown, condition: Condition): boolean {
  if (typeof condition !== "object") return value === condition;
  if ("in" in condition) return condition.in.indexOf(value as Scalar) >= 0;
  const { min = -Infinity, max = Infinity } = condition;
  return typeof value === "number" && min <= value && value <= max;
}

const scalar = fc.constantFrom<Scalar>(
  ...[0, -0, 1, 2, 0.5, NaN, Infinity, "", "1", "a", "constructor", true],
);
const bound = fc.constantFrom(-Infinity, -1, -0, 0, 1, 2, Infinity);
const condition: fc.Arbitrary<Condition> = fc.oneof(
  scalar,
  fc.record({ min: bound, max: bound }, { requiredKeys: [] }),
  fc.record({ in: fc.array(scalar, { maxLength: 4 }) }),
);

const conditionsOn = (columns: readonly string[]) =>
  fc.letrec<{ where: Where }>((tie) => ({
    where: fc.oneof(
      { maxDepth: 3, depthSize: "small" },
      fc.subarray([...columns]).chain((asked) =>
        fc.array(condition, {
          minLength: asked.length,
          maxLength: asked.length,
        }).map((conditions) => rowOf(asked, conditions) as Where)
      ),
      fc.record({ not: tie("where") }),
      fc.record({ or: fc.array(tie("where"), { maxLength: 3 }) }),
      fc.record({
        and: fc.array(tie("where"), { maxLength: 3 }),
        not: tie("where"),
      }),
    ),
  })).where;

Deno.test("count() equals a plain count, whatever the cells and conditions, and from whatever form of table", async () => {
  const question = table.chain((table) =>
    fc.tuple(fc.constant(table), conditionsOn(table.columns))
  );
  const seen = new Set<number>();
  await fc.assert(
    fc.asyncProperty(question, async ([{ columns, rows, values }, where]) => {
      const expected = rows.filter((row) => passes(where, row) === true).length;
      seen.add(expected);
      const typed = rowOf(
        columns,
        columns.map((_, i) => values.map((cells) => cells[i])),
      ) as TypedColumns;
      const persons = { ...typed, person: values.map((_, i) => i) };
      for (
        const database of [
          ...[rows, typed, { columns, values }].map((data) => open(data)),
          open(persons, 1),
        ]
      ) {
        // The quick path of a single condition, and the general one.
        for (const asked of [where, { and: [where, {}] }]) {
          const options = { where: asked, epsilon: EXACT };
          assert.equal((await database.count(options)).value, expected);
        }
      }
    }),
    { seed: 42, numRuns: 1000 },
  );
  assert(seen.size > 6);
});

// Totals and what is made of them

/** Values clamped, in steps: by floor and difference, not by the engine's code. */
function stepsOf(x: unknown, { min, max, step }: Required<Bounds>) {
  if (typeof x !== "number" || Number.isNaN(x)) return undefined;
  const low = Math.floor(min / step);
  const high = Math.ceil(max / step);
  return Math.max(low, Math.min(high, Math.round(x / step)));
}

/** The names of the groups of a row, joined; undefined if it has none. */
function groupOf(row: Row, groupBy: object | undefined): string | undefined {
  const names = Object.entries(groupBy ?? {}).map(([column, keys]) => {
    const value = row[column];
    if (Array.isArray(keys)) {
      return keys.find((key: unknown) => key === value) as Scalar | undefined;
    }
    const { edges } = keys as { edges: number[] };
    return edges.slice(0, -1).find((from, i) =>
      typeof value === "number" && value >= from &&
      (value < edges[i + 1]! ||
        (i === edges.length - 2 && value === edges.at(-1)))
    );
  });
  return names.includes(undefined) ? undefined : JSON.stringify(names);
}

interface Asked {
  readonly where: Where;
  readonly groupBy: object | undefined;
  readonly bounds: Required<Bounds>;
  readonly maxRows: Rows;
}

/** The values of the rows that take part by group, in units. */
function valuesByGroup(rows: readonly Row[], asked: Asked, needsX: boolean) {
  const { where, groupBy, bounds, maxRows } = asked;
  const taken = new Map<unknown, number>();
  const groups = new Map<string, number[]>();
  for (const row of rows) {
    const steps = stepsOf(row.x, bounds);
    const group = groupOf(row, groupBy);
    if (passes(where, row) !== true || group === undefined) continue;
    if (needsX && steps === undefined) continue;
    if (maxRows !== undefined) {
      const { person } = row;
      const before = taken.get(person) ?? 0;
      if (person === null || before === maxRows) continue;
      taken.set(person, before + 1);
    }
    const values = groups.get(group) ?? [];
    values.push((steps ?? NaN) * bounds.step);
    groups.set(group, values);
  }
  return groups;
}

/** The answers by the joined names of their groups. */
function byGroup(answer: unknown): Map<string, { value: number }> {
  if (!("cells" in (answer as object))) {
    return new Map([["[]", answer as { value: number }]]);
  }
  return new Map(
    (answer as GroupedRelease).cells.map(({ key, release }) => [
      JSON.stringify(
        Object.values(key).map((key) =>
          typeof key === "object" ? key.from : key
        ),
      ),
      release,
    ]),
  );
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

/** What an answer without noise has to be, for the values of one group. */
const truths = {
  count: (values) => values.length,
  sum,
  mean: (values, { min, max, step }) =>
    values.length > 0
      ? sum(values) / values.length
      // Nobody: the middle of the range.
      : Math.floor((Math.floor(min / step) + Math.ceil(max / step)) / 2) * step,
  variance: (values) => {
    const n = Math.max(values.length, 1);
    return sum(values.map((x) => x * x)) / n - (sum(values) / n) ** 2;
  },
} satisfies Record<
  string,
  (values: readonly number[], bounds: Required<Bounds>) => number
>;

const asked = fc.record({
  rows: fc.oneof(
    rowsUpTo(3),
    fc.array(purchase, { minLength: 10, maxLength: 24 }),
  ),
  where,
  groupBy: grouping,
  bounds,
  maxRows: fc.constantFrom<Rows>(undefined, 1, 2, 3),
});

for (const query of ["count", "sum", "mean", "variance"] as const) {
  Deno.test(`${query} equals the plain ${query} of each group`, async () => {
    let different = 0;
    await fc.assert(
      fc.asyncProperty(asked, async (asked) => {
        const { rows, where, groupBy, bounds, maxRows } = asked;
        const database = open(columnsOf(rows), maxRows);
        const answer = byGroup(
          await database.ask({
            query,
            where,
            epsilon: EXACT,
            ...groupBy && { groupBy: groupBy as unknown as GroupBy },
            ...query !== "count" && { column: "x", bounds },
          } as Question),
        );
        const groups = valuesByGroup(rows, asked, query !== "count");
        for (const group of groups.keys()) assert(answer.has(group));
        for (const [group, { value }] of answer) {
          const truth = truths[query](groups.get(group) ?? [], bounds);
          assert(Math.abs(value - truth) < 1e-9, `${value} for ${truth}`);
          if (value !== 0) different++;
        }
      }),
      { seed: 42, numRuns: 1500 },
    );
    assert(different > 200, `${different}`);
  });
}

Deno.test("quantile is one of the candidates whose ranks are nearest, in each group", async () => {
  const percent = fc.constantFrom(0, 10, 25, 50, 99, 100);
  await fc.assert(
    fc.asyncProperty(asked, percent, async (asked, percent) => {
      const { rows, where, groupBy, bounds, maxRows } = asked;
      const answer = byGroup(
        await open(columnsOf(rows), maxRows).ask({
          query: "quantile",
          column: "x",
          quantile: percent / 100,
          where,
          bounds,
          epsilon: EXACT,
          ...groupBy && { groupBy: groupBy as unknown as GroupBy },
        }),
      );
      const groups = valuesByGroup(rows, asked, true);
      const { min, max, step } = bounds;
      const low = Math.floor(min / step);
      const candidates = Array.from(
        { length: Math.ceil(max / step) - low + 1 },
        (_, i) => (low + i) * step,
      );
      for (const [group, { value }] of answer) {
        const values = groups.get(group) ?? [];
        const far = (candidate: number) => {
          const below = values.filter((x) => x < candidate).length;
          const upTo = values.filter((x) => x <= candidate).length;
          const target = percent * values.length;
          return Math.max(0, 100 * below - target, target - 100 * upTo);
        };
        assert.equal(far(value), Math.min(...candidates.map(far)));
        assert(candidates.includes(value));
      }
    }),
    { seed: 42, numRuns: 800 },
  );
});

// Values at their limits

/** The exact sum, in steps, of a column x. */
async function stepsSum(
  x: TypedColumns[string],
  bounds: Required<Bounds>,
  query: "sum" | "mean" = "sum",
): Promise<bigint> {
  const rows = Array.from(x, (x) => ({ x }));
  const plan = planFor({ query, column: "x", bounds }, undefined);
  const [total] = await engineOf(rows, undefined).totals(plan, 1);
  return BigInt(total!.sum) +
    BigInt(plan.measure!.center) * BigInt(total!.count);
}

Deno.test("values are rounded half up to the grid, and clamped to bounds rounded outward", async () => {
  const cases: [Required<Bounds>, [number, number][]][] = [
    [{ min: -3, max: 3, step: 1 }, [
      ...[[0.5, 1], [1.5, 2], [2.5, 3], [-0.5, 0], [-1.5, -1], [-2.5, -2]],
      ...[[0.49999999999999994, 0], [-0.49999999999999994, 0], [2.51, 3]],
      ...[[3.5, 3], [-3.5, -3], [1e300, 3], [-1e300, -3], [Infinity, 3]],
      ...[[-Infinity, -3], [-0, 0], [5e-324, 0], [2 ** 53 + 2, 3]],
    ] as [number, number][]],
    [{ min: -0.3, max: 1.1, step: 0.25 }, [
      ...[[0.125, 1], [-0.125, 0], [-0.375, -1], [-9, -2], [9, 5], [1.2, 5]],
    ] as [number, number][]],
    [{ min: 2 ** 33, max: 2 ** 33 + 4, step: 1 }, [
      ...[[2 ** 33 + 0.5, 2 ** 33 + 1], [0, 2 ** 33], [1e300, 2 ** 33 + 4]],
    ] as [number, number][]],
    // As far as steps can be told apart: more than 32 bits hold.
    [{ min: -(2 ** 52), max: 2 ** 53 - 1, step: 1 }, [
      ...[[2 ** 52 + 1, 2 ** 52 + 1], [2 ** 51 + 0.5, 2 ** 51 + 1]],
      ...[[2 ** 51 - 0.5, 2 ** 51], [-(2 ** 51) + 0.5, -(2 ** 51) + 1]],
      ...[[Infinity, 2 ** 53 - 1], [-1e300, -(2 ** 52)], [-0.5, 0]],
      ...[[0.49999999999999994, 0], [0.5, 1], [2 ** 53, 2 ** 53 - 1]],
    ] as [number, number][]],
  ];
  for (const [bounds, values] of cases) {
    for (const [x, steps] of values) {
      for (const query of ["sum", "mean"] as const) {
        // As numbers, and as numbers among labels.
        assert.equal(await stepsSum([x], bounds, query), BigInt(steps), `${x}`);
        assert.equal(
          await stepsSum(["x", x, true], bounds, query),
          BigInt(steps),
        );
        assert.equal(
          await stepsSum([x, NaN, null, x], bounds, query),
          2n * BigInt(steps),
        );
      }
    }
  }
});

const big = fc.constantFrom(
  0,
  1,
  -1,
  2 ** 31,
  -(2 ** 40) - 1,
  2 ** 52,
  -(2 ** 52),
  1e300,
);
const width = fc.constantFrom(
  2 ** 31 - 1,
  2 ** 31,
  2 ** 45,
  2 ** 52,
  2 ** 53 - 1,
);

Deno.test("sums beyond 2^53 are exact, in all groups and from all paths", async () => {
  let beyond = 0;
  const anyBig = fc.oneof(big, fc.maxSafeInteger());
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyBig, { minLength: 5, maxLength: 40 }),
      width,
      async (x, max) => {
        const bounds = { min: -max, max, step: 1 };
        const truth = x.reduce(
          (sum, value) => sum + BigInt(Math.max(-max, Math.min(max, value))),
          0n,
        );
        if (truth > 2n ** 53n || truth < -(2n ** 53n)) beyond++;
        assert.equal(await stepsSum(x, bounds), truth);

        const rows = x.map((x, i) => ({ x, shop: i % 2 === 0 ? "a" : "b" }));
        const plan = planFor(
          { query: "sum", column: "x", bounds, groupBy: { shop: ["a", "b"] } },
          undefined,
        );
        const totals = await engineOf(rows, undefined).totals(plan, 1);
        const added = totals.reduce(
          (sum, total) => sum + BigInt(total.sum),
          0n,
        );
        assert.equal(added, truth);
        const database = open(columnsOf(rows, ["x", "shop"]));
        const { value } = await database.sum("x", { bounds, epsilon: EXACT });
        assert.equal(value, Number(truth));
      },
    ),
    { seed: 42, numRuns: 500 },
  );
  assert(beyond > 50, `${beyond}`);
});

Deno.test("sums and squares beyond 2^53 are exact in each of many groups by itself", async () => {
  const groups = 40;
  const keys = Array.from({ length: groups }, (_, i) => i);
  const random = seededRandom(42);
  const cases = [["sum", 2 ** 53 - 1], ["variance", 2 ** 26]] as const;
  for (const [query, max] of cases) {
    // Some groups grow in one direction, some go back and forth across 2^53.
    const rows = Array.from({ length: 8000 }, (_, i) => {
      const shop = i % groups;
      const size = Math.floor((1 - random.uniform() / 8) * max);
      return { shop, x: random.uniform() < shop / groups ? -size : size };
    });
    const bounds = { min: -max, max, step: 1 };
    const plan = planFor(
      { query, column: "x", bounds, groupBy: { shop: keys } },
      undefined,
    );
    const power = query === "sum" ? 1 : 2;
    const totals = await engineOf(rows, undefined).totals(plan, power);
    let beyond = 0;
    totals.forEach(({ count, sum, squares }, shop) => {
      const own = rows.filter((row) => row.shop === shop)
        .map(({ x }) => BigInt(x));
      const add = (values: bigint[]) => values.reduce((a, b) => a + b);
      assert.equal(count, own.length);
      assert.equal(BigInt(sum), add(own));
      const squared = power === 2 ? add(own.map((x) => x * x)) : 0n;
      assert.equal(BigInt(squares), squared);
      if (typeof (query === "sum" ? sum : squares) === "bigint") beyond++;
    });
    assert(beyond > groups / 2, `${beyond}`);
  }
});

Deno.test("a total of exactly 2^53 is answered like any other", async () => {
  const sum = await open({ x: [2 ** 52, 2 ** 52] }).sum("x", {
    bounds: { min: 0, max: 2 ** 52, step: 1 },
    epsilon: EXACT,
  });
  assert.equal(sum.value, 2 ** 53);
  const variance = await open({ x: [1e300, 1e300] }).variance("x", {
    bounds: { min: 0, max: 2 ** 27, step: 1 },
    epsilon: EXACT,
  });
  assert.equal(variance.parts.squares!.value, 2 ** 53);
});

Deno.test("sums and squares of many rows are exact", async () => {
  const rows = 5_000_000;
  const most = 2 ** 31 - 1;
  const database = open({ x: new Float64Array(rows).fill(1e300) });
  const bounds = { min: 0, max: most, step: 1 };
  const { value } = await database.sum("x", { bounds, epsilon: EXACT });
  assert.equal(value, Number(BigInt(most) * BigInt(rows)));
  const few = { min: 0, max: 2 ** 20, step: 1 };
  const { parts } = await database.variance("x", {
    bounds: few,
    epsilon: EXACT,
  });
  assert.equal(parts.squares!.value, Number(2n ** 38n * BigInt(rows)));
  assert.equal(parts.count!.value, rows);
});

Deno.test("a table of no rows is answered, in every group", async () => {
  const database = open({ person: [], x: [], shop: [] }, 2);
  const options = {
    epsilon: EXACT,
    bounds: { min: -1, max: 3, step: 1 },
  };
  assert.equal((await database.count({ epsilon: EXACT })).value, 0);
  assert.equal((await database.sum("x", options)).value, 0);
  assert.equal((await database.mean("x", options)).value, 1);
  assert.equal((await database.variance("x", options)).value, 0);
  const { value } = await database.quantile("x", options);
  assert(Number.isInteger(value) && value >= -1 && value <= 3);
  const groups = database.groupBy({ shop: ["a", 1, true] });
  assert.deepEqual((await groups.sum("x", options)).toRows(), [
    { shop: "a", value: 0 },
    { shop: 1, value: 0 },
    { shop: true, value: 0 },
  ]);
  const keys = database.groupBy({ shop: "private" });
  const shown = await keys.count({ epsilon: EXACT, delta: 0.1 });
  assert.equal(shown.cells.length, 0);
});

Deno.test("one pass over all rows gives what the general way gives", async () => {
  const value = fc.constantFrom<unknown>(
    NaN,
    null,
    -9,
    -0.5,
    0,
    0.5,
    2,
    1e300,
    "2",
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(value, { maxLength: 20 }),
      bounds,
      async (x, bounds) => {
        const rows = x.map((x) => ({ x, shop: "a" }));
        const engine = engineOf(rows, undefined);
        const everything = { and: [{}, {}] };
        for (const [query, power] of [["sum", 1], ["mean", 1]] as const) {
          const totals = async (question: object) =>
            await engine.totals(
              planFor({ query, column: "x", bounds, ...question }, undefined),
              power,
            );
          const quick = await totals({});
          assert.deepEqual(await totals({ where: everything }), quick);
          assert.deepEqual(await totals({ groupBy: { shop: ["a"] } }), quick);
        }
        for (
          const where of [
            { x: { min: 0 } },
            { x: 2 },
            { x: "2" },
            { x: NaN },
            {},
          ]
        ) {
          const count = async (question: object) =>
            await engine.totals(
              planFor({ query: "count", ...question }, undefined),
              0,
            );
          const quick = await count({ where });
          assert.deepEqual(await count({ where: { and: [where, {}] } }), quick);
          assert.deepEqual(
            await count({ where, groupBy: { shop: ["a"] } }),
            quick,
          );
        }
      },
    ),
    { seed: 42, numRuns: 500 },
  );
});

// Histograms and groups

const schema: Schema = {
  columns: {
    x: { type: "number", min: -1, max: 2, step: 0.5, description: "x" },
    age: { type: "integer", min: 17.5, max: 20, description: "age" },
    shop: {
      type: "category",
      categories: ["b", "a", 7, true],
      description: "shop",
    },
  },
};

const record = fc.record({
  x: fc.constantFrom<unknown>(
    ...[NaN, null, -Infinity, -7, -1, -0.75, 0, -0, 1e-20, 0.5, 1.999, 2, 3],
  ),
  age: fc.constantFrom<unknown>(
    ...[17, 18, 19, 20, 21, 18.5, NaN, null, Infinity, 1e-20, "19"],
  ),
  shop: fc.constantFrom<unknown>("a", "b", 7, true, "7", 1, null),
});

const recordTable = fc.array(record, { maxLength: 20 });

async function histogramValues(
  rows: readonly Row[],
  column: string,
  options: { bins?: number; edges?: number[] } = {},
): Promise<Row[]> {
  const database = open(
    columnsOf(rows, ["x", "age", "shop"]),
    undefined,
    schema,
  );
  const histogram = await database.histogram(column, {
    ...options,
    epsilon: EXACT,
  });
  return histogram.toRows() as Row[];
}

Deno.test("histogram() counts the values of each bin, of each category and of each integer", async () => {
  await fc.assert(
    fc.asyncProperty(recordTable, async (rows) => {
      const numbers = rows.map(({ x }) => x)
        .filter((x): x is number => typeof x === "number" && !Number.isNaN(x));
      // Even bins: what lies beyond the bounds counts at their ends.
      const even = [[-1, 0], [0, 1], [1, 2]] as const;
      assert.deepEqual(
        await histogramValues(rows, "x", { bins: 3 }),
        even.map(([from, to]) => ({
          x_from: from,
          x_to: to,
          value: numbers.map((x) => Math.min(Math.max(x, -1), 2))
            .filter((x) => x >= from && (x < to || (to === 2 && x === to)))
            .length,
        })),
      );
      // Edges of one's own: what lies beyond is left out.
      const edges = [-0.75, 0.5, 1e9];
      assert.deepEqual(
        await histogramValues(rows, "x", { edges }),
        [
          [-0.75, 0.5],
          [0.5, 1e9],
        ].map(([from, to]) => ({
          x_from: from,
          x_to: to,
          value: numbers.filter((x) => x >= from! && x < to!).length,
        })),
      );
      const counts = (column: "age" | "shop", keys: readonly Scalar[]) =>
        keys.map((key) => ({
          [column]: key,
          value: rows.filter((row) => row[column] === key).length,
        }));
      assert.deepEqual(
        await histogramValues(rows, "shop"),
        counts("shop", ["b", "a", 7, true]),
      );
      assert.deepEqual(
        await histogramValues(rows, "age"),
        counts("age", [18, 19, 20]),
      );
    }),
    { seed: 42, numRuns: 500 },
  );
});

Deno.test("bins hold from their edge up to the next, however they are spaced", async () => {
  const edge = fc.integer({ min: -40, max: 40 }).map((i) => i / 10);
  const edges = fc.uniqueArray(edge, { minLength: 2, maxLength: 9 })
    .map((edges) => edges.toSorted((a, b) => a - b));
  const values = fc.array(fc.oneof(edge, fc.double({ min: -5, max: 5 })));
  await fc.assert(
    fc.asyncProperty(edges, values, async (edges, x) => {
      const rows = x.map((x) => ({ x }));
      const plan = planFor(
        { query: "count", groupBy: { x: { edges } } },
        undefined,
      );
      const totals = await engineOf(rows, undefined).totals(plan, 0);
      const last = edges.at(-1)!;
      const expected = edges.slice(1).map((to, i) =>
        x.filter((x) => x >= edges[i]! && (x < to || (x === to && to === last)))
          .length
      );
      assert.deepEqual(totals.map(({ count }) => count), expected);

      // Even bins are found in another way, and by their very edges.
      const bins = edges.length;
      const schema: Schema = {
        columns: {
          x: { type: "number", min: edges[0], max: last, description: "x" },
        },
      };
      const histogram = await open({ x }, undefined, schema)
        .histogram("x", { bins, epsilon: EXACT });
      const clamped = x.filter((x) => !Number.isNaN(x))
        .map((x) => Math.min(Math.max(x, edges[0]!), last));
      for (const [i, { key, release }] of histogram.cells.entries()) {
        const { from, to } = key.x as { from: number; to: number };
        const inside = clamped.filter((x) =>
          x >= from && (x < to || (i === bins - 1 && x === to))
        );
        assert.equal(release.value, inside.length);
      }
    }),
    { seed: 42, numRuns: 500 },
  );
});

Deno.test("groupBy() names every combination of keys, and counts the rows of each", async () => {
  const specs: [GroupBy, string[]][] = [
    [["shop", "age"], ["shop", "age"]],
    ["shop", ["shop"]],
    [{ x: [0, 1e-20, -1], shop: [7, true, "a"] }, ["x", "shop"]],
    [{ age: [18, 19, "19", Infinity] }, ["age"]],
    // No other number is as near to a key as to be it.
    [{ age: [-1, 0] }, ["age"]],
    [{ age: [2 ** 40, 18] }, ["age"]],
  ];
  const keysOf = (groupBy: GroupBy, column: string): readonly Scalar[] => {
    if (typeof groupBy === "object" && !Array.isArray(groupBy)) {
      return (groupBy as Record<string, Scalar[]>)[column]!;
    }
    return column === "shop" ? ["b", "a", 7, true] : [18, 19, 20];
  };
  await fc.assert(
    fc.asyncProperty(recordTable, async (rows) => {
      for (const [groupBy, columns] of specs) {
        const database = open(
          columnsOf(rows, ["x", "age", "shop"]),
          undefined,
          schema,
        );
        const answer = await database.groupBy(groupBy)
          .count({ epsilon: EXACT });
        const expected = columns.reduce<Row[]>(
          (all, column) =>
            all.flatMap((row) =>
              keysOf(groupBy, column).map((key) => ({ ...row, [column]: key }))
            ),
          [{}],
        ).map((key) => ({
          ...key,
          value: rows.filter((row) =>
            columns.every((column) =>
              (row as Row)[column] === (key as Row)[column]
            )
          ).length,
        }));
        assert.deepEqual(answer.toRows(), expected);
      }
    }),
    { seed: 42, numRuns: 300 },
  );
});

Deno.test("private keys are those above the threshold, in their order, with their counts", async () => {
  const shop = fc.constantFrom<unknown>("b", "a", 1, true, null, 10, 9, NaN);
  await fc.assert(
    fc.asyncProperty(fc.array(shop, { maxLength: 30 }), async (shops) => {
      const rows = shops.map((shop, person) => ({ shop, person }));
      // Every person has each key twice, and counts once.
      for (
        const [data, maxRows] of [[rows], [[...rows, ...rows], 2]] as const
      ) {
        const shown = await open(columnsOf(data, ["shop", "person"]), maxRows)
          .groupBy({ shop: "private" }).count({ epsilon: EXACT, delta: 0.1 });
        const expected = [true, 1, 9, 10, "a", "b"].map((shop) => ({
          shop,
          value: shops.filter((other) => other === shop).length,
        })).filter(({ value }) => value > 1);
        assert.equal(shown.threshold, 1);
        assert.deepEqual(shown.toRows(), expected);
      }
    }),
    { seed: 42, numRuns: 300 },
  );
});
