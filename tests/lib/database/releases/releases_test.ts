import assert from "node:assert/strict";
import { approxDp } from "lib/accounting/privacy_loss.ts";
import { DifferentiallyPrivateDatabase } from "lib/database/database.ts";
import type { Schema } from "lib/schema.ts";
import { seededRandom } from "lib/seeded_random.ts";
import { shown } from "../../shown.ts";
import { NOISELESS } from "../../sampling/sources.ts";

const schema: Schema = {
  columns: {
    age: {
      type: "integer",
      min: 18,
      max: 90,
      unit: "years",
      description: "age",
    },
    zip: { type: "category", categories: [1, 2, 3], description: "zip" },
    sex: { type: "category", categories: ["f", "m"], description: "sex" },
    city: { type: "text", description: "city" },
  },
};
const data = {
  age: [20, 30, 40, 50, 60, 70],
  zip: [1, 1, 1, 2, 2, 3],
  sex: ["f", "f", "m", "m", "m", "f"],
  city: ["B", "B", "B", "A", "A", null],
};
const open = () =>
  new DifferentiallyPrivateDatabase(data, {
    budget: approxDp(1e9, 0.5),
    schema,
    random: seededRandom(42),
  });
const exact = { epsilon: NOISELESS };
const privateKeys = { ...exact, delta: 0.1 };

Deno.test("each release says its value, how far off it is, and what it cost", async () => {
  const database = open();
  const facts = "ε = 1000, δ = 0; discrete Laplace, scale";
  const seeded = "seeded, protects nobody";
  const off = "in 95% of releases";
  const texts = new Map<object, string>([
    [
      await database.count(exact),
      `6 (within 0 of the exact count ${off}; ${facts} 0.001; ${seeded})`,
    ],
    [
      await database.sum("age", { ...exact, bounds: { min: 0, max: 60 } }),
      `260 (within 0 of the sum of values clamped to 0 to 60 in steps of 1 ${off}; ${facts} 0.06; ${seeded})`,
    ],
    [
      await database.mean("age", exact),
      `45 (the mean of values clamped to 18 to 90 in steps of 1 is from 45 to 45 ${off}; ${facts} 0.002 on the count, 0.072 on the sum; ${seeded})`,
    ],
  ]);
  const median = await database.quantile("age", exact);
  texts.set(
    median,
    `${median.value} (the 0.5-quantile of values clamped to 18 to 90 in steps of 1; within 0.007287 ranks of the best candidate ${off}; ε = 1000, δ = 0; exponential on a grid of quantiles; ${seeded})`,
  );
  for (const [release, text] of texts) {
    assert.equal(`${release}`, text);
    assert.equal(shown(release)["text/plain"], Deno.inspect(release));
    assert(Object.isFrozen(release));
    assert(Object.isFrozen(Object.getPrototypeOf(release)));
  }
});

Deno.test("each release shows its value first, then what it estimates and what it cost", async () => {
  const database = open();
  const off = "in 95% of releases";
  const of = "of values clamped to 18 to 90 in steps of 1";
  const median = await database.quantile("age", exact);
  const releases: [object, string, string, string][] = [
    [
      await database.count(exact),
      `6 ± 0 ${off}`,
      "the exact count",
      "discrete Laplace, scale 0.001",
    ],
    [
      await database.sum("age", exact),
      `270 ± 0 years, ${off}`,
      `the sum ${of}`,
      "discrete Laplace, scale 0.09",
    ],
    [
      await database.mean("age", exact),
      `45 years, from 45 to 45 ${off}`,
      `the mean ${of}`,
      "discrete Laplace, scale 0.002 on the count, 0.072 on the sum",
    ],
    [
      median,
      `${median.value} years, within 0.007287 ranks of the best candidate ${off}`,
      `the 0.5-quantile ${of}`,
      "exponential on a grid of quantiles",
    ],
  ];
  for (const [release, value, target, mechanism] of releases) {
    assert.deepEqual(Deno.inspect(release).split("\n"), [
      `Release: ${value}`,
      "  Warning: seeded noise, protects nobody",
      `  estimates  ${target}`,
      "  loss       ε = 1000, δ = 0",
      `  mechanism  ${mechanism}`,
    ]);
  }
});

Deno.test("a release made with secure noise shows no warning", async () => {
  const database = new DifferentiallyPrivateDatabase(data, {
    epsilonBudget: NOISELESS,
  });
  const release = await database.count({ epsilon: 1 });
  assert.doesNotMatch(shown(release)["text/html"], /[Ww]arning/);
  const seeded = await open().count({ epsilon: 1 });
  assert.match(shown(seeded)["text/html"], /Warning: seeded noise/);
});

Deno.test("a release knows its unit: that of the column, its square, or none", async () => {
  const database = open();
  const [sum, variance] = [
    await database.sum("age", exact),
    await database.variance("age", { epsilon: 1e7 }),
  ];
  const { count, squares } = variance.parts;
  assert.deepEqual(
    [sum, variance, variance.parts.sum!, squares!, count!]
      .map(({ unit }) => unit),
    ["years", "(years)²", "years", "(years)²", undefined],
  );
  assert(!("unit" in JSON.parse(JSON.stringify(sum))));
});

Deno.test("an estimate comes with the noisy totals that it was computed from", async () => {
  // Squares are up to 1296, so it takes more to silence them.
  const release = await open().variance("age", { epsilon: 1e7 });
  const { count, sum, squares } = release.parts;
  const centered = data.age.map((age) => age - 54);
  assert.equal(count!.value, 6);
  assert.equal(sum!.value, centered.reduce((a, b) => a + b));
  assert.equal(squares!.value, centered.reduce((a, b) => a + b * b, 0));
  assert(Math.abs(release.value - 1750 / 6) < 1e-9);
  assert.equal(
    sum!.target,
    "the sum of values clamped to 18 to 90 in steps of 1 minus 54",
  );
  assert(Object.isFrozen(release.parts));
  const json = JSON.parse(JSON.stringify(release));
  assert.deepEqual(Object.keys(json.parts), ["count", "sum", "squares"]);
  assert.deepEqual(json.parts.count.loss, {
    epsilon: "10000000/3",
    delta: "0",
  });
  for (const alpha of [0, 1, NaN, -1]) {
    assert.throws(() => release.interval(alpha), RangeError);
  }
});

Deno.test("get() finds a group by its keys, in any order", async () => {
  const database = open();
  const release = await database.groupBy(["zip", "sex"]).count(exact);
  assert.equal(release.get({ zip: 1, sex: "f" })!.value, 2);
  assert.equal(release.get({ sex: "m", zip: 2 })!.value, 2);
  assert.equal(release.get({ zip: 3, sex: "m" })!.value, 0);
  for (const key of [{ zip: 4, sex: "f" }, { zip: 1 }, {}, 1, "f", null]) {
    assert.equal(release.get(key as never), undefined);
  }
  // Two columns of the same keys, where the order would make a difference.
  const same = { zip: [1, 2], age: [1, 2] };
  const cells = await new DifferentiallyPrivateDatabase(
    { zip: [1, 1], age: [2, 2] },
    { epsilonBudget: NOISELESS },
  ).groupBy(same).count(exact);
  assert.equal(cells.get({ age: 2, zip: 1 })!.value, 2);
});

Deno.test("get() finds a group of one column by its key alone, and a bin by where it begins", async () => {
  const database = open();
  const byZip = await database.histogram("zip", exact);
  assert.deepEqual([1, 2, 3].map((zip) => byZip.get(zip)!.value), [3, 2, 1]);
  assert.equal(byZip.get("1"), undefined);
  const byAge = await database.histogram("age", { ...exact, bins: 2 });
  assert.equal(byAge.get(54)!.value, 2);
  assert.equal(byAge.get({ from: 18, to: 54 })!.value, 4);
  assert.equal(byAge.get({ age: 18 })!.value, 4);
  assert.equal(byAge.get(20), undefined);
});

Deno.test("get() finds a text where a column is called as what a text has", async () => {
  const length = ["A", "BB", "BB"];
  const release = await new DifferentiallyPrivateDatabase({ length }, {
    epsilonBudget: NOISELESS,
  }).groupBy({ length: ["A", "BB", 1] }).count(exact);
  assert.equal(release.get("A")!.value, 1);
  assert.equal(release.get("BB")!.value, 2);
  assert.equal(release.get({ length: "BB" })!.value, 2);
  assert.equal(release.get(1)!.value, 0);
  assert.equal(release.get("C"), undefined);
});

Deno.test("toRows() keeps the keys of a column that is called value", async () => {
  const value = [7, 7, 8];
  const release = await new DifferentiallyPrivateDatabase({ value }, {
    epsilonBudget: NOISELESS,
  }).groupBy({ value: [7, 8] }).count(exact);
  assert.deepEqual(release.toRows(), [
    { value: 7, answer: 2 },
    { value: 8, answer: 1 },
  ]);
  assert.match(`${release}`, /\n +value +answer\n +7 +2\n +8 +1$/);
});

Deno.test("toRows() makes a record of each group, with the ends of bins", async () => {
  const release = await open().groupBy({ sex: ["m"], age: { bins: 2 } })
    .count(exact);
  assert.deepEqual(release.toRows(), [
    { sex: "m", age_from: 18, age_to: 54, value: 2 },
    { sex: "m", age_from: 54, age_to: 90, value: 1 },
  ]);
  assert.equal(
    `${release}`,
    `\
Release by group: 2 groups for ε = 1000, δ = 0 together
  Warning: seeded noise, protects nobody
  estimates  the exact count
  reach      ± 0 for one group, ± 0 for all, in 95% of releases
  mechanism  discrete Laplace, scale 0.001
  sex  age_from  age_to  value
  m          18      54      2
  m          54      90      1`,
  );
  const [rows, columns] = ["row", "col"].map((scope) =>
    shown(release)["text/html"].split(`scope="${scope}"`).length - 1
  );
  // Three facts of the card, and of two groups the keys in three columns.
  assert.deepEqual([rows, columns], [3 + 2 * 3, 4]);
  const json = JSON.parse(JSON.stringify(release));
  assert.deepEqual(json.cells[0].key, { sex: "m", age: { from: 18, to: 54 } });
  assert.equal(json.cells[0].release.value, 2);
});

Deno.test("a grouped release cannot be changed", async () => {
  const release = await open().histogram("age", { ...exact, bins: 2 });
  const [cell] = release.cells;
  for (
    const object of [release, release.cells, cell!, cell!.key, cell!.release]
  ) {
    assert(Object.isFrozen(object));
    assert(Object.isFrozen(object.constructor.prototype) || object !== release);
  }
});

Deno.test("the errors of cells: one given cell, or any, at 1 − (1 − α)^(1/cells) each", async () => {
  const release = await open().histogram("age", { bins: 8, epsilon: 0.1 });
  for (const alpha of [1e-9, 0.05, 0.5]) {
    const each = release.cellAlpha(alpha);
    const all = 1 - (1 - each) ** 8;
    assert(Math.abs(all / alpha - 1) < 1e-6);
    assert.equal(
      release.accuracy(alpha),
      release.cells[7]!.release.accuracy(alpha),
    );
    assert.equal(release.simultaneousAccuracy(alpha), release.accuracy(each));
  }
  for (const alpha of [0, 1, NaN, "0.5"]) {
    assert.throws(
      () => release.accuracy(alpha as number),
      /^\w+: Cannot state/,
    );
    assert.throws(
      () => release.cellAlpha(alpha as number),
      /^\w+: Cannot state/,
    );
  }
});

Deno.test("intervals of cells are those of their estimates, wider if none may fail", async () => {
  const release = await open().groupBy("sex")
    .mean("age", { epsilon: 5, bounds: { max: 80 } });
  const each = release.cells.map(({ release }) => release.interval(0.1));
  assert.deepEqual(release.intervals(0.1), each);
  const all = release.simultaneousIntervals(0.1);
  assert.deepEqual(all, release.intervals(release.cellAlpha(0.1)));
  assert(
    all.every(({ low, high }, i) =>
      low <= each[i]!.low && high >= each[i]!.high
    ),
  );
  assert.notDeepEqual(all, each);
});

Deno.test("cells say in words which of their errors can be stated", async () => {
  const groups = open().groupBy("sex");
  const counts = await groups.count(exact);
  const quantiles = await groups.quantile("age", exact);
  const means = await groups.mean("age", exact);
  const accuracy = {
    name: "TypeError",
    message:
      "Cannot state the accuracy: the cells must be counts or sums; means and variances have intervals, quantiles a rank error",
  };
  for (const release of [means, quantiles]) {
    assert.throws(() => release.accuracy(0.05), accuracy);
    assert.throws(() => release.simultaneousAccuracy(0.05), accuracy);
  }
  const intervals = {
    name: "TypeError",
    message:
      "Cannot state the intervals: the cells must be means or variances; counts and sums have an accuracy, quantiles a rank error",
  };
  for (const release of [counts, quantiles]) {
    assert.throws(() => release.intervals(0.05), intervals);
    assert.throws(() => release.simultaneousIntervals(0.05), intervals);
  }
  assert.equal(counts.accuracy(0.05), 0);
  assert.equal(means.intervals(0.05).length, 2);
});

Deno.test("each release says what it is of, in steps of which grid", async () => {
  const protects = new DifferentiallyPrivateDatabase(data, {
    epsilonBudget: 1e9,
    schema,
    privacyUnit: { column: "city", maxRows: 2 },
  });
  const bounds = { min: 0.2, max: 1, step: 0.25 };
  const of = "of values clamped to 0 to 1 in steps of 0.25";
  const options = { ...exact, bounds };
  const rows = "at most 2 rows a person";
  const one = { ...options, maxRows: 1 };
  const mean = await protects.mean("age", options);
  const variance = await protects.variance("age", options);
  const quantile = await protects.quantile("age", { ...one, quantile: 0.9 });
  const json = JSON.parse(JSON.stringify(quantile));
  const targets = [
    [(await protects.count(exact)).target, `the count of ${rows}`],
    [(await protects.sum("age", options)).target, `the sum ${of} of ${rows}`],
    [(await open().sum("age", options)).target, `the sum ${of}`],
    [mean.target, `the mean ${of} of ${rows}`],
    [mean.parts.sum!.target, `the sum ${of} minus 0.5 of ${rows}`],
    [variance.target, `the variance ${of} of ${rows}`],
    [
      variance.parts.squares!.target,
      `the sum of squares ${of} minus 0.5 of ${rows}`,
    ],
    [quantile.target, `the 0.9-quantile ${of} of one row a person`],
    [json.target, quantile.target],
  ];
  for (const [target, text] of targets) assert.equal(target, text);
});

Deno.test("means by group show their intervals, and counts by group how far off one and all may be", async () => {
  const database = open();
  const means = Deno.inspect(await database.groupBy("sex").mean("age", exact))
    .split("\n");
  assert.deepEqual(means.slice(2), [
    "  estimates  the mean of values clamped to 18 to 90 in steps of 1",
    "  unit       years",
    "  mechanism  discrete Laplace, scale 0.002 on the count, 0.072 on the sum",
    "  sex  value  95% from  95% to",
    "  f       40        40      40",
    "  m       50        50      50",
  ]);
  const counts = await database.groupBy("sex").count({ epsilon: 0.5 });
  assert(
    Deno.inspect(counts).includes(
      "  reach      ± 6 for one group, ± 7 for all, in 95% of releases\n",
    ),
  );
  assert.deepEqual(
    [counts.accuracy(0.05), counts.simultaneousAccuracy(0.05)],
    [6, 7],
  );
});

Deno.test("private keys show those above the threshold, in their order, and no error", async () => {
  const release = await open().groupBy({ city: "private" }).count(privateKeys);
  assert.equal(release.threshold, 1);
  assert.deepEqual(release.toRows(), [
    { city: "A", value: 2 },
    { city: "B", value: 3 },
  ]);
  assert.equal(release.get("C"), undefined);
  assert.match(`${release}`, /\n {2}shown +keys with a noisy count above 1\n/);
  assert.equal(JSON.parse(JSON.stringify(release)).threshold, 1);
  const message =
    "Cannot state the accuracy: the cells must be of public keys, but these were chosen by their noisy counts";
  const error = { name: "TypeError", message };
  assert.throws(() => release.cellAlpha(0.05), error);
  assert.throws(() => release.accuracy(0.05), error);
  assert.throws(() => release.simultaneousAccuracy(0.05), error);
  const cell = release.get("A")!;
  assert.equal(cell.target, "the number of persons, shown since it was high");
  assert.equal(
    `${cell}`,
    `2 (${cell.target}; ε = 1000, δ = 0.1; discrete Laplace, scale 0.001; seeded, protects nobody)`,
  );
  assert.throws(() => cell.accuracy(0.05), {
    name: "TypeError",
    message:
      "Cannot state the accuracy: the noise must not choose what is shown, but large noise showed this key",
  });
});

Deno.test("private keys of nobody make an empty release", async () => {
  const release = await open().groupBy({ city: "private" })
    .count({ ...privateKeys, where: { age: 1 } });
  assert.deepEqual(release.cells, []);
  assert.deepEqual(release.toRows(), []);
  assert.throws(() => release.accuracy(0.05), TypeError);
  assert.match(
    `${release}`,
    /^Release by group: 0 groups .* together\n(?!.*value)/s,
  );
});
