/** What is known of an answer before it is paid for: explain, dryRun, epsilonForAccuracy. */

import assert from "node:assert/strict";
import {
  approxDp,
  type PrivacyLoss,
  pureDp,
  zcdp,
} from "lib/accounting/privacy_loss.ts";
import { DifferentiallyPrivateDatabase } from "lib/database/database.ts";
import type { DatabaseOptions } from "lib/database/options.ts";
import type { FreeQuestion, Question } from "lib/database/question.ts";
import type { EstimateRelease } from "lib/database/releases/estimate.ts";
import type { GroupedRelease } from "lib/database/releases/grouped.ts";
import type { QuantileRelease } from "lib/database/releases/quantile.ts";
import type { Release } from "lib/database/releases/release.ts";
import type { Exactable } from "lib/exact.ts";
import type { Schema } from "lib/schema.ts";
import { seededRandom } from "lib/seeded_random.ts";
import { counting } from "../sampling/sources.ts";
import { firstLine } from "../messages.ts";

const schema: Schema = {
  columns: {
    age: { type: "integer", min: 18, max: 90, description: "age" },
    pay: { type: "number", min: 0, max: 5000, step: 0.5, description: "pay" },
    zip: { type: "category", categories: [1, 2, 3], description: "zip" },
    city: { type: "text", description: "city" },
  },
};
const length = 300;
const data = {
  age: Array.from({ length }, (_, i) => 18 + i % 73),
  pay: Array.from({ length }, (_, i) => 17 * i),
  zip: Array.from({ length }, (_, i) => 1 + i % 3),
  city: Array.from({ length }, (_, i) => i < 150 ? "A" : "B"),
};
const person = Array.from({ length }, (_, i) => i >> 2);

const open = (options: Partial<DatabaseOptions> = {}) =>
  new DifferentiallyPrivateDatabase({ ...data, person }, {
    schema,
    random: seededRandom(42),
    ...options.budget === undefined ? { epsilonBudget: 100 } : {},
    ...options,
  });
const approximate = (options: Partial<DatabaseOptions> = {}) =>
  open({ budget: approxDp(1000, 0.1), ...options });
const byPerson = { privacyUnit: { column: "person", maxRows: 4 } };

type Cost = { epsilon?: Exactable; rho?: Exactable };
const ask = {
  count: (cost: Cost) => ({ query: "count", ...cost }),
  sum: (cost: Cost) => ({ query: "sum", column: "pay", ...cost }),
  mean: (cost: Cost) => ({ query: "mean", column: "age", ...cost }),
  variance: (cost: Cost) => ({ query: "variance", column: "age", ...cost }),
  quantile: (cost: Cost) => ({ query: "quantile", column: "age", ...cost }),
} satisfies Record<string, (cost: Cost) => Question>;
const keys: Question = {
  query: "count",
  groupBy: { city: "private" },
  epsilon: 1,
  delta: 1e-6,
};

const questions: Question[] = [
  ...Object.values(ask).flatMap((make): Question[] => [
    make({ epsilon: 0.5 }),
    { ...make({ epsilon: "1/3" }), groupBy: ["zip", "age"] },
  ]),
  ...[ask.count({ rho: 0.5 }), ask.sum({ rho: "1/3" }), keys],
];

Deno.test("explain(), dryRun() and epsilonForAccuracy() touch neither data nor budget", async () => {
  const { source, drawn } = counting(seededRandom(42));
  const database = open({ budget: zcdp(10), random: source });
  const before = JSON.stringify(database);
  // Cells are taken out of a map, which has to happen for a condition.
  const { get } = Map.prototype;
  let taken = 0;
  Map.prototype.get = function (key) {
    const value = get.call(this, key);
    if (value?.values?.length === length) taken++;
    return value;
  };
  try {
    for (const question of questions.slice(0, -1)) {
      const asked = { ...question, where: { zip: 1 } };
      database.explain(asked);
      database.dryRun(asked, { rows: 100 }).simultaneousAccuracy(0.1);
      if (question.rho !== undefined) continue;
      const target = { accuracy: 40, rows: 1e5, mean: 50 };
      const { epsilon: _, ...free } = asked;
      database.epsilonForAccuracy(free, target);
    }
    assert.equal(taken, 0);
    assert.equal(drawn(), 0);
    assert.equal(JSON.stringify(database), before);
    for (const question of questions.slice(0, -1)) {
      taken = 0;
      await database.ask({ ...question, where: { zip: 1 } });
      assert(taken > 0);
    }
  } finally {
    Map.prototype.get = get;
  }
});

Deno.test("dryRun() says of a count or a sum what its release will say", async () => {
  const databases = [
    approximate(),
    approximate(byPerson),
    approximate({ ...byPerson, relation: "replace-one" }),
    open({ budget: zcdp(100) }),
  ];
  let times = 0;
  for (const database of databases) {
    for (const question of questions.slice(0, -1)) {
      if (!["count", "sum"].includes(question.query)) continue;
      const kind = database.dryRun(ask.count({ epsilon: 1 })).loss.kind;
      const isConcentrated = kind === "zero-concentrated";
      if (!isConcentrated && "rho" in question) continue;
      const run = database.dryRun(question);
      const release = await database.ask(question) as GroupedRelease<Release>;
      for (const alpha of [0.001, 0.05, 0.5]) {
        assert.equal(run.accuracy(alpha), release.accuracy(alpha));
        if (question.groupBy === undefined) continue;
        const all = release.simultaneousAccuracy(alpha);
        assert.equal(run.simultaneousAccuracy(alpha), all);
        assert(all > run.accuracy(alpha));
      }
      assert.equal(`${run.loss}`, `${release.loss}`);
      times++;
    }
  }
  assert.equal(times, 3 * 4 + 6);
});

Deno.test("dryRun() says of a quantile how many ranks it may be off", async () => {
  const database = open(byPerson);
  const question = { ...ask.quantile({ epsilon: 1 }), quantile: 0.25 };
  const run = database.dryRun(question);
  const release = await database.ask(question) as QuantileRelease;
  assert.equal(run.accuracy(0.05), release.rankError(0.05));
  assert.match(`${run}`, /^quantile 0\.25 of age: within [\d.]+ ranks in 95%/);
});

Deno.test("dryRun() of a mean or variance is the interval of a release with the totals assumed", async () => {
  for (const make of [ask.mean, ask.variance]) {
    const database = open();
    const question = make({ epsilon: 3 });
    const release = await database.ask(question) as EstimateRelease;
    const { count, sum, squares } = release.parts;
    const rows = count!.value;
    const mean = sum!.value / rows;
    const deviation = squares && Math.sqrt(squares.value / rows - mean ** 2);
    // Means are counted from 54, the middle of the bounds.
    const assumed = { rows, mean: mean + 54, deviation };
    const run = database.dryRun(question, assumed);
    for (const alpha of [0.01, 0.05, 0.5]) {
      const { low, high } = release.interval(alpha);
      const off = Math.max(high - release.value, release.value - low);
      assert(Math.abs(run.accuracy(alpha) / off - 1) < 1e-9);
      assert(off > 0);
    }
  }
});

Deno.test("dryRun() of a mean or variance needs the rows, and gains from more of them", () => {
  const database = open();
  for (const make of [ask.mean, ask.variance]) {
    const question = make({ epsilon: 3 });
    const off = (rows: number) =>
      database.dryRun(question, { rows }).accuracy(0.05);
    assert(off(5000) < off(500) && off(500) < off(100));
    const { query } = question;
    const message =
      `Cannot tell how far off: rows must be assumed, since to take a ${query} divides by how many take part`;
    assert.throws(() => database.dryRun(question), { message });
    for (const rows of [0, -1, NaN, Infinity]) {
      assert.throws(() => database.dryRun(question, { rows }), RangeError);
    }
  }
});

/** Bounds around their middle and not, and how far values can be from it. */
const spans = [
  { min: 18, max: 90, step: 1, middle: 54, reach: 36 },
  { min: -5, max: 0, step: 1, middle: -3, reach: 3 },
  { min: 0, max: 1, step: 1, middle: 0, reach: 1 },
  { min: 0, max: 5000, step: 0.5, middle: 2500, reach: 2500 },
];

/** From one end to the other in even steps. */
const scan = (low: number, high: number, times = 40) =>
  Array.from({ length: times + 1 }, (_, i) => low + (high - low) * i / times);

Deno.test("dryRun() without a mean or deviation is no nearer than with any", () => {
  const database = open();
  for (const { middle: _, reach: __, ...bounds } of spans) {
    const width = bounds.max - bounds.min;
    for (const make of [ask.mean, ask.variance]) {
      const question: Question = { ...make({ epsilon: 3 }), bounds };
      for (const rows of [1, 8, 40, 5000]) {
        const off = (assumed: object): number =>
          database.dryRun(question, { rows, ...assumed }).accuracy(0.05);
        const bound = off({});
        const most = make === ask.mean ? width : width ** 2 / 4;
        assert(bound <= most);
        assert.equal(off({ deviation: 0 }), bound);
        let farthest = 0;
        for (const mean of scan(bounds.min - 1, bounds.max + 1)) {
          if (make === ask.variance) assert.equal(off({ mean }), bound);
          for (const deviation of scan(0, width, 10)) {
            const error = off({ mean, deviation });
            assert(error <= bound * (1 + 1e-12), `${error} ${bound}`);
            farthest = Math.max(farthest, error);
          }
        }
        // It bounds, but not by far.
        assert(farthest > bound / 2, `${farthest} ${bound}`);
      }
    }
  }
});

Deno.test("dryRun() without a mean states the error of the worst one, as far as it is not clamped", () => {
  const database = open();
  const alpha = 0.05;
  let times = 0;
  for (const { middle, reach, ...bounds } of spans) {
    const question = { ...ask.mean({ epsilon: 3 }), bounds };
    const half = { epsilon: 1.5 };
    const off = (question: Question) =>
      database.dryRun(question).accuracy(alpha / 2);
    const count = off(ask.count(half));
    const { min, max } = bounds;
    const centered = {
      min: min - middle,
      max: max - middle,
      step: bounds.step,
    };
    const sum = off({ ...ask.sum(half), bounds: centered });
    for (const rows of [20, 100, 5000]) {
      const error = (assumed: object) =>
        database.dryRun(question, { rows, ...assumed }).accuracy(alpha);
      const bound = error({});
      if (bound === max - min) continue;
      const few = rows - count;
      assert(Math.abs(bound / ((sum + count * reach) / few) - 1) < 1e-12);
      // The mean whose upper end is just not clamped, or its mirror image.
      const worst = (reach * few - sum) / rows;
      const side = max - middle === reach ? 1 : -1;
      const attained = error({ mean: middle + side * worst });
      assert(Math.abs(attained / (bound * few / rows) - 1) < 1e-9);
      times++;
    }
  }
  assert(times >= 8, `${times}`);
});

Deno.test("dryRun() of no more rows than the count may be off by is the whole range", () => {
  const database = open();
  for (const epsilon of [0.1, 3]) {
    for (
      const [make, parts, whole] of [
        [ask.mean, 2, 72],
        [ask.variance, 3, 36 ** 2],
      ] as const
    ) {
      const off = (rows: number) =>
        database.dryRun(make({ epsilon }), { rows }).accuracy(0.05);
      const reach = database.dryRun(ask.count({ epsilon: epsilon / parts }))
        .accuracy(0.05 / parts);
      for (const rows of [0.5, 1, reach]) assert.equal(off(rows), whole);
      assert(off(reach * 1000) < whole / 100);
    }
  }
});

Deno.test("dryRun() and epsilonForAccuracy() refuse assumptions that they do not know, or that are no numbers", () => {
  const database = open();
  const free = ask.mean({});
  const question = ask.mean({ epsilon: 1 });
  const known = "the options must be among rows, mean, deviation, but one is";
  const more = known.replace("rows", "accuracy, alpha, simultaneous, rows");
  const far = "Cannot tell how far off: ";
  const refused: [object, string, string][] = [
    [{ row: 100 }, "TypeError", `${far}${known} row`],
    [{ rows: 9, simultanous: true }, "TypeError", `${far}${known} simultanous`],
    [
      { rows: -1 },
      "RangeError",
      `${far}rows must be a finite number above 0, but is -1`,
    ],
    [
      { rows: "9" },
      "TypeError",
      `${far}rows must be a number, but is of type string`,
    ],
    ...[NaN, Infinity, -Infinity].map((mean): [object, string, string] => [
      { rows: 9, mean },
      "RangeError",
      `${far}mean must be a number from ${-Number
        .MAX_VALUE} to ${Number.MAX_VALUE}, but is ${mean}`,
    ]),
    ...[NaN, Infinity, -1].map((deviation): [object, string, string] => [
      { rows: 9, mean: 40, deviation },
      "RangeError",
      `${far}deviation must be a number from 0 to ${Number.MAX_VALUE}, but is ${deviation}`,
    ]),
  ];
  for (const [assumed, name, message] of refused) {
    assert.throws(() => database.dryRun(question, assumed), {
      name,
      message: firstLine(message),
    });
    // A count needs none of them, and refuses them all the same.
    assert.throws(
      () => database.dryRun(ask.count({ epsilon: 1 }), assumed),
      { name, message: firstLine(message) },
    );
    assert.throws(
      () => database.epsilonForAccuracy(free, { accuracy: 1, ...assumed }),
      {
        name,
        message: firstLine(
          message.replace(`${far}${known}`, `Cannot find epsilon: ${more}`),
        ),
      },
    );
  }
  assert.throws(() => database.dryRun(question, null as never), {
    name: "TypeError",
    message: firstLine(`${far}options must be an object`),
  });
});

Deno.test("epsilonForAccuracy() without a mean is enough for every mean", () => {
  const database = open();
  for (const make of [ask.mean, ask.variance]) {
    const target = { accuracy: make === ask.mean ? 0.5 : 20, rows: 1000 };
    const epsilon = database.epsilonForAccuracy(make({}), target);
    const each = scan(18, 90).map((mean) =>
      database.epsilonForAccuracy(make({}), { ...target, mean, deviation: 9 })
    );
    assert(Math.max(...each) <= epsilon);
    assert(Math.max(...each) > epsilon / 2);
  }
});

Deno.test("explain() and dryRun() show large numbers with commas, and what the error is of", () => {
  const database = open({ ...byPerson, budget: zcdp(1) });
  const question = { ...ask.sum({ rho: 0.5 }), groupBy: "zip" } as const;
  assert.match(`${database.explain(question)}`, /\n +sum +20,000 +a/);
  assert.match(
    Deno.inspect(database.dryRun(question)),
    /\n +estimates +the sum of values clamped to 0 to 5000 in steps of 0.5 of at most 4 rows a person\n/,
  );
  const odd = open({
    ...byPerson,
    relation: "replace-one",
    budget: zcdp(1),
  }).explain(question);
  assert.match(`${odd}`, /\n +sum +28284\.27 +a/);
});

Deno.test("dryRun() says whether the budget would pay", async () => {
  const database = open({ epsilonBudget: 1, random: seededRandom(42) });
  const run = database.dryRun(ask.count({ epsilon: 0.5 }));
  assert.equal(
    `${run}`,
    "count: within 6 in 95% of releases; ε = 0.5, fits the budget",
  );
  assert.deepEqual(JSON.parse(JSON.stringify(run)), {
    question: "count",
    loss: { epsilon: "0.5" },
    fits: true,
    accuracy: 6,
  });
  await database.count({ epsilon: 0.6 });
  assert.equal(database.dryRun(ask.count({ epsilon: 0.5 })).fits, false);
  const byZip = { ...ask.count({ epsilon: 0.5 }), groupBy: "zip" };
  assert.equal(
    `${database.dryRun(byZip)}`,
    "count by zip: within 6 in each group in 95% of releases; ε = 0.5, exceeds the budget",
  );
  assert.equal(
    Deno.inspect(run),
    [
      "Dry run: count: ± 6 in 95% of releases",
      "  estimates  the exact count",
      "  loss       ε = 0.5",
      "  budget     would pay for it",
    ].join("\n"),
  );
  assert.equal(
    Deno.inspect(database.dryRun(byZip)),
    [
      "Dry run: count by zip: ± 6 in 95% of releases in each group",
      "  Warning: exceeds the budget, would be refused",
      "  estimates  the exact count",
      "  loss       ε = 0.5",
    ].join("\n"),
  );
  for (const alpha of [0, 1, NaN, "0.5"]) {
    assert.throws(() => run.accuracy(alpha as number));
    assert.throws(() => run.simultaneousAccuracy(alpha as number));
  }
});

Deno.test("dryRun() states no error for all of the cells that will be chosen by their noise", () => {
  const run = approximate().dryRun(keys);
  assert.equal(run.accuracy(0.05), 3);
  assert.throws(() => run.simultaneousAccuracy(0.05), {
    name: "TypeError",
    message:
      "Cannot state the accuracy: the cells must be of public keys, but these are chosen by their noisy counts",
  });
});

Deno.test("private keys want a δ of at least 1e-300 for each key of a person", async () => {
  const ask = (delta: string): Question => ({ ...keys, delta });
  const refused: [DatabaseOptions["privacyUnit"], string, string][] = [
    [undefined, "9e-301", "1e-300"],
    [byPerson.privacyUnit, "3.9e-300", "4e-300"],
  ];
  for (const [privacyUnit, low, enough] of refused) {
    const database = approximate(privacyUnit && { privacyUnit });
    const error = {
      name: "RangeError",
      message:
        /^Cannot count: delta must be at least 1e-300 for each of \d keys, but is /,
    };
    assert.throws(() => database.explain(ask(low)), error);
    assert.throws(() => database.dryRun(ask(low)), error);
    await assert.rejects(database.ask(ask(low)), error);
    assert.equal(database.ledger.length, 0);
    const { threshold } = await database.ask(ask(enough)) as GroupedRelease;
    const { maxRows = 1 } = privacyUnit ?? {};
    // T = b·ln(1/(δ₁·(1 + e^(−1/b)))), rounded up.
    const b = maxRows;
    const exact = b * (Math.log(1e300) - Math.log1p(Math.exp(-1 / b)));
    assert.equal(threshold, Math.ceil(exact));
  }
});

/** The number of three digits before this one. */
function before(epsilon: number): number {
  const [digits, exponent] = epsilon.toExponential(2).split("e");
  return digits === "1.00"
    ? Number(`9.99e${Number(exponent) - 1}`)
    : Number(`${Math.round(Number(digits) * 100) - 1}e${Number(exponent) - 2}`);
}

Deno.test("epsilonForAccuracy() takes a question as it is written", () => {
  const target = { accuracy: 5, rows: 1000 };
  const epsilon = approximate().epsilonForAccuracy(
    { query: "mean", column: "age" },
    target,
  );
  assert(epsilon > 0);
});

Deno.test("epsilonForAccuracy() finds the smallest ε of three digits that is enough", () => {
  const database = approximate();
  const assumed = { rows: 1000, mean: 40 };
  const { epsilon: _, ...keysFree } = keys;
  const free: FreeQuestion[] = [
    ...Object.values(ask).map((make) => make({})),
    { ...ask.sum({}), groupBy: ["zip", "age"] },
    keysFree,
  ];
  for (const question of free) {
    for (const accuracy of [0.5, 7, 1e4]) {
      for (const alpha of [0.05, 0.3]) {
        for (const simultaneous of [false, true]) {
          if (simultaneous && question === keysFree) continue;
          const target = { accuracy, alpha, simultaneous, ...assumed };
          const off = (epsilon: number) => {
            const run = database.dryRun(
              { ...question, epsilon } as Question,
              assumed,
            );
            return simultaneous
              ? run.simultaneousAccuracy(alpha)
              : run.accuracy(alpha);
          };
          const epsilon = database.epsilonForAccuracy(question, target);
          assert.equal(Number(epsilon.toPrecision(3)), epsilon);
          assert(off(epsilon) <= accuracy);
          assert(epsilon === 1e-9 || off(before(epsilon)) > accuracy);
        }
      }
    }
  }
  const count = ask.count({});
  assert.equal(database.epsilonForAccuracy(count, { accuracy: 1e12 }), 1e-9);
  assert.equal(
    database.epsilonForAccuracy(count, { accuracy: 10 }),
    database.epsilonForAccuracy(count, { accuracy: 10, alpha: 0.05 }),
  );
});

Deno.test("epsilonForAccuracy() refuses what no ε achieves, and costs of another kind", () => {
  const database = open();
  for (const accuracy of [0, -1, NaN, Infinity, "1"]) {
    assert.throws(
      () => database.epsilonForAccuracy(ask.count({}), { accuracy } as never),
      /Cannot find epsilon: accuracy must be a/,
    );
  }
  assert.throws(
    () => database.epsilonForAccuracy(ask.quantile({}), { accuracy: 1e-9 }),
    {
      name: "RangeError",
      message:
        "Cannot find epsilon: the accuracy must be one that some epsilon up to 1e9 achieves",
    },
  );
  assert.throws(
    () => database.epsilonForAccuracy(ask.count({ rho: 1 }), { accuracy: 1 }),
    /one of epsilon and rho/,
  );
  assert.throws(
    () => database.epsilonForAccuracy(ask.mean({}), { accuracy: 1 }),
    /rows must be assumed/,
  );
});

Deno.test("a question costs what its parts cost in the kind of the budget", async () => {
  const budgets = {
    pure: pureDp(100),
    approximate: approxDp(100, 0.1),
    concentrated: zcdp(100),
  };
  const charges: [Question, Partial<Record<keyof typeof budgets, string>>][] = [
    [ask.count({ epsilon: 1 }), {
      pure: "ε = 1",
      approximate: "ε = 1, δ = 0",
      concentrated: "ρ = 0.5",
    }],
    [ask.mean({ epsilon: 1 }), {
      pure: "ε = 1",
      approximate: "ε = 1, δ = 0",
      concentrated: "ρ = 0.25",
    }],
    [ask.variance({ epsilon: 1 }), {
      pure: "ε = 1",
      approximate: "ε = 1, δ = 0",
      concentrated: "ρ = 1/6",
    }],
    [ask.quantile({ epsilon: 1 }), {
      pure: "ε = 1",
      approximate: "ε = 1, δ = 0",
      concentrated: "ρ = 0.5",
    }],
    [ask.mean({ rho: "1/3" }), { concentrated: "ρ = 1/3" }],
    [ask.variance({ rho: 1 }), { concentrated: "ρ = 1" }],
    [{ ...ask.mean({ epsilon: 1 }), groupBy: "zip" }, {
      pure: "ε = 1",
      concentrated: "ρ = 0.25",
    }],
    [keys, { approximate: "ε = 1, δ = 0.000001" }],
  ];
  for (const [question, expected] of charges) {
    for (const [kind, charge] of Object.entries(expected)) {
      const budget = budgets[kind as keyof typeof budgets];
      const database = open({ budget });
      const { loss, totals } = database.explain(question);
      const release = await database.ask(question);
      const { loss: charged } = database.ledger[0]!;
      assert.deepEqual(
        [loss, release.loss, charged].map(String),
        [charge, charge, charge],
      );
      const add = (a: PrivacyLoss, b: PrivacyLoss) => a.plus(b);
      assert.equal(`${totals.map(({ loss }) => loss).reduce(add)}`, charge);
      if (!("parts" in release)) continue;
      const parts = Object.values(release.parts).map(({ loss }) => loss);
      assert.equal(`${parts.reduce(add)}`, charge);
    }
  }
});

Deno.test("a budget refuses a cost that it cannot add, before anything is charged", async () => {
  const wrong: [PrivacyLoss, Question][] = [
    ...[pureDp(1), approxDp(1, 0.1)].map((budget) =>
      [budget, ask.count({ rho: 0.1 })] as [PrivacyLoss, Question]
    ),
    ...[pureDp(1), zcdp(1)].map((budget) =>
      [budget, keys] as [PrivacyLoss, Question]
    ),
  ];
  for (const [budget, question] of wrong) {
    const database = open({ budget });
    const error = {
      name: "TypeError",
      message:
        /^Cannot charge .*: a [a-z-]+ budget must be spent in losses that it can add\n/,
    };
    await assert.rejects(database.ask(question), error);
    assert.throws(() => database.explain(question), error);
    assert.equal(database.ledger.length, 0);
  }
  const concentrated = open({ budget: zcdp(1) });
  const quantile = ask.quantile({ rho: 0.1 });
  await assert.rejects(concentrated.ask(quantile), {
    name: "TypeError",
    message:
      "Cannot take a quantile: its cost must be given as epsilon, since it is chosen and not noised",
  });
  assert.equal(concentrated.ledger.length, 0);
});

Deno.test("explain() shows how far one person moves each total, in its unit", () => {
  const totals = (question: Question, options: Partial<DatabaseOptions> = {}) =>
    open(options).explain(question).totals
      .map(({ total, sensitivity }) => [total, sensitivity]);
  const replace = { ...byPerson, relation: "replace-one" } as const;
  const byZip = (question: Question): Question => ({
    ...question,
    groupBy: "zip",
  });
  const { sum, mean, variance, quantile } = ask;
  const epsilon = 1;
  assert.deepEqual(totals(sum({ epsilon })), [["sum", 5000]]);
  assert.deepEqual(totals(sum({ epsilon }), byPerson), [["sum", 20_000]]);
  assert.deepEqual(totals(sum({ epsilon }), replace), [["sum", 20_000]]);
  assert.deepEqual(totals(byZip(sum({ epsilon })), replace), [["sum", 40_000]]);
  const [[, root]] = totals(byZip(sum({ rho: 1 })), {
    ...replace,
    budget: zcdp(1),
  }) as [[string, number]];
  assert(Math.abs(root / 20_000 - Math.SQRT2) < 1e-12);
  assert.deepEqual(totals(mean({ epsilon })), [["count", 1], ["sum", 36]]);
  assert.deepEqual(totals(variance({ epsilon })), [
    ["count", 1],
    ["sum", 36],
    ["squares", 36 ** 2],
  ]);
  assert.deepEqual(totals(quantile({ epsilon })), [["rank", 0.5]]);
  assert.deepEqual(totals(quantile({ epsilon }), replace), [["rank", 4]]);
  // Half a rank for each of four rows that leave a group, and that enter another.
  assert.deepEqual(totals(byZip(quantile({ epsilon })), byPerson), [
    ["rank", 2],
  ]);
  assert.deepEqual(totals(byZip(quantile({ epsilon })), replace), [
    ["rank", 4],
  ]);
});

Deno.test("explain() tells in a table what happens to the rows, at what cost", () => {
  const database = open(byPerson);
  const explanation = database.explain({
    ...ask.mean({ epsilon: 0.5 }),
    where: { city: "<A>" },
    groupBy: { zip: [1, 2], pay: { bins: 10 } },
    maxRows: 1,
  });
  assert.deepEqual(explanation.steps, [
    "rows where city = <A>",
    "with a value of age, clamped to 18 to 90 in steps of 1, minus 54",
    "in 2 public keys of zip",
    "in 10 bins of pay",
    "the first row of each person",
  ]);
  assert.equal(
    `${explanation}`,
    `\
Explanation: mean of age where city = <A> by zip, pay, one row a person: ε = 0.5 an answer
  meaning  an answer changes the odds of a table against its neighbor by a factor of at most e^ε ≈ 1.649
  rows     ${explanation.steps.join(" → ")}
  total  sensitivity  because                                      loss      mechanism
  count            1  a person comes or goes: a row of at most 1   ε = 0.25  discrete Laplace, scale 4
  sum             36  a person comes or goes: a row of at most 36  ε = 0.25  discrete Laplace, scale 144`,
  );
  assert.equal(Deno.inspect(explanation), `${explanation}`);
  const display = (explanation as unknown as Record<symbol, () => object>)[
    Symbol.for("Jupyter.display")
  ]!() as Record<string, string>;
  assert.equal(display["text/plain"], `${explanation}`);
  assert(display["text/html"]!.includes("city = &lt;A&gt;"));
  for (const object of [explanation, explanation.steps, explanation.totals]) {
    assert(Object.isFrozen(object));
  }
});
