import assert from "node:assert/strict";
import {
  createMedicalDataset,
  createPurchaseDataset,
} from "lib/datasets/mod.ts";
import { check, hint, solvedExercises } from "lib/exercises.ts";
import { lessons } from "lib/exercises/lessons.ts";
import { toRows } from "lib/table.ts";
import { printed } from "./console.ts";

const exercises = Object.assign(
  {},
  ...lessons.map(({ exercises }) => exercises),
);
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

/** What two patients have in common, and no third. */
const twoAlike = (() => {
  const groups = Map.groupBy(patients, (x) => `${x.age}, ${x.zip_code}`);
  const [first] = [...groups.values()].find(({ length }) => length === 2)!;
  return { age: first!.age, zip_code: first!.zip_code };
})();

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

/** Answers by what they are, and what a few of the reasons must speak of. */
interface Answers {
  readonly right: readonly unknown[];
  /** With a part of the reason, which tells the slip. */
  readonly nearly: readonly (readonly [answer: unknown, says: RegExp])[];
  readonly wrong: readonly unknown[];
}

const answers: Record<string, Answers> = {
  "error of a count": {
    right: [5, 4.97, 1 / 0.2, "5", "5.0", " 5 ", 5n],
    nearly: [[5 * Math.SQRT2, /standard deviation/], [5.5, /a rule/]],
    wrong: [0.2, 2.5, 10, 20, [5], "five", null],
  },
  "the noisiest mean": {
    right: ["engel_food", "Engel food", "ENGEL-FOOD", "engel"],
    nearly: [],
    wrong: ["medical", "incomes", "rand_health", "constructor", 235, null],
  },
  "three answers about you": {
    right: [0.9526, 0.95, "0.95", "95%", "20/21"],
    nearly: [[95, /95% is 0\.95/], [20.09, /odds/]],
    wrong: [0.731, 0.5, 1, 0.98, 3, "95,26", null],
  },
  "what is promised": {
    right: [["b", "e"], ["e", "b"], ["B", "E"], "be", "b, e", new Set("be")],
    nearly: [
      [["b"], /^b is right, and one is missing/],
      [["a", "b", "e"], /^a is not among them: .*server/],
    ],
    wrong: [["b", "c"], ["a", "c"], ["b", "g"], ["be"], [], null],
  },
  "expected error": {
    right: [
      [100, 10, 0.1, 0.01],
      [101, 9.9, 0.1005, 0.01],
      ["100", "10", "0.1", "1/100"],
    ],
    nearly: [
      [[100, 10, 0.1, 0.02], /at ε = 100/],
      [[141, 14.1, 0.141, 0.0141], /standard deviation/],
    ],
    wrong: [
      [0.01, 0.1, 10, 100],
      [100, 10, 0.1],
      [100, 10, 0.1, 0.01, 1],
      [100, 10, 1, 1],
      [100, 10, 0.1, NaN],
      [[100], [10], [0.1], [0.01]],
      { 0: 100, 1: 10, 2: 0.1, 3: 0.01, length: 4 },
    ],
  },
  "when is the noise too much": {
    right: [
      { everyone: 10 / sick, neighbors: 10 / neighbors },
      { everyone: 10.3 / sick, neighbors: 9.7 / neighbors, more: 1 },
      { everyone: String(10 / sick), neighbors: `10/${neighbors}` },
      { everyone: 0.03, neighbors: 1.1 },
    ],
    nearly: [
      [{ everyone: 10 / neighbors, neighbors: 10 / sick }, /swapped/],
      [{ everyone: sick / 10, neighbors: neighbors / 10 }, /1\/error/],
      [{ everyone: 10 / sick, neighbors: 1.25 }, /`neighbors`/],
      [{ everyone: 0.1, neighbors: 10 / neighbors }, /`everyone`/],
    ],
    wrong: [
      { everyone: 10 / sick },
      { neighbors: 10 / neighbors },
      { everyone: 1 / sick, neighbors: 1 / neighbors },
      { everyone: 0.1 / sick, neighbors: 0.1 / neighbors },
      [10 / sick, 10 / neighbors],
    ],
  },
  "most identifying pair": {
    right: [
      ["age", "salary_band"],
      ["salary_band", "age"],
      ["Age", "salary"],
      new Set(["age", "salary_band"]),
    ],
    nearly: [],
    wrong: [
      ["age", "zip_code"],
      ["zip_code", "salary_band"],
      ["age", "age"],
      ["age"],
      ["age", "zip_code", "salary_band"],
      "age, salary_band",
      [["age", "salary_band"]],
    ],
  },
  "find one patient": {
    right: [
      { age: 90, zip_code: oldest.zip_code },
      { age: 90, zip_code: oldest.zip_code, salary: oldest.salary },
      { age: "90", zip_code: String(oldest.zip_code) },
    ],
    nearly: [[twoAlike, /^2 rows/]],
    wrong: [
      { age: 34, zip_code: 10001 },
      { age: 17, zip_code: 10001 },
      { age: 90 },
      { zip_code: oldest.zip_code },
      [90, oldest.zip_code],
    ],
  },
  "coarser salaries": {
    right: [30_000, "30000", "30,000", "$30,000"],
    nearly: [
      [30, /in thousands/],
      [40_000, /a smaller width/],
      [50_000, /a smaller width/],
    ],
    wrong: [10_000, 20_000, 30_001, [30_000]],
  },
  "ten small questions": {
    right: [Math.sqrt(10), 3.16, 3.2, "3.16"],
    nearly: [[0.316, /the first way/], [3, /two digits/]],
    wrong: [10, 100, 1, 3.5, [3.16]],
  },
  "outside the promise": {
    right: [
      ["b", "d", "f"],
      ["f", "b", "d"],
      ["b", "b", "d", "f"],
      ["B", "D", "F"],
      "bdf",
      new Set(["b", "d", "f"]),
    ],
    nearly: [
      [["b", "d"], /^b and d are right, and one is missing/],
      [["f"], /^f is right, and others are missing/],
      [["a", "b", "d", "f"], /^a is not among them/],
    ],
    wrong: [["a", "b"], ["a", "c"], ["h"], ["bdf"], []],
  },
  "friends for a 95% answer": {
    right: [1537, 1536.64, 1540, "1,537", "1537"],
    nearly: [[39.2, /the root/], [1600, /1\.96/], [1082, /two sides/]],
    wrong: [400, 1000, 640, 385, [1537]],
  },
  "surveys until one income is known": {
    right: [400, "400"],
    nearly: [[1537, /95% lie within/]],
    wrong: [20, 401, 399, 40, [400]],
  },
  "what lowers epsilon": {
    right: [["b", "d", "f"], ["f", "d", "b"], "b, d, f", new Set("bdf")],
    nearly: [
      [["b", "d"], /one is missing/],
      [["b", "c", "d", "f"], /^c is not among them: more friends/],
    ],
    wrong: [["a", "b", "d"], ["a", "c", "e"], ["x"]],
  },
  "a coin for epsilon 1": {
    right: [Math.tanh(0.5), 0.462, (Math.E - 1) / (Math.E + 1), "46.2%"],
    nearly: [[46.2, /46% is 0\.46/], [0.731, /the second coin/]],
    wrong: [0.5, 1 / (1 + Math.E), 0.47, 2, "half"],
  },
  "friends instead of a curator": {
    right: [1_000_000, 998_889, "1,000,000", "1e6", 10n ** 6n],
    nearly: [[950_000, /which power/]],
    wrong: [31_623, 1000, 1_000_000_000, 31.6, [1_000_000]],
  },
  "real loss of an answer": {
    right: [10, "10"],
    nearly: [[2.5, /one of the four/], [100, /0\.1 a dollar/]],
    wrong: [0.1, 0.4, 40, [10]],
  },
  "best bound": {
    right: [firsts[50], firsts[45], firsts[55], 510, "510", "$510"],
    nearly: [[51_000, /in cents/], [firsts[75], /^75 customers/]],
    wrong: [firsts[10], firsts[150], 300, 1000, 50, -500, [500]],
  },
  "a total each week": {
    right: [52 * 200 * Math.log(20), 31_156, 31_200, 31_000, "31,156"],
    nearly: [[10_400, /the scale/], [23_947, /on each side/]],
    wrong: [200 * Math.log(20), 4320, 599, 52, [31_156]],
  },
  "two shops talk": {
    right: [3, "3"],
    nearly: [],
    wrong: [1, 9, 1 / 3, Math.sqrt(3), 0, [3]],
  },
  "which tool for which danger": {
    right: [
      { shares: ["a", "c"], noise: ["b", "d"] },
      { shares: ["c", "a"], noise: ["d", "b"], neither: ["e", "f"] },
      { shares: "ac", noise: "B, D" },
    ],
    nearly: [
      [{ shares: ["b", "d"], noise: ["a", "c"] }, /swapped/],
      [{ shares: ["a", "c"], noise: ["b"] }, /`shares` is right/],
      [{ shares: ["a", "c", "e"], noise: ["b", "d"] }, /`noise` is right/],
    ],
    wrong: [
      { shares: ["a"], noise: ["b"] },
      { shares: ["a", "c"] },
      [["a", "c"], ["b", "d"]],
    ],
  },
  "share that betrays itself": {
    // Measured on 10^6 draws: 0.420.
    right: [0.42, 0.4, 0.45, "0.42", "42%"],
    nearly: [[42, /42% is 0\.42/], [1 - Math.exp(-1), /below ½/]],
    wrong: [0.25, 0.81, -1, 7, [0.44]],
  },
  "largest answer": {
    right: [10 * 52 * Math.LN2, 360, 361, "360"],
    nearly: [[36, /scale 1/], [367.4, /the sign/]],
    wrong: [10, Infinity, 520, 100],
  },
  "find the seed": {
    right: [274, "274"],
    nearly: [[7383, /the seed/], [274 + 1e-12, /round it/]],
    wrong: [271.04612658881416, 271, 273, 275, 7349],
  },
  "most that 10,000 draws certify": {
    right: [7.9, 7.905, "7.9"],
    nearly: [[8.11, /one side/], [2710, /logarithm/]],
    wrong: [Math.log(10_000), 5.6, 56, 300, Infinity],
  },
  "repair the shop": {
    right: [300, "300", "$300"],
    nearly: [[30_000, /in cents/]],
    wrong: [1, 200, 600, [300]],
  },
  "choose the neighbors": {
    right: [[[1, 1], [1, 1, 50]], [[1, 2, 2, 100], [2, 1, 2]]],
    nearly: [[[[1, 1], [1, 1, 1.01]], /from 1 to 1\.01/]],
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
    right: [24_000, "24,000"],
    nearly: [[240, /in dollars/], [8000, /one purchase/]],
    wrong: [48_000, 3, null, [24_000]],
  },
  "plan a release": {
    right: [
      { buyers: 0.3, total: 0.3, prices: 0.4 },
      { buyers: 0.299, total: 0.302, prices: 0.399 },
      { buyers: "0.3", total: "3/10", prices: "40%" },
    ],
    nearly: [
      [{ buyers: 0.3, total: 0.3, prices: 0.41 }, /ε = 1\.01/],
      [{ buyers: 0.2, total: 0.4, prices: 0.4 }, /^buyers would be off/],
    ],
    wrong: [
      { buyers: 0.1, total: 0.1, prices: 0.4 },
      { buyers: 0.1, total: 0.1, prices: 4 },
      { buyers: 0.3, total: 0.3 },
      { buyers: 0.3, total: 0.3, prices: -0.4 },
      { buyers: 0.3, total: NaN, prices: 0.4 },
      [0.3, 0.3, 0.4],
      null,
      1,
    ],
  },
  "rows without an id": {
    right: [[0.1, 0.5], ["1/10", "0.5"]],
    nearly: [[[0.5, 0.1], /swapped/], [[0.1, 0.1], /nothing is divided/]],
    wrong: [[2.5, 0.5], [0.5, 0.5], [0.2, 0.5], [0.1], 0.1, [], null],
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

/** What `check` throws. */
function refusal(name: string, answer: unknown): Error {
  try {
    check(name, answer);
  } catch (error) {
    return error as Error;
  }
  assert.fail(`${name} takes ${Deno.inspect(answer)} for right`);
}

for (const [name, { right, nearly, wrong }] of Object.entries(answers)) {
  const call = `hint("${name}")`;

  Deno.test(`check("${name}") says "Not yet" while there is no answer`, async () => {
    const lines = await printed(() => check(name, undefined));
    assert.deepEqual(lines, [
      `Not yet: ${name}. Replace undefined with your answer.\n${call} gives hint 1 of 2.`,
    ]);
    assert(!solvedExercises().includes(name));
  });

  Deno.test(`check("${name}") says why a wrong answer is wrong, and what to do next`, async () => {
    const lines = await printed(() => {
      for (const answer of [...wrong, ...hostile]) {
        const error = refusal(name, answer);
        assert.equal(error.name, "Not right", Deno.inspect(answer));
        const [reason, next, ...others] = error.message.split("\n");
        assert.match(reason!, /^.{20,}[.?]$/);
        assert.equal(next, `${call} gives hint 1 of 2.`);
        assert.deepEqual(others, []);
      }
    });
    assert.deepEqual(lines, []);
    assert(!solvedExercises().includes(name));
  });

  Deno.test(`check("${name}") knows an answer that is nearly right by its slip`, () => {
    for (const [answer, says] of nearly) {
      const error = refusal(name, answer);
      assert.equal(error.name, "Nearly right", Deno.inspect(answer));
      assert.match(error.message, says);
    }
    assert(!solvedExercises().includes(name));
  });

  Deno.test(`hint("${name}") gives one after the other, and any that is asked for`, async () => {
    const { hints } = exercises[name]!;
    assert.equal(new Set(hints).size, 2);
    const given = "All hints are given; the solution is folded away below.";
    const texts = [
      `Hint 1 of 2: ${hints[0]}`,
      ...Array(3).fill(`Hint 2 of 2: ${hints[1]}`),
      `Hint 1 of 2: ${hints[0]}`,
    ];
    for (const [i, text] of texts.entries()) {
      const step = i === 4 ? 1 : undefined;
      assert.deepEqual(await printed(() => hint(name, step)), [text]);
    }
    for (const step of [0, -1, 1.5, hints.length + 1, NaN, Infinity]) {
      assert.throws(() => hint(name, step), {
        name: "RangeError",
        message:
          `Cannot give a hint: step must be from 1 to ${hints.length}, but is ${step}`,
      });
    }
    assert(refusal(name, null).message.endsWith(`\n${given}`));
  });

  Deno.test(`check("${name}") says why a right answer is right and records it once`, async () => {
    for (const answer of right) {
      const [line, ...others] = await printed(() => check(name, answer));
      assert.match(line!, /^Right: .{20,}\.$/);
      assert.deepEqual(others, []);
      assert.equal(solvedExercises().filter((x) => x === name).length, 1);
    }
    refusal(name, null);
    assert(solvedExercises().includes(name));
  });
}

Deno.test("solvedExercises() is a copy and lists what was solved", () => {
  const solved = solvedExercises();
  assert.deepEqual(solved, Object.keys(answers));
  solved.length = 0;
  assert.deepEqual(solvedExercises(), Object.keys(answers));
});

Deno.test("check() and hint() refuse a name that no exercise has", () => {
  for (const name of ["", "constructor", "__proto__", "nobody knows this"]) {
    for (const act of [() => check(name, 1), () => hint(name, 1)]) {
      assert.throws(act, {
        name: "TypeError",
        message:
          `Cannot find the exercise: name must be that of an exercise, but is ${name}\n` +
          "It stands in the cell below each exercise of a lesson.",
      });
    }
  }
  assert.throws(() => check("expected errors", 1), {
    message: /\nDid you mean expected error\?$/,
  });
});
