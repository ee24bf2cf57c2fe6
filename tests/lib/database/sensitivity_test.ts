import assert from "node:assert/strict";
import fc from "fast-check";
import { keyThreshold, noiseOf, quantileNoise } from "lib/database/noise.ts";
import type { Plan } from "lib/database/plan.ts";
import {
  type NeighboringRelation,
  sensitivityOf,
} from "lib/database/sensitivity.ts";
import type { Row } from "lib/rows.ts";
import {
  bounds,
  engineOf,
  grouping,
  groupings,
  neighborhood,
  neighborsOf,
  personsOf,
  planFor,
  purchase,
  relations,
  type Rows,
  totalsOf,
  unitText,
  where,
} from "./people.ts";

/** How far two vectors are apart: in ℓ₁, and in ℓ₂ squared. */
function distances(a: readonly bigint[], b: readonly bigint[]) {
  const moves = a.map((value, i) => value - b[i]!);
  return {
    l1: moves.reduce((sum, move) => sum + (move < 0n ? -move : move), 0n),
    l2Squared: moves.reduce((sum, move) => sum + move * move, 0n),
  };
}

const measured = ["sum", "mean", "variance"] as const;

const question = fc.record({
  query: fc.constantFrom("count", ...measured),
  where,
  groupBy: grouping,
  bounds,
}).map(({ query, where, groupBy, bounds }) => ({
  query,
  where,
  ...groupBy && { groupBy },
  ...query !== "count" && { column: "x", bounds },
}));

Deno.test("no total moves further between neighboring tables than its sensitivity says", async () => {
  const moved = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(neighborhood, question, async (tables, question) => {
      const { rows, maxRows, newRows, places } = tables;
      for (const relation of relations) {
        const plan = planFor(question, maxRows, relation);
        const totals = await totalsOf(plan, rows);
        for (const neighbor of neighborsOf(rows, maxRows, newRows, places)) {
          if (neighbor.relation !== relation) continue;
          const others = await totalsOf(plan, neighbor.rows);
          plan.statistics.forEach(({ name, sensitivity }, i) => {
            const { l1, l2Squared } = distances(totals[i]!, others[i]!);
            assert(l1 <= sensitivity.l1, name);
            assert(l2Squared <= sensitivity.l2Squared, name);
            if (l1 === 0n) return;
            const key = `${relation} ${name} ${maxRows} ${plan.groups}`;
            moved.set(key, (moved.get(key) ?? 0) + 1);
          });
        }
      }
    }),
    { seed: 42, numRuns: 4000 },
  );
  // Both relations, three totals, four units and groupings: each has moved.
  assert.equal(moved.size, 2 * 3 * 4 * 3);
  assert([...moved.values()].every((times) => times > 20));
});

/** Persons who are as extreme as can be: more rows than count, all of them alike. */
function extremes(
  { min, max }: { min: number; max: number },
  maxRows: Rows,
): Row[][] {
  // A row without a day does not pass the filter.
  const kinds = [
    { x: min, shop: "a", day: null },
    ...[min, max].flatMap((x) =>
      ["a", "b"].map((shop) => ({ x, shop, day: 1 }))
    ),
  ];
  const length = maxRows === undefined ? 1 : maxRows + 1;
  return kinds.map((kind) =>
    Array.from({ length }, () => ({ ...kind, person: "extreme" }))
  );
}

const bystander = { person: "other", x: 3, shop: "a", day: 1 };
const intervals = [[0, 5], [-5, 5], [2, 5], [2, 6], [-7, -2], [-1, 4]] as const;

for (const relation of relations) {
  for (const groupBy of groupings) {
    const by = groupBy === undefined ? "no groups" : JSON.stringify(groupBy);
    Deno.test(`each sensitivity is attained under "${relation}" with ${by}`, async () => {
      for (const [min, max] of intervals) {
        for (const maxRows of [undefined, 1, 3]) {
          for (const query of ["count", ...measured]) {
            const plan = planFor(
              {
                query,
                where: { day: { min: 0 } },
                ...groupBy && { groupBy },
                ...query !== "count" &&
                  { column: "x", bounds: { min, max, step: 1 } },
              },
              maxRows,
              relation,
            );
            const tables = await Promise.all(
              [[], ...extremes({ min, max }, maxRows)]
                .map((rows) => totalsOf(plan, [bystander, ...rows])),
            );
            const pairs = relation === "add-remove"
              ? tables.map((table) => [tables[0]!, table] as const)
              : tables.slice(1).flatMap((first) =>
                tables.slice(1).map((second) => [first, second] as const)
              );
            plan.statistics.forEach(({ sensitivity }, i) => {
              const found = pairs.map(([a, b]) => distances(a[i]!, b[i]!));
              const largest = (norm: "l1" | "l2Squared") =>
                found.map((each) => each[norm]).reduce((a, b) => a > b ? a : b);
              assert.equal(largest("l1"), sensitivity.l1);
              assert.equal(largest("l2Squared"), sensitivity.l2Squared);
            });
          }
        }
      }
    });
  }
}

Deno.test("noise is calibrated to the ℓ₁ sensitivity and ε, or to the ℓ₂ sensitivity and ρ, of each part", () => {
  for (const relation of relations) {
    for (const groupBy of groupings) {
      for (const maxRows of [undefined, 1, 3]) {
        for (const query of ["count", ...measured]) {
          const question = {
            query,
            ...groupBy && { groupBy },
            ...query !== "count" &&
              { column: "x", bounds: { min: 2, max: 5, step: 1 } },
          };
          const pure = planFor(
            { ...question, epsilon: 0.3 },
            maxRows,
            relation,
          );
          const parts = pure.statistics.length;
          noiseOf(pure).forEach((noise, i) => {
            const { l1 } = pure.statistics[i]!.sensitivity;
            assert.equal(noise.name, "discrete Laplace");
            assert(isNear(noise.scale, Number(l1) * parts / 0.3));
          });
          const rho = planFor({ ...question, rho: 0.02 }, maxRows, relation);
          noiseOf(rho).forEach((noise, i) => {
            const { l2Squared } = rho.statistics[i]!.sensitivity;
            assert.equal(noise.name, "discrete Gaussian");
            const variance = Number(l2Squared) / (2 * (0.02 / parts));
            assert(isNear(noise.scale ** 2, variance));
          });
        }
      }
    }
  }
});

function isNear(value: number, expected: number): boolean {
  return Math.abs(value / expected - 1) < 1e-12;
}

// Quantiles

const CANDIDATES = 50;
const wide = { min: 0, max: CANDIDATES - 1, step: 1 };

const valuesOf = (plan: Plan, rows: readonly Row[]) =>
  engineOf(rows, plan.maxRows).values(plan);

/** Of each candidate: how far its ranks are from the quantile's, in percent of a row. */
function hundredths(values: Float64Array, percent: number): number[] {
  const target = percent * values.length;
  return Array.from({ length: CANDIDATES }, (_, candidate) => {
    const below = values.filter((value) => value < candidate).length;
    const upTo = values.filter((value) => value <= candidate).length;
    return Math.max(0, 100 * below - target, target - 100 * upTo);
  });
}

/** The logarithm of the probability of each candidate. */
function logProbabilities(plan: Plan, values: Float64Array): number[] {
  return quantileNoise(plan).probabilities(values)
    .flatMap(({ from, to, probability }) =>
      Array<number>(to - from + 1).fill(
        Math.log(probability) - Math.log(to - from + 1),
      )
    );
}

/** The largest logarithm of a ratio of the probabilities of one output, all groups together. */
async function quantileLoss(
  plan: Plan,
  first: readonly Row[],
  second: readonly Row[],
): Promise<number> {
  const [a, b] = await Promise.all(
    [first, second].map(async (rows) =>
      (await valuesOf(plan, rows)).map((values) =>
        logProbabilities(plan, values)
      )
    ),
  );
  const toward = (from: number[][], to: number[][]) =>
    from.reduce(
      (sum, group, i) =>
        sum + Math.max(...group.map((log, j) => log - to[i]![j]!)),
      0,
    );
  return Math.max(toward(a!, b!), toward(b!, a!));
}

/** How far a person can move the ranks in all groups together. */
function rankSensitivity(
  { maxRows = 1, groups, relation }: Plan,
  percent: number,
): number {
  const each = Math.max(percent, 100 - percent);
  if (relation === "add-remove") return maxRows * each;
  return maxRows * (groups === 1 ? 100 : 2 * each);
}

const quantileQuestion = fc.record({
  percent: fc.constantFrom(0, 10, 25, 50, 99, 100),
  groupBy: grouping,
  where,
});

Deno.test("no rank moves further than a quantile is calibrated to, and no output is likelier by more than e^ε", async () => {
  const spread = purchase.chain((row) =>
    fc.constantFrom(0, 1, 2, 20, 48, 49).map((x) => ({ ...row, x }))
  );
  const table = fc.record({
    rows: fc.array(spread, { maxLength: 8 }),
    newRows: fc.array(spread, { minLength: 1, maxLength: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(
      neighborhood,
      table,
      quantileQuestion,
      async ({ maxRows, places }, { rows, newRows }, question) => {
        const { percent, groupBy, where } = question;
        for (const neighbor of neighborsOf(rows, maxRows, newRows, places)) {
          const plan = planFor(
            {
              query: "quantile",
              column: "x",
              bounds: wide,
              quantile: percent / 100,
              where,
              ...groupBy && { groupBy },
            },
            maxRows,
            neighbor.relation,
          );
          const [a, b] = await Promise.all(
            [rows, neighbor.rows].map(async (rows) =>
              (await valuesOf(plan, rows))
                .map((values) => hundredths(values, percent))
            ),
          );
          const moved = a!.reduce(
            (sum, group, i) =>
              sum +
              Math.max(...group.map((far, j) => Math.abs(far - b![i]![j]!))),
            0,
          );
          assert(moved <= rankSensitivity(plan, percent));
          const loss = await quantileLoss(plan, rows, neighbor.rows);
          assert(loss <= 1 + 1e-9, `${loss}`);
        }
      },
    ),
    { seed: 42, numRuns: 1500 },
  );
});

/** As many rows of one value; bystanders are a person each. */
const times = (length: number, x: number, shop = "a") =>
  Array.from(
    { length },
    (_, i) => ({ day: 1, x, shop, person: `${i} ${x} ${shop}` }),
  );

// So many candidates that those which values equal hardly matter.
const TOP = 9999;

for (const maxRows of [undefined, 1, 3]) {
  const k = maxRows ?? 1;
  const mine = (x: number, shop = "a") =>
    times(k, x, shop).map((row) => ({ ...row, person: "mine" }));
  const atOne = times(k, 1);
  const atTwo = (shop: string) => times(2 * k + 1, 2, shop);
  const high = [
    ...times(300, 1),
    ...times(295, 0, "b"),
    ...times(5, TOP - 2, "b"),
  ];
  const byShop = { groupBy: { shop: ["a", "b"] } };
  const cases: [string, NeighboringRelation, object, Row[], Row[]][] = [
    // The candidate 0 loses k halves of a rank, nearly all others win them.
    ["comes", "add-remove", {}, atOne, [...atOne, ...mine(TOP)]],
    // The candidate 1 loses k ranks, those above 2 win them.
    [
      "is replaced",
      "replace-one",
      {},
      [...atTwo("a"), ...mine(0)],
      [...atTwo("a"), ...mine(TOP)],
    ],
    [
      "changes groups",
      "replace-one",
      byShop,
      [...atOne, ...atTwo("b"), ...mine(TOP)],
      [...atOne, ...atTwo("b"), ...mine(0, "b")],
    ],
    // A target near the end moves by 0.99 a row: up for one, down for the others.
    [
      "changes groups of a high quantile",
      "replace-one",
      { ...byShop, quantile: 0.99 },
      [...high, ...mine(TOP)],
      [...high, ...mine(TOP, "b")],
    ],
  ];
  for (const [what, relation, options, before, after] of cases) {
    Deno.test(`a quantile costs nearly all of its ε if a person ${what}, ${unitText(maxRows)}`, async () => {
      const bounds = { min: 0, max: TOP, step: 1 };
      const question = { query: "quantile", column: "x", bounds, ...options };
      const plan = planFor(question, maxRows, relation);
      const loss = await quantileLoss(plan, before, after);
      assert(loss > 0.95 && loss <= 1 + 1e-9, `${loss}`);
    });
  }
}

// Private keys

/** Of one key: the probabilities of all that can come out of two counts. */
function outcomes(
  counts: readonly [number, number],
  { scale, threshold }: { scale: number; threshold: number },
): [number, number][] {
  const rate = 1 / scale;
  /** Pr[count + X ≥ value] for discrete Laplace X; a key of nobody is never shown. */
  const atLeast = (count: number, value: number) => {
    if (count === 0) return 0;
    const m = value - count;
    return m >= 1
      ? Math.exp(-rate * m) / (1 + Math.exp(-rate))
      : 1 - Math.exp(-rate * (1 - m)) / (1 + Math.exp(-rate));
  };
  // Hidden, shown at most at the smaller count, and above it: within each of
  // these the ratio of the probabilities is the same for all values.
  const shown = threshold + 1;
  const middle = Math.max(shown, ...counts);
  const both = (probability: (count: number) => number) =>
    counts.map(probability) as [number, number];
  return [
    both((count) => 1 - atLeast(count, shown)),
    both((count) => atLeast(count, shown) - atLeast(count, middle)),
    both((count) => atLeast(count, middle)),
  ];
}

/** The smallest δ for which two tables are (ε, δ)-indistinguishable: max(0, P − e^ε·Q) summed over all outputs. */
function keysDelta(
  counts: readonly (readonly [number, number])[],
  epsilon: number,
  release: { scale: number; threshold: number },
): number {
  const different = counts.filter(([a, b]) => a !== b);
  const all = different.reduce<[number, number][]>(
    (sum, counts) =>
      sum.flatMap(([p, q]) =>
        outcomes(counts, release).map(([r, s]) =>
          [p * r, q * s] as [number, number]
        )
      ),
    [[1, 1]],
  );
  const toward = (from: 0 | 1) =>
    all.reduce(
      (sum, pair) =>
        sum + Math.max(0, pair[from] - Math.exp(epsilon) * pair[1 - from]!),
      0,
    );
  return Math.max(toward(0), toward(1));
}

const costs = [
  ...[[1, 0.1], [2, 0.01], [0.5, 0.3], [3, 1e-9], [10, 1e-3]],
  // So small an ε that T is the one at which being hidden tells no more than it.
  ...[[1e-2, 0.4], [1e-4, 0.01], [1e-9, 1e-6], [1e-9, 0.9]],
] as [number, number][];

const keysPlan = (
  [epsilon, delta]: [number, number],
  maxRows: Rows,
  relation: NeighboringRelation,
) =>
  planFor(
    { query: "count", groupBy: { shop: "private" }, epsilon, delta },
    maxRows,
    relation,
  );

function releaseOf(plan: Plan) {
  const { mechanism, threshold } = keyThreshold(plan);
  return { scale: mechanism.scale, threshold };
}

/** The counts of each key in two tables. */
async function keyCounts(
  plan: Plan,
  first: readonly Row[],
  second: readonly Row[],
): Promise<[number, number][]> {
  const [a, b] = await Promise.all(
    [first, second].map((rows) => personsOf(plan, rows)),
  );
  return [...new Set([...a!.keys(), ...b!.keys()])]
    .map((key) => [a!.get(key) ?? 0, b!.get(key) ?? 0]);
}

/** What a doubled sum of tiny probabilities may be off by. */
const tolerated = (delta: number) => delta * (1 + 1e-9) + 1e-14;

Deno.test("private keys are (ε, δ)-differentially private, by the probabilities of all outputs", async () => {
  // Keys that many have, so that noisy counts lie on both sides of a threshold.
  const crowd = fc.constantFrom(0, 1, 3, 8).map((length) =>
    Array.from(
      { length },
      (_, i) => ["a", "b"].map((shop) => ({ person: `crowd ${i}`, shop })),
    ).flat()
  );
  await fc.assert(
    fc.asyncProperty(neighborhood, crowd, async (tables, crowd) => {
      const { maxRows, newRows, places } = tables;
      const rows = tables.rows;
      for (const neighbor of neighborsOf(rows, maxRows, newRows, places)) {
        for (const cost of costs) {
          const plan = keysPlan(cost, maxRows, neighbor.relation);
          const counts = await keyCounts(
            plan,
            [...crowd, ...rows],
            [...crowd, ...neighbor.rows],
          );
          const [epsilon, delta] = cost;
          const found = keysDelta(counts, epsilon, releaseOf(plan));
          assert(found <= tolerated(delta), `${found} at ${cost}`);
        }
      }
    }),
    { seed: 42, numRuns: 400 },
  );
});

for (const relation of relations) {
  for (const maxRows of [undefined, 1, 2, 3]) {
    const k = maxRows ?? 1;
    /** A person's keys, from some count on: one side has them, the other has not. */
    const moving = (count: number): [number, number][] =>
      Array.from({ length: k }, () => [
        [count, count + 1] as [number, number],
        ...relation === "replace-one"
          ? [[count + 1, count] as [number, number]]
          : [],
      ]).flat();

    Deno.test(`private keys keep their δ at every count under "${relation}", ${unitText(maxRows)}, and a smaller threshold or scale would not`, () => {
      for (const cost of costs) {
        const [epsilon, delta] = cost;
        const plan = keysPlan(cost, maxRows, relation);
        const release = releaseOf(plan);
        const { scale, threshold } = release;
        const counts = Array.from({ length: 40 }, (_, i) => i)
          .concat(Array.from({ length: 9 }, (_, i) => threshold - 4 + i))
          .filter((count) => count >= 0);
        for (const count of counts) {
          const found = keysDelta(moving(count), epsilon, release);
          assert(found <= tolerated(delta), `${found} at ${cost}, ${count}`);
        }

        const only = Math.exp(-threshold / scale) / (1 + Math.exp(-1 / scale));
        assert(k * only <= tolerated(delta));
        const before = { scale, threshold: threshold - 1 };
        // The other condition raises T where ε is tiny.
        const isDelta = k * only * Math.exp(1 / scale) > delta;
        if (isDelta && threshold > 1 && k === 1) {
          assert(keysDelta(moving(0), epsilon, before) > delta);
        }
        // All keys of a person are common: the loss is that of the counts.
        const smaller = { scale: 0.8 * scale, threshold };
        if (epsilon >= 1 && epsilon <= 3) {
          const common = moving(threshold + 100);
          assert(keysDelta(common, epsilon, release) < 1e-12);
          assert(keysDelta(common, epsilon, smaller) > 1e-4);
        }
      }
    });

    Deno.test(`the threshold of private keys is the smallest of its kind under "${relation}", ${unitText(maxRows)}`, () => {
      for (const cost of costs) {
        const plan = keysPlan(cost, maxRows, relation);
        const { scale, threshold } = releaseOf(plan);
        const keys = relation === "replace-one" ? 2 * k : k;
        assert(isNear(scale, keys / cost[0]));
        const q = Math.exp(-1 / scale);
        const isEnough = (T: number) =>
          Math.exp(-T / scale) / (1 + q) <=
            Math.min(cost[1] / k, -Math.expm1(-1 / scale)) * (1 + 1e-9);
        assert(isEnough(threshold));
        assert(threshold === 1 || !isEnough(threshold - 1 - 1e-3 * scale));
        assert(Number.isInteger(threshold) && threshold >= 1);
      }
    });
  }
}

Deno.test("sensitivityOf() refuses what is no contribution, no number of rows or groups, no relation", () => {
  const refuses = (...args: unknown[]) =>
    assert.throws(
      () => (sensitivityOf as (...args: unknown[]) => unknown)(...args),
      /^(Range|Type)Error: Cannot compute the sensitivity: /,
    );
  const one = { low: 0, high: 5 };
  for (const number of [0, -1, 0.5, "1", NaN, undefined]) {
    refuses(one, number, 1, "add-remove");
    refuses(one, 1, number, "add-remove");
  }
  refuses({ low: 0, high: 0.5 }, 1, 1, "add-remove");
  refuses({ low: 1, high: 0 }, 1, 1, "add-remove");
  refuses({ low: NaN, high: 1 }, 1, 1, "add-remove");
  refuses(one, 1, 1, "add_remove");
});
