import assert from "node:assert/strict";
import laplace from "@stdlib/random-base-laplace";
import fc from "fast-check";
import { precisionAttack, provesZero } from "lib/attacks/precision.ts";
import { clopperPearson } from "lib/audit/clopper_pearson.ts";
import { laplace as exactLaplace } from "lib/mechanisms/laplace.ts";
import { seededRandom } from "lib/seeded_random.ts";
import { laplaceMechanism } from "lib/textbook/laplace.ts";
import { ALPHA } from "../../statistical/helpers.ts";

const DRAWS = 50_000;

/** The published shares have three digits. */
const ROUNDING = 0.0005;

const published = [
  { epsilon: 0.1, share: 0.029 },
  { epsilon: 1, share: 0.253 },
  { epsilon: 10, share: 0.815 },
];

const samplers = {
  "the package's own source": (epsilon: number) => {
    const draw = laplace.factory(0, 1 / epsilon, { seed: 20_231_106 });
    return (count: number) => count + draw();
  },
  "the textbook's": (epsilon: number) => {
    const random = seededRandom(`precision ${epsilon}`);
    return (count: number) => laplaceMechanism(count, epsilon, 1, random);
  },
};

for (const [source, sampler] of Object.entries(samplers)) {
  for (const { epsilon, share } of published) {
    Deno.test(`precisionAttack() finds ${share} of the noise of @stdlib at ε = ${epsilon} on an empty cell, from ${source}`, () => {
      const release = sampler(epsilon);
      const found = precisionAttack(
        Array.from({ length: DRAWS }, () => release(0)),
      );
      const { low, high } = clopperPearson(Math.round(found * DRAWS), DRAWS, {
        confidence: 1 - ALPHA,
      });
      assert(low <= share + ROUNDING && high >= share - ROUNDING, `${found}`);
    });

    Deno.test(`precisionAttack() finds none from a count of 1 on, at ε = ${epsilon}, from ${source}`, () => {
      const release = sampler(epsilon);
      for (const count of [1, 2, 5, 319]) {
        const answers = Array.from({ length: 10_000 }, () => release(count));
        assert.equal(precisionAttack(answers), 0);
      }
    });
  }
}

Deno.test("provesZero() is right for every noise, added to every count", () => {
  const noise = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(noise, fc.integer({ min: 1, max: 2 ** 31 }), (x, count) => {
      assert.equal(provesZero(count + x), false);
      if (provesZero(x)) assert.notEqual(x % 2 ** -53, 0);
    }),
    { seed: 42, numRuns: 2000 },
  );
});

Deno.test("provesZero() draws the line at 2^−53", () => {
  const finest = 2 ** -53;
  const proofs = [finest / 2, finest * 1.5, -1e-20, 5e-324, 0.1 / 4];
  for (const value of proofs) assert.equal(provesZero(value), true);
  const rest = [0, -0, finest, -3 * finest, 0.5, 1e300, NaN, Infinity];
  for (const value of rest) assert.equal(provesZero(value), false);
});

Deno.test("precisionAttack() finds nothing in noise on a grid, not even on an empty cell", () => {
  for (const { epsilon } of published) {
    const { releaseMany } = exactLaplace({ sensitivity: 1, epsilon });
    const random = seededRandom(`grid ${epsilon}`);
    const answers = releaseMany(new Float64Array(10_000), random);
    assert.equal(precisionAttack(answers), 0);
  }
});

Deno.test("precisionAttack() is a share of at least one answer", () => {
  assert.equal(precisionAttack([0.1, 3, 1, -0.001]), 0.5);
  assert.throws(() => precisionAttack([]), {
    name: "RangeError",
    message: "Cannot attack by precision: there must be at least one answer",
  });
});
