import assert from "node:assert/strict";
import {
  createMedicalDataset,
  createPurchaseDataset,
} from "lib/datasets/mod.ts";
import { check, hint, solvedExercises } from "lib/exercises.ts";
import { audit } from "lib/exercises/audit.ts";
import { databaseBudget } from "lib/exercises/database_budget.ts";
import { friendsIncomes } from "lib/exercises/friends_incomes.ts";
import { medicalRecords } from "lib/exercises/medical_records.ts";
import { noiseHasHoles } from "lib/exercises/noise_has_holes.ts";
import { promises } from "lib/exercises/promises.ts";
import { purchaseTotals } from "lib/exercises/purchase_totals.ts";
import { toRows } from "lib/table.ts";
import { printed } from "./console.ts";

const exercises = {
  ...promises,
  ...medicalRecords,
  ...friendsIncomes,
  ...purchaseTotals,
  ...noiseHasHoles,
  ...audit,
  ...databaseBudget,
};
const patients = toRows(createMedicalDataset()) as Record<string, number>[];
const sick = patients.filter((row) => row.has_rare_disease === 1).length;
const neighbors =
  patients.filter((row) => row.age === 34 && row.zip_code === 10001).length;

/** First purchases of last year's customers in dollars, from the largest. */
const firsts = [
  ...new Map(
    toRows(createPurchaseDataset(10_000, { seed: "last year" })).reverse()
      .map((
        { customer, price_cents },
      ) => [customer, Number(price_cents) / 100]),
  ).values(),
].sort((a, b) => b - a);

/** Bias and noise of a bound at ε = 0.02. */
const bothErrors = (bound: number) =>
  firsts.reduce((sum, price) => sum + Math.max(price - bound, 0), 50 * bound);

const oldest = patients.find((row) => row.age === 90)!;

/** Share of patients that nobody else equals, on salaries rounded down. */
function alone(width: number, columns: readonly string[]): number {
  const keys = patients.map((row) =>
    columns.map((column) =>
      column === "band" ? Math.floor(row.salary! / width) : row[column]
    ).join()
  );
  const unique = keys.filter((key) =>
    keys.indexOf(key) === keys.lastIndexOf(key)
  );
  return unique.length / keys.length;
}

const answers: Record<string, { right: unknown[]; wrong: unknown[] }> = {
  "error of a count": {
    right: [5, 4.97, 1 / 0.2],
    wrong: [0.2, 2.5, 10, "5", [5], null],
  },
  "the noisiest mean": {
    right: ["engel_food"],
    wrong: ["medical", "rand_health", "constructor", "Engel", 235, null],
  },
  "three answers about you": {
    right: [0.9526, 0.95],
    wrong: [0.731, 0.5, 95.26, 1, "0.95", null],
  },
  "what is promised": {
    right: [["b", "e"], ["e", "b"]],
    wrong: [["b"], ["a", "b", "e"], ["b", "c"], "be", [], null],
  },
  "expected error": {
    right: [[100, 10, 0.1, 0.01], [101, 9.9, 0.1005, 0.01]],
    wrong: [
      [0.01, 0.1, 10, 100],
      [100, 10, 0.1],
      [100, 10, 0.1, 0.01, 1],
      [100, 10, 0.1, 0.02],
      ["100", "10", "0.1", "0.01"],
      [100, 10, 0.1, NaN],
      [[100], [10], [0.1], [0.01]],
      { 0: 100, 1: 10, 2: 0.1, 3: 0.01, length: 4 },
    ],
  },
  "when is the noise too much": {
    right: [
      { everyone: 10 / sick, neighbors: 10 / neighbors },
      { everyone: 10.3 / sick, neighbors: 9.7 / neighbors, more: 1 },
    ],
    wrong: [
      { everyone: 10 / neighbors, neighbors: 10 / sick },
      { everyone: 10 / sick },
      { neighbors: 10 / neighbors },
      { everyone: 0.1 / sick, neighbors: 0.1 / neighbors },
      { everyone: String(10 / sick), neighbors: 10 / neighbors },
      { everyone: 10 / sick, neighbors: 11 / neighbors },
      [10 / sick, 10 / neighbors],
    ],
  },
  "coarser salaries": {
    right: [30_000],
    wrong: [10_000, 20_000, 40_000, 50_000, 30_001, "30000", [30_000]],
  },
  "most identifying pair": {
    right: [["age", "salary_band"], ["salary_band", "age"]],
    wrong: [
      ["age", "zip_code"],
      ["zip_code", "salary_band"],
      ["age", "age"],
      ["age"],
      ["age", "zip_code", "salary_band"],
      "age, salary_band",
      [["age", "salary_band"]],
      new Set(["age", "salary_band"]),
    ],
  },
  "find one patient": {
    right: [
      { age: 90, zip_code: oldest.zip_code },
      { age: 90, zip_code: oldest.zip_code, salary: oldest.salary },
    ],
    wrong: [
      { age: 34, zip_code: 10001 },
      { age: 90, zip_code: oldest.zip_code === 10001 ? 10002 : 10001 },
      { age: 90 },
      { zip_code: oldest.zip_code },
      { age: "90", zip_code: String(oldest.zip_code) },
      [90, oldest.zip_code],
    ],
  },
  "ten small questions": {
    right: [Math.sqrt(10), 3.16],
    wrong: [10, 100, 1, 0.316, 3.2, "3.16", [3.16]],
  },
  "outside the promise": {
    right: [["b", "d", "f"], ["f", "b", "d"]],
    wrong: [
      ["b", "d"],
      ["a", "b", "d", "f"],
      ["b", "b", "d", "f"],
      ["B", "D", "F"],
      "bdf",
      ["bdf"],
      new Set(["b", "d", "f"]),
    ],
  },
  "friends for a 95% answer": {
    right: [1537, 1536.64, 1540],
    wrong: [1600, 1000, 640, 385, "1537", [1537]],
  },
  "surveys until one income is known": {
    right: [400],
    wrong: [20, 401, 399, 40, "400", [400]],
  },
  "what lowers epsilon": {
    right: [["b", "d", "f"], ["f", "d", "b"]],
    wrong: [
      ["b", "d"],
      ["a", "b", "d"],
      ["b", "c", "d", "f"],
      ["b", "b", "d"],
      "bdf",
      new Set(["b", "d", "f"]),
    ],
  },
  "a coin for epsilon 1": {
    right: [Math.tanh(0.5), 0.462, (Math.E - 1) / (Math.E + 1)],
    wrong: [0.5, 1 / (1 + Math.E), Math.E / (1 + Math.E), 0.47, "0.462"],
  },
  "friends instead of a curator": {
    right: [1_000_000],
    wrong: [31_623, 1000, 1_000_000_000, 31.6, "1000000", [1_000_000]],
  },
  "real loss of an answer": {
    right: [10],
    wrong: [0.1, 2.5, 0.4, 100, 40, "10", [10]],
  },
  "best bound": {
    right: [firsts[50], firsts[45], firsts[55], 510],
    wrong: [firsts[10], firsts[150], 300, 1000, 50, -500, "500", [500]],
  },
  "a total each week": {
    right: [52 * 200 * Math.log(20), 31_156, 31_200],
    wrong: [200 * Math.log(20), 10_400, 599, 52, "31156", [31_156]],
  },
  "two shops talk": {
    right: [3],
    wrong: [1, 9, 1 / 3, Math.sqrt(3), 0, "3", [3]],
  },
  "which tool for which danger": {
    right: [
      { shares: ["a", "c"], noise: ["b", "d"] },
      { shares: ["c", "a"], noise: ["d", "b"], neither: ["e", "f"] },
    ],
    wrong: [
      { shares: ["b", "d"], noise: ["a", "c"] },
      { shares: ["a", "c"], noise: ["b", "d", "f"] },
      { shares: ["a", "c", "e"], noise: ["b", "d"] },
      { shares: ["a", "a"], noise: ["b", "d"] },
      { shares: ["a", "c"] },
      { shares: "ac", noise: "bd" },
      [["a", "c"], ["b", "d"]],
    ],
  },
  "share that betrays itself": {
    // Measured on 10^6 draws: 0.420.
    right: [0.42, 0.4, 0.45],
    wrong: [0.25, 0.81, 1 - Math.exp(-1), 44, "0.44", [0.44]],
  },
  "largest answer": {
    right: [10 * 52 * Math.LN2, 360, 361],
    wrong: [36, 10, Infinity, 520, "360"],
  },
  "find the seed": {
    right: [274],
    wrong: [273.7465204510983, 273, 275, 7349, "274"],
  },
  "most that 1000 draws certify": {
    right: [5.6, 5.61],
    wrong: [Math.log(1000), 1, 300, Infinity, "5.6"],
  },
  "repair the shop": {
    right: [300],
    wrong: [1, 200, 600, "300", [300]],
  },
  "choose the neighbors": {
    right: [[[1, 1], [1, 1, 50]], [[1, 2, 2, 100], [2, 1, 2]]],
    wrong: [
      [[1, 2, 2], [1, 2]],
      [[1, 1], [1, 50]],
      [[1], [1, 2, 3]],
      [[], [5]],
      [[1, -1], [1, -1, 50]],
      [[1], [1, 50], [1]],
      [[1], [1, "50"]],
      [1, 2],
    ],
  },
  "sensitivity of a bounded sum": {
    right: [24_000],
    wrong: [240, 8000, 3, "24000", null, [24_000]],
  },
  "plan a release": {
    right: [
      { buyers: 0.3, total: 0.3, prices: 0.4 },
      { buyers: 0.299, total: 0.302, prices: 0.399 },
    ],
    wrong: [
      { buyers: 0.3, total: 0.3, prices: 0.41 },
      { buyers: 0.2, total: 0.4, prices: 0.4 },
      { buyers: 0.4, total: 0.2, prices: 0.4 },
      { buyers: 0.35, total: 0.35, prices: 0.3 },
      { buyers: 0.3, total: 0.3 },
      { buyers: 0.3, total: 0.3, prices: -0.4 },
      { buyers: 0.3, total: NaN, prices: 0.4 },
      { buyers: "0.3", total: 0.3, prices: 0.4 },
      [0.3, 0.3, 0.4],
      null,
      1,
    ],
  },
  "rows without an id": {
    right: [[0.1, 0.5]],
    wrong: [[0.5, 0.1], [2.5, 0.5], [0.1], 0.1, [], [0.1, 0.1], null],
  },
};

const hostile = [
  null,
  NaN,
  -0,
  Infinity,
  true,
  "",
  "undefined",
  12n,
  Symbol("x"),
  () => 1,
  [],
  [[]],
  [null, undefined, NaN, {}],
  [Symbol("x"), Object.create(null)],
  [[100, 10, 0.1, 0.01]],
  {},
  Object.create(null),
  new Date(NaN),
  { everyone: null, neighbors: {} },
  {
    get everyone() {
      return [this];
    },
    get neighbors() {
      return Symbol("x");
    },
  },
];

Deno.test("check() is tried here on every exercise there is", () => {
  assert.deepEqual(Object.keys(answers), Object.keys(exercises));
});

Deno.test("the right answers are right by a count of our own", () => {
  const quarter = [10_000, 20_000, 30_000, 40_000, 50_000].find((width) =>
    alone(width, ["age", "zip_code", "band"]) < 0.25
  );
  assert.equal(quarter, 30_000);
  const best = alone(10_000, ["age", "band"]);
  assert(best > alone(10_000, ["age", "zip_code"]));
  assert(best > alone(10_000, ["zip_code", "band"]));
});

Deno.test("the best bound is best by a count of our own", () => {
  const best = bothErrors(firsts[50]!);
  for (const price of firsts) assert(bothErrors(price) >= best - 1e-6);
  assert(bothErrors(510) <= 1.01 * best && bothErrors(300) > 1.01 * best);
});

for (const [name, { right, wrong }] of Object.entries(answers)) {
  Deno.test(`check("${name}") says "Not yet" while there is no answer`, async () => {
    const lines = await printed(() => check(name, undefined));
    assert.deepEqual(lines, [
      `Not yet: ${name}. Replace undefined with your answer.`,
    ]);
    assert(!solvedExercises().includes(name));
  });

  Deno.test(`check("${name}") throws on a wrong answer and says why`, async () => {
    for (const answer of [...wrong, ...hostile]) {
      const lines = await printed(() =>
        assert.throws(
          () => check(name, answer),
          (error: Error) =>
            error.constructor === Error &&
            error.message.startsWith(`${name}: `) &&
            error.message.length > name.length + 12,
        )
      );
      assert.deepEqual(lines, []);
    }
    assert(!solvedExercises().includes(name));
  });

  Deno.test(`check("${name}") says why a right answer is right and records it once`, async () => {
    for (const answer of right) {
      const [line, ...others] = await printed(() => check(name, answer));
      assert.match(line!, /^Right: .{20,}\.$/);
      assert.deepEqual(others, []);
      assert.equal(solvedExercises().filter((x) => x === name).length, 1);
    }
  });

  Deno.test(`hint("${name}") says how many there are and gives each`, async () => {
    const { hints } = exercises[name]!;
    assert(hints.length > 0 && new Set(hints).size === hints.length);
    assert.deepEqual(await printed(() => hint(name)), [
      `${hints.length} hints: hint("${name}", 1) is the gentlest.`,
    ]);
    for (const [i, text] of hints.entries()) {
      const lines = await printed(() => hint(name, i + 1));
      assert.deepEqual(lines, [`Hint ${i + 1} of ${hints.length}: ${text}`]);
    }
    for (const step of [0, -1, 1.5, hints.length + 1, NaN, Infinity]) {
      assert.throws(() => hint(name, step), {
        name: "RangeError",
        message:
          `Cannot give a hint: step must be from 1 to ${hints.length}, but is ${step}`,
      });
    }
  });
}

Deno.test("solvedExercises() is a copy and lists what was solved, in that order", () => {
  const solved = solvedExercises();
  assert.deepEqual(solved, Object.keys(answers));
  solved.length = 0;
  assert.deepEqual(solvedExercises(), Object.keys(answers));
});

Deno.test("check() and hint() refuse a name that no exercise has", () => {
  const names = Object.keys(exercises).join(", ");
  for (const name of ["expected", "", "constructor", "__proto__"]) {
    for (const act of [() => check(name, 1), () => hint(name, 1)]) {
      assert.throws(act, {
        name: "TypeError",
        message:
          `Cannot find the exercise: name must be one of ${names}, but is ${name}`,
      });
    }
  }
});
