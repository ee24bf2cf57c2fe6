import assert from "node:assert/strict";
import { randomizedResponse } from "lib/mechanisms/randomized_response.ts";
import { seededRandom } from "lib/seeded_random.ts";
import { notAboveZero } from "../accounting/losses.ts";

Deno.test("randomizedResponse() tells the truth as often as two coins do at ln 3", () => {
  const coins = randomizedResponse({ epsilon: Math.log(3) });
  assert.equal(coins.truthProbability.toFixed(12), "0.750000000000");
  assert.deepEqual(coins.categories, [0, 1]);
  const four = randomizedResponse({ epsilon: 1.945910149, categories: 4 });
  assert.equal(four.truthProbability.toFixed(9), "0.700000000");
  assert.equal(`${four.loss(2)}`, "ε = 3.891820298");
});

Deno.test("randomizedResponse() keeps the ratio of any two reports at e^ε", () => {
  for (const categories of [2, 3, 50]) {
    for (const epsilon of [0.01, 1, 5]) {
      const { truthProbability: p } = randomizedResponse({
        epsilon,
        categories,
      });
      const q = (1 - p) / (categories - 1);
      assert(Math.abs(Math.log(p / q) - epsilon) < 1e-12);
    }
  }
});

Deno.test("estimate() undoes the expected reports exactly, and gives their standard error", () => {
  const n = 1e6;
  const truth = [0.5, 0.3, 0.2, 0];
  const mechanism = randomizedResponse({ epsilon: 1, categories: 4 });
  const { truthProbability: p } = mechanism;
  const q = (1 - p) / 3;
  const counts = truth.map((share) => Math.round(n * (share * (p - q) + q)));
  mechanism.estimate(counts).forEach(({ share, standardError }, i) => {
    assert(Math.abs(share - truth[i]!) < 1e-5);
    const observed = counts[i]! / n;
    const spread = Math.sqrt(observed * (1 - observed) / n) / (p - q);
    assert(Math.abs(standardError / spread - 1) < 1e-9);
  });
  // Two coins: 40 of 100 reported means (.4 − .25)/.5, not clamped below 0.
  const coins = randomizedResponse({ epsilon: Math.log(3) });
  assert.equal(coins.estimate([60, 40])[1]!.share.toFixed(9), "0.300000000");
  assert.equal(coins.estimate([80, 20])[1]!.share.toFixed(9), "-0.100000000");
});

Deno.test("estimate() stays finite where ε is tiny", () => {
  const { estimate } = randomizedResponse({ epsilon: 1e-20 });
  const [no] = estimate([60, 40]);
  assert(Math.abs(no!.share / 2e19 - 1) < 1e-9);
  assert(Number.isFinite(no!.standardError));
});

Deno.test("estimate() refuses what are no counts of the categories", () => {
  const { estimate } = randomizedResponse({ epsilon: 1 });
  for (const counts of [[1], [1, 2, 3], [0, 0], [-1, 2], [0.5, 1], [NaN, 1]]) {
    assert.throws(() => estimate(counts), {
      name: "RangeError",
      message:
        "Cannot estimate the shares: counts must be 2 whole numbers, not all 0",
    });
  }
});

Deno.test("release() of a randomized response reports one of the labels, whatever they are", () => {
  const labels = ["never", "once", "often"];
  const mechanism = randomizedResponse({ epsilon: 0.01, categories: labels });
  const random = seededRandom("labels");
  const seen = Array.from(
    { length: 100 },
    () => mechanism.release("once", random),
  );
  assert.deepEqual(new Set(seen), new Set(labels));
  assert(Object.isFrozen(mechanism.categories));
  labels.push("always");
  assert.deepEqual(mechanism.categories, ["never", "once", "often"]);
  const still = randomizedResponse({
    epsilon: 1000,
    categories: [true, false],
  });
  assert.equal(still.release(true), true);
});

Deno.test("randomizedResponse() refuses an answer that is none, unprinted, and categories that are too few or equal", () => {
  const { release } = randomizedResponse({ epsilon: 1 });
  for (const answer of [7531, -1, "1", NaN, undefined]) {
    assert.throws(() => release(answer as never), {
      name: "RangeError",
      message:
        "Cannot randomize the response: the answer must be one of the categories",
    });
  }
  for (const categories of [1, 0, 2.5, NaN, [], ["a"], ["a", "a"]]) {
    assert.throws(() => randomizedResponse({ epsilon: 1, categories }), {
      name: "RangeError",
    });
  }
  for (const epsilon of notAboveZero) {
    assert.throws(() => randomizedResponse({ epsilon }), {
      name: "RangeError",
    });
  }
});
