import assert from "node:assert/strict";
import fc from "fast-check";
import { aboveThreshold } from "lib/mechanisms/above_threshold.ts";
import { seededRandom } from "lib/seeded_random.ts";
import { notAboveZero } from "../accounting/losses.ts";
import { firstYes } from "./first_yes.ts";

Deno.test("aboveThreshold() probability() has the published value, and that of its own integral", () => {
  const { probability } = aboveThreshold({ epsilon: 1, threshold: 100 });
  assert.equal(probability(10).toFixed(9), "0.946399659");
  assert(Math.abs(probability(0) - 0.5) < 1e-9);
  for (const gap of [-30, -10, -1, -0.1, 0, 0.1, 3, 20]) {
    const [yes] = firstYes([gap], { answer: 4, threshold: 2 });
    assert(Math.abs(probability(gap) - yes!) < 1e-5);
    assert(Math.abs(probability(gap) + probability(-gap) - 1) < 1e-9);
  }
  const wide = aboveThreshold({ epsilon: 0.5, threshold: 0, sensitivity: 3 });
  assert.equal(wide.probability(60).toFixed(9), "0.946399659");
  for (const gap of [1e3, 1e300]) {
    assert(Math.abs(probability(gap) - 1) < 1e-9);
    assert(Math.abs(probability(-gap)) < 1e-9);
  }
});

Deno.test("aboveThreshold() keeps every ratio of whole runs below e^ε, by integration", () => {
  const answers = fc.array(
    fc.tuple(
      fc.double({ min: -12, max: 8, noNaN: true }),
      fc.constantFrom(-1, 1, 0.5),
    ),
    { minLength: 1, maxLength: 8 },
  );
  const run = fc.oneof(
    answers,
    // The worst known: every no moves one way and the yes the other.
    fc.integer({ min: 1, max: 12 }).map((n): [number, number][] => [
      ...Array<[number, number]>(n).fill([0, 1]),
      [-1, -1],
    ]),
  );
  let largest = 0;
  fc.assert(
    fc.property(run, (pairs) => {
      const scales = { answer: 4, threshold: 2 };
      const before = firstYes(pairs.map(([answer]) => answer), scales);
      const after = firstYes(
        pairs.map(([answer, move]) => answer + move),
        scales,
      );
      before.forEach((p, i) => {
        const ratio = Math.abs(Math.log(p / after[i]!));
        assert(ratio <= 1 + 1e-6, `${ratio}`);
        largest = Math.max(largest, ratio);
      });
    }),
    { seed: 42, numRuns: 150 },
  );
  // Nearly reached, so noise a tenth smaller would be found out.
  assert(largest > 0.95, `${largest}`);
});

Deno.test("test() says no below and yes above, and refuses to go on after the first yes", () => {
  const run = aboveThreshold({ epsilon: 1, threshold: 100 })
    .start(seededRandom(42));
  for (let i = 0; i < 50; i++) assert.equal(run.test(-1e6), false);
  assert.equal(run.isOver, false);
  assert.equal(run.test(1e6), true);
  assert.equal(run.isOver, true);
  assert.throws(() => run.test(-1e6), {
    name: "RangeError",
    message:
      "Cannot test against the threshold: a run must end with its first yes; start another",
  });
  assert(Object.isFrozen(run));
});

Deno.test("start() draws the noise of the threshold once for a run, and anew for each", () => {
  const mechanism = aboveThreshold({ epsilon: 0.001, threshold: 0 });
  const answers = (random?: ReturnType<typeof seededRandom>) =>
    Array.from({ length: 60 }, () => mechanism.start(random).test(0)).join();
  assert.equal(answers(seededRandom(1)), answers(seededRandom(1)));
  assert.notEqual(answers(), answers());
});

Deno.test("aboveThreshold() works at both ends of the doubles", () => {
  for (const threshold of [0, 1e300, -1e300, 5e-324]) {
    for (const sensitivity of [1e-200, 1, 1e200]) {
      const mechanism = aboveThreshold({ epsilon: 1, threshold, sensitivity });
      const run = mechanism.start(seededRandom("ends"));
      assert.equal(run.test(-1e305), false);
      assert.equal(run.test(1e305), true);
    }
  }
});

Deno.test("aboveThreshold() states its loss and refuses what it cannot use, the answers unprinted", () => {
  const mechanism = aboveThreshold({ epsilon: "1/11", threshold: 1 });
  assert.equal(`${mechanism.loss(11)}`, "ε = 1");
  const run = mechanism.start(seededRandom(1));
  for (const bad of [NaN, Infinity, "7531", null]) {
    assert.throws(
      () => run.test(bad as never),
      (error: Error) => !/7531|NaN|Inf/.test(error.message),
    );
  }
  for (const epsilon of notAboveZero) {
    assert.throws(() => aboveThreshold({ epsilon, threshold: 0 }), {
      name: "RangeError",
    });
  }
  for (const threshold of [NaN, Infinity]) {
    assert.throws(() => aboveThreshold({ epsilon: 1, threshold }), {
      name: "RangeError",
    });
  }
});
