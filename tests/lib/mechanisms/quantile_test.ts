import assert from "node:assert/strict";
import fc from "fast-check";
import { quantile, type QuantileOptions } from "lib/mechanisms/quantile.ts";
import { seededRandom } from "lib/seeded_random.ts";
import { recording } from "../sampling/sources.ts";

// Ten candidates in intervals [0, 1], [1, 2] … [9, 10]
const candidates = { min: 0.5, max: 9.5, step: 1 };
const data = [1, 2, 3, 4, 10];

/** The probability of each candidate. */
function spread(options: QuantileOptions, values: ArrayLike<number>): number[] {
  const { min, step } = options.candidates;
  return quantile(options).probabilities(values)
    .flatMap(({ from, to, probability }) => {
      const length = Math.round((to - from) / step) + 1;
      const first = Math.round((from - min) / step);
      return Array.from(
        { length },
        (_, i) => [first + i, probability / length],
      );
    })
    .toSorted((a, b) => a[0]! - b[0]!).map(([, probability]) => probability!);
}

Deno.test("quantile() probabilities() have the reference values under both relations", () => {
  const runs = (relation?: QuantileOptions["relation"]) =>
    quantile({ epsilon: 1, candidates, relation }).probabilities(data)
      .map(({ probability }) => probability.toFixed(6));
  assert.deepEqual(runs("replace-one"), [
    ...["0.055625", "0.091710", "0.151204", "0.151204", "0.550258"],
  ]);
  assert.deepEqual(
    runs().map((p) => Number(p).toFixed(4)),
    ["0.0287", "0.0781", "0.2123", "0.2123", "0.4686"],
  );
  assert.deepEqual(runs(), runs("add-remove"));
});

Deno.test("quantile() runs cover the grid, with ties, no data and values outside", () => {
  const cases = [[], [5], [5, 5, 5], [-1e300, 1e300], [0.5, 9.5], [100], [
    -100,
  ]];
  for (const values of [...cases, [Infinity, -Infinity, 3], data]) {
    for (const q of [0, 0.3, 0.5, 1]) {
      const options = { epsilon: 1, quantile: q, candidates };
      const runs = quantile(options).probabilities(values);
      assert.equal(runs[0]!.from, 0.5);
      assert.equal(runs.at(-1)!.to, 9.5);
      runs.slice(1).forEach((run, i) =>
        assert.equal(run.from, runs[i]!.to + 1)
      );
      const sum = spread(options, values).reduce((a, b) => a + b);
      assert(Math.abs(sum - 1) < 1e-12);
    }
  }
  const even = spread({ epsilon: 1, candidates }, []);
  assert(even.every((p) => Math.abs(p - 0.1) < 1e-12));
});

Deno.test("quantile() lets a candidate that equals a value have all its ranks", () => {
  const ranks = (values: number[]) =>
    quantile({ epsilon: 1, candidates: { min: 0, max: 4, step: 1 } })
      .probabilities(values).map(({ from, to }) => [from, to]);
  assert.deepEqual(ranks([2]), [[0, 1], [2, 2], [3, 4]]);
  assert.deepEqual(ranks([1.5, 1.5]), [[0, 1], [2, 4]]);
  assert.deepEqual(ranks([-0.1, 4, 4.5]), [[0, 3], [4, 4]]);
});

Deno.test("quantile() finds the value of tied and of clamped data, from both sides alike", () => {
  const random = seededRandom("ties");
  const grid = { min: 18, max: 90, step: 1 };
  const released = (values: number[], q: number) => {
    const options = { epsilon: 50, quantile: q, candidates: grid };
    const { release } = quantile(options);
    return new Set(Array.from({ length: 50 }, () => release(values, random)));
  };
  const tied = new Array(100).fill(40);
  for (const q of [0.1, 0.5, 0.9]) {
    assert.deepEqual(released(tied, q), new Set([40]));
  }
  const clamped = [...new Array(30).fill(20), ...new Array(70).fill(90)];
  assert.deepEqual(released(clamped, 0.5), new Set([90]));
  const [low, middle, high] = quantile({
    epsilon: 2,
    candidates: { min: 1, max: 3, step: 1 },
  }).probabilities([1, 2, 3]).map(({ probability }) => probability);
  assert.equal(low, high);
  assert(middle! > low!);
  const tenths = { min: 0, max: 1, step: 0.1 };
  const runs = quantile({ epsilon: 1, candidates: tenths })
    .probabilities([0.3]);
  assert.equal(runs.length, 3);
});

Deno.test("quantile() states the probabilities of as many runs as a large table has", () => {
  const n = 200_000;
  const { probabilities } = quantile({
    epsilon: 1,
    candidates: { min: 0, max: n, step: 1 },
  });
  const runs = probabilities(Float64Array.from({ length: n }, (_, i) => i));
  assert.equal(runs.length, n + 1);
  const total = runs.reduce((sum, { probability }) => sum + probability, 0);
  assert(Math.abs(total - 1) < 1e-9);
});

Deno.test("quantile() of a grid of one candidate is that one", () => {
  const { release } = quantile({
    epsilon: 1,
    candidates: { min: 7, max: 7, step: 1 },
  });
  assert.equal(release([1, 2, 3]), 7);
});

Deno.test("quantile() releases candidates, the last of a long grid included", () => {
  const random = seededRandom("grid");
  const fine = { min: 0, max: 1, step: 0.1 };
  const { release } = quantile({ epsilon: 0.01, candidates: fine });
  const released = Array.from({ length: 500 }, () => release([0.5], random));
  const grid = Array.from({ length: 11 }, (_, i) => i * 0.1);
  assert.deepEqual([...new Set(released)].sort((a, b) => a - b), grid);
  const long = { min: 0, max: 2 ** 40 - 1, step: 1 };
  const far = quantile({ epsilon: 100, candidates: long })
    .release([2 ** 39, 2 ** 39], random);
  assert(Number.isInteger(far) && far >= 0 && far < 2 ** 40);
});

for (const relation of ["add-remove", "replace-one"] as const) {
  Deno.test(`quantile() keeps every ratio of probabilities below e^ε under "${relation}"`, () => {
    const value = fc.constantFrom(-1, 0.5, 1, 1, 3, 3.5, 7, 9.6, 20, Infinity);
    const table = fc.array(value, { minLength: 1, maxLength: 7 });
    const q = fc.constantFrom(0, 0.1, 0.5, 0.9, 1);
    let largest = 0;
    fc.assert(
      fc.property(table, value, q, (table, other, q) => {
        const options = { epsilon: 1, quantile: q, candidates, relation };
        const neighbor = relation === "replace-one"
          ? [other, ...table.slice(1)]
          : table.slice(1);
        const before = spread(options, table);
        spread(options, neighbor).forEach((p, i) => {
          const ratio = Math.abs(Math.log(p / before[i]!));
          assert(ratio <= 1 + 1e-9, `${ratio}`);
          largest = Math.max(largest, ratio);
        });
      }),
      { seed: 42, numRuns: 3000 },
    );
    assert(largest > 0.8, `${largest}`);
  });
}

Deno.test("quantile() refuses a value that is no number, unprinted and before any bit", () => {
  const mechanism = quantile({ epsilon: 1, candidates });
  const { source, drawn } = recording(seededRandom(42));
  for (const bad of [NaN, "7531", null, undefined, 7531n, [7531]]) {
    for (const use of [mechanism.release, mechanism.probabilities]) {
      assert.throws(() => use([1, bad as never], source), {
        name: "RangeError",
        message: "Cannot release a quantile: every value must be a number",
      });
    }
  }
  assert.equal(drawn.length, 0);
});

Deno.test("quantile() refuses a grid, a quantile or a relation that it cannot use", () => {
  const good: QuantileOptions = { epsilon: 1, candidates };
  const grids = [
    { min: 0, max: 1, step: 0 },
    { min: 0, max: 1, step: -1 },
    { min: 1, max: 0, step: 1 },
    { min: 0, max: 2 ** 40, step: 1 },
    { min: 0, max: Infinity, step: 1 },
    { min: 0, max: 0, step: Infinity },
    { min: NaN, max: 0, step: 1 },
    { min: "0", max: "9", step: "1" },
  ];
  for (const grid of grids) {
    assert.throws(() => quantile({ ...good, candidates: grid as never }), {
      name: "RangeError",
    });
  }
  for (const q of [-0.1, 1.1, NaN]) {
    assert.throws(() => quantile({ ...good, quantile: q }), {
      name: "RangeError",
    });
  }
  // A misspelled one would be taken for the smaller sensitivity.
  assert.throws(() => quantile({ ...good, relation: "replace" as never }), {
    name: "RangeError",
  });
  assert.equal(`${quantile(good).loss(2)}`, "ε = 2");
});

Deno.test("quantile() refuses a misspelled part of its candidates", () => {
  const candidates = { min: 0, max: 9, step: 1, stepp: 2 };
  assert.throws(() => quantile({ epsilon: 1, candidates }), {
    name: "TypeError",
    message: /must be among min, max, step, but one is stepp/,
  });
});
