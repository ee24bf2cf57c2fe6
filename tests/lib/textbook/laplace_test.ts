import assert from "node:assert/strict";
import type { RandomSource } from "lib/random.ts";
import { seededRandom } from "lib/seeded_random.ts";
import { laplaceMechanism } from "lib/textbook/mod.ts";
import { firstLine } from "../messages.ts";

function near(actual: number, expected: number, tolerance = 1e-9) {
  assert(Math.abs(actual - expected) <= tolerance, `${actual} ${expected}`);
}

/** A source whose uniform draws are all the same. */
function always(u: number): RandomSource {
  return { ...seededRandom(1), uniform: () => u };
}

Deno.test("laplaceMechanism() inverts the distribution function at the source's draw", () => {
  assert.equal(laplaceMechanism(319, 1, 1, always(0.5)), 319);
  for (const [epsilon, sensitivity, scale] of [[1, 1, 1], [0.5, 3, 6]]) {
    for (const u of [0.25, 0.75]) {
      const noisy = laplaceMechanism(10, epsilon!, sensitivity, always(u));
      near(Math.abs(noisy - 10), scale! * Math.LN2);
    }
  }
});

Deno.test("laplaceMechanism() adds the same noise to any value, of scale sensitivity / epsilon", () => {
  const unit = laplaceMechanism(0, 1, 1, seededRandom(42));
  assert.notEqual(unit, 0);
  for (const [epsilon, sensitivity] of [[0.1, 1], [10, 1], [2, 5]] as const) {
    const noisy = laplaceMechanism(
      -50,
      epsilon,
      sensitivity,
      seededRandom(42),
    );
    near(noisy + 50, unit * sensitivity / epsilon);
  }
});

Deno.test("laplaceMechanism() has sensitivity 1 unless told otherwise", () => {
  assert.equal(
    laplaceMechanism(319, 0.3, undefined, seededRandom(42)),
    laplaceMechanism(319, 0.3, 1, seededRandom(42)),
  );
});

Deno.test("laplaceMechanism() draws on from its source and keeps sources apart", () => {
  const draw = (random: RandomSource) => laplaceMechanism(0, 1, 1, random);
  const alone = seededRandom(42);
  const expected = [draw(alone), draw(alone)];
  assert.notEqual(expected[0], expected[1]);
  const [one, other] = [seededRandom(42), seededRandom(42)];
  assert.deepEqual([draw(one), draw(other)], [expected[0], expected[0]]);
  assert.deepEqual([draw(one), draw(other)], [expected[1], expected[1]]);
});

Deno.test("laplaceMechanism() cannot be repeated unless a source is given", () => {
  const pairs = Array.from({ length: 3 }, () => [
    laplaceMechanism(0, 1, 1, seededRandom(42)),
    laplaceMechanism(0, 1),
  ]);
  assert.equal(new Set(pairs.map(([seeded]) => seeded)).size, 1);
  assert.equal(new Set(pairs.map(([, secure]) => secure)).size, 3);
});

Deno.test("laplaceMechanism() refuses an ε or a sensitivity that is not above 0 and finite", () => {
  for (const value of [0, -0, -1, NaN, Infinity, -Infinity]) {
    assert.throws(() => laplaceMechanism(7531, value), {
      name: "RangeError",
      message: firstLine(
        `Cannot add Laplace noise: epsilon must be a finite number above 0, but is ${value}`,
      ),
    });
    assert.throws(() => laplaceMechanism(7531, 1, value), {
      name: "RangeError",
      message: firstLine(
        `Cannot add Laplace noise: sensitivity must be a finite number above 0, but is ${value}`,
      ),
    });
  }
  for (const value of ["1", null, undefined, 1n]) {
    assert.throws(() => laplaceMechanism(7531, value as never), {
      name: "TypeError",
      message: firstLine(
        `Cannot add Laplace noise: epsilon must be a number, but is of type ${typeof value}`,
      ),
    });
  }
});

Deno.test("laplaceMechanism() does not print the true value that it refuses", () => {
  for (const value of [NaN, Infinity, "7531", 7531n, [7531], undefined]) {
    assert.throws(
      () => laplaceMechanism(value as never, 1),
      ({ message }: Error) =>
        /^Cannot add Laplace noise: trueValue must be a (finite )?number/
          .test(message) && !message.includes("7531"),
    );
  }
});

Deno.test("laplaceMechanism() refuses a scale beyond the doubles", () => {
  for (const [epsilon, sensitivity] of [[1e-310, 1], [1e300, 1e-300]]) {
    assert.throws(() => laplaceMechanism(0, epsilon!, sensitivity), {
      name: "RangeError",
    });
  }
});
