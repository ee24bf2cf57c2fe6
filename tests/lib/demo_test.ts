import assert from "node:assert/strict";
import { type Dataset, datasetCatalog } from "lib/datasets/mod.ts";
import { answersAt, answersTable, type DemoAnswer } from "lib/demo.ts";
import { seededRandom } from "lib/seeded_random.ts";

/** Twelve friends, so that noise is large beside them. */
const incomes = [20, 45, 48, 55, 58, 62, 66, 71, 77, 83, 91, 150];
const friends = {
  ...datasetCatalog.incomes,
  table: incomes.map((income, i) => ({ friend: i + 1, income: 1000 * income })),
} as Dataset & { table: { friend: number; income: number }[] };

const shop = {
  ...datasetCatalog.purchases,
  table: [1, 1, 1, 1, 1, 1, 2].map((customer) => ({
    customer,
    day: 1,
    category: "electronics",
    coupon: null,
    price_cents: 2500,
  })),
} as unknown as Dataset & { table: { customer: number }[] };

const average = (xs: readonly number[]) =>
  xs.reduce((a, b) => a + b) / xs.length;

Deno.test("answersAt() answers a count, a mean and a histogram at each ε, in this order", async () => {
  const answers = await answersAt(friends, [1, 0.7], seededRandom(1));
  assert.deepEqual(answers.map(({ epsilon }) => epsilon), [
    1,
    0.7,
    1,
    0.7,
    1,
    0.7,
  ]);
  const { count, mean, histogram } = friends.demo;
  assert.deepEqual(
    answers.map(({ question }) => question),
    [count, count, mean, mean, histogram, histogram].map((x) => x.question),
  );
  const [first, , second, , third] = answers;
  assert.deepEqual(first!.truth, [3]);
  assert(Math.abs(second!.truth[0]! - 1000 * average(incomes)) < 1e-6);
  assert.deepEqual(third!.truth, [2, 2, 2, 2, 1, 1]);
  assert.deepEqual(third!.edges, friends.demo.histogram.edges);
  assert.equal(first!.edges, undefined);
});

Deno.test("answersAt() tells the error that happened: the distance, or its mean over the bars", async () => {
  for (const answer of await answersAt(friends, [0.5], seededRandom(2))) {
    const errors = answer.released.map((x, i) =>
      Math.abs(x - answer.truth[i]!)
    );
    assert.equal(errors.length, answer.truth.length);
    assert.equal(answer.actualError, average(errors));
  }
});

Deno.test("answersAt() expects the error that happens on average, also where noise drowns a mean", async () => {
  const epsilons = [0.01, 0.1, 1];
  const runs: DemoAnswer[][] = [];
  for (let run = 0; run < 400; run++) {
    runs.push(await answersAt(friends, epsilons, seededRandom(`run ${run}`)));
  }
  runs[0]!.forEach(({ question, epsilon, expectedError }, i) => {
    const errors = runs.map((answers) => answers[i]!.actualError);
    const mean = average(errors);
    const spread = Math.sqrt(average(errors.map((x) => (x - mean) ** 2)));
    const off = Math.abs(mean - expectedError) / (spread / Math.sqrt(400));
    // Of noise that is nearly always 0, no draw need be anything else.
    assert(
      off < 4.5 || expectedError < 0.001 && mean < 0.01,
      `${question} at ${epsilon}: ${mean} is not ${expectedError}`,
    );
  });
});

Deno.test("answersAt() takes as many rows of a person as the privacy unit says, and makes noise for them", async () => {
  const [count, , histogram] = await answersAt(shop, [1], seededRandom(3));
  assert.deepEqual(count!.truth, [2]);
  assert.deepEqual(histogram!.truth, [0, 6, 0, 0, 0]);
  assert.equal(count!.expectedError.toFixed(4), (1 / Math.sinh(1)).toFixed(4));
  assert.equal(
    histogram!.expectedError.toFixed(4),
    (1 / Math.sinh(1 / 5)).toFixed(4),
  );
});

Deno.test("answersAt() repeats itself with a seed, and is drawn from secure bits without one", async () => {
  const seeded = () => answersAt(friends, [0.1], seededRandom(4));
  assert.deepEqual(await seeded(), await seeded());
  const [one] = await answersAt(friends, [1e-6]);
  const [other] = await answersAt(friends, [1e-6]);
  assert.notDeepEqual(one!.released, other!.released);
});

Deno.test("answersAt() refuses no ε, and one that is not above 0", async () => {
  await assert.rejects(answersAt(friends, []), {
    name: "RangeError",
    message: "Cannot answer the questions: there must be at least one epsilon",
  });
  for (const epsilon of [0, -1, NaN, Infinity]) {
    await assert.rejects(answersAt(friends, [1, epsilon]), {
      name: "RangeError",
      message: /^Cannot answer the questions: epsilon must be/,
    });
  }
});

Deno.test("answersTable() names a question once and shows three digits", () => {
  const answer = {
    question: "How many?",
    epsilon: 0.1,
    truth: [12_345.6],
    released: [12_339.2],
    expectedError: 9.98765,
    actualError: 6.4,
  };
  const bars = {
    ...answer,
    question: "Which?",
    truth: [1, 20],
    released: [-3, 2.3456],
  };
  const table = answersTable([answer, { ...answer, epsilon: 1 }, bars]);
  assert.deepEqual(table[0], {
    question: "How many?",
    "ε": 0.1,
    true: "12346",
    released: "12339",
    "error to expect": 9.99,
    "error that happened": 6.4,
  });
  assert.deepEqual(table.map(({ question }) => question), [
    "How many?",
    "",
    "Which?",
  ]);
  assert.deepEqual([table[2]!.true, table[2]!.released], ["1 20", "-3 2.35"]);
});
