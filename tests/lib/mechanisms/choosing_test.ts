import assert from "node:assert/strict";
import fc from "fast-check";
import { exponential } from "lib/mechanisms/exponential.ts";
import type { ChoosingMechanism } from "lib/mechanisms/mechanism.ts";
import type { ChoosingOptions } from "lib/mechanisms/choosing.ts";
import { permuteAndFlip } from "lib/mechanisms/permute_and_flip.ts";
import { reportNoisyMax } from "lib/mechanisms/report_noisy_max.ts";
import { seededRandom } from "lib/seeded_random.ts";
import { notAboveZero } from "../accounting/losses.ts";

// opendp 0.16 and the closed forms, for utilities 3, 2, 1 at ε = 1
const mechanisms: Record<
  string,
  { make: (options: ChoosingOptions) => ChoosingMechanism; published: string[] }
> = {
  exponential: {
    make: exponential,
    published: ["0.506480", "0.307196", "0.186324"],
  },
  permuteAndFlip: {
    make: permuteAndFlip,
    published: ["0.587172", "0.266077", "0.146751"],
  },
  reportNoisyMax: {
    make: reportNoisyMax,
    published: ["0.519651", "0.305706", "0.174643"],
  },
};

const digits = (probabilities: Float64Array) =>
  Array.from(probabilities, (p) => p.toFixed(6));

const total = (probabilities: Float64Array) =>
  probabilities.reduce((a, b) => a + b, 0);

for (const [name, { make, published }] of Object.entries(mechanisms)) {
  const at = (utilities: number[], options = {}) =>
    make({ sensitivity: 1, epsilon: 1, ...options }).probabilities(utilities);

  Deno.test(`${name}() probabilities() have the published values`, () => {
    assert.deepEqual(digits(at([3, 2, 1])), published);
    assert.deepEqual(digits(at([1, 3, 2])), [2, 0, 1].map((i) => published[i]));
    assert.deepEqual(
      digits(at([3, 2, 1], { epsilon: 2, sensitivity: 2 })),
      published,
    );
    assert.deepEqual(
      digits(at([3, 2, 1], { epsilon: 0.5, monotonic: true })),
      published,
    );
  });

  Deno.test(`${name}() probabilities() add to 1, whatever the distances, and do not change by a shift`, () => {
    const cases = [
      [0],
      [0, 0, 0, 0],
      [0, -1e6],
      [0, -500, -1e9],
      [1e300, -1e300],
      [0, -1, -1000, -1001],
      Array.from({ length: 12 }, (_, i) => i / 3),
    ];
    for (const utilities of cases) {
      assert(Math.abs(total(at(utilities)) - 1) < 1e-9, `${utilities}`);
    }
    assert(at([0, -1e6])[0]! > 1 - 1e-9);
    const shifted = [3, 2, 1].map((utility) => utility - 1000);
    assert.deepEqual(digits(at(shifted)), published);
  });

  Deno.test(`${name}() chooses one candidate if there is one, and the best of very different ones`, () => {
    const { release } = make({ sensitivity: 1, epsilon: 1 });
    const random = seededRandom(name);
    assert.equal(release([-7], random), 0);
    assert.equal(release([0, 1e300, -1e300], random), 1);
    assert.equal(release([0, 0, 1e6], random), 2);
    assert.equal(release(Float64Array.of(0, 1e6), random), 1);
  });

  Deno.test(`${name}() copes with a million candidates`, () => {
    const many = new Float64Array(1e6);
    many[123_456] = 1e6;
    const { release } = make({ sensitivity: 1, epsilon: 1 });
    const i = release(many.subarray(123_000, 124_000), seededRandom(name));
    assert.equal(i, 456);
    assert(release(many.map((_, i) => i % 7)) < 1e6);
  });

  Deno.test(`${name}() keeps every ratio of probabilities below e^ε for utilities moved by Δ`, () => {
    const utilities = fc.array(
      fc.tuple(
        fc.double({ min: -6, max: 6, noNaN: true }),
        fc.constantFrom(-1, 1, 0, 0.5),
      ),
      { minLength: 2, maxLength: 6 },
    );
    let largest = 0;
    const property = (monotonic: boolean) =>
      fc.property(utilities, fc.constantFrom(0.1, 1, 3), (pairs, epsilon) => {
        const mechanism = make({ epsilon, sensitivity: 2, monotonic });
        const moved = ([utility, move]: [number, number]) =>
          utility + 2 * (monotonic ? Math.abs(move) : move);
        const before = mechanism.probabilities(pairs.map(([u]) => u));
        const after = mechanism.probabilities(pairs.map(moved));
        before.forEach((p, i) => {
          const ratio = Math.abs(Math.log(p / after[i]!)) / epsilon;
          assert(ratio <= 1 + 1e-6, `${ratio}`);
          largest = Math.max(largest, ratio);
        });
      });
    const runs = { seed: 42, numRuns: name === "exponential" ? 1000 : 60 };
    fc.assert(property(false), runs);
    fc.assert(property(true), runs);
    // The bound is nearly reached, so a rate a tenth larger would be found out.
    assert(largest > 0.91, `${largest}`);
  });

  Deno.test(`${name}() states its loss and refuses what it cannot use, the utilities unprinted`, () => {
    const mechanism = make({ sensitivity: 1, epsilon: "1/11" });
    assert.equal(`${mechanism.loss(11)}`, "ε = 1");
    assert.throws(() => mechanism.loss(0), { name: "RangeError" });
    for (const bad of notAboveZero) {
      assert.throws(() => make({ sensitivity: 1, epsilon: bad }), {
        name: "RangeError",
      });
      assert.throws(() => make({ epsilon: 1, sensitivity: bad }), {
        name: "RangeError",
      });
    }
    const unusable: unknown[] = [[], [7531, NaN], [Infinity], ["7531"], [null]];
    for (const utilities of unusable) {
      for (const use of [mechanism.release, mechanism.probabilities]) {
        assert.throws(
          () => use(utilities as never),
          (error: Error) =>
            error instanceof RangeError && !/7531|NaN|Inf/.test(error.message),
        );
      }
    }
  });

  Deno.test(`${name}() repeats a seed, and nothing else`, () => {
    const { release } = make({ sensitivity: 1, epsilon: 0.01 });
    const utilities = Array.from({ length: 50 }, (_, i) => i % 5);
    const draws = (random?: ReturnType<typeof seededRandom>) =>
      Array.from({ length: 20 }, () => release(utilities, random)).join();
    assert.equal(draws(seededRandom(1)), draws(seededRandom(1)));
    assert.notEqual(draws(seededRandom(1)), draws(seededRandom(2)));
    assert.notEqual(draws(), draws());
  });
}

Deno.test("permuteAndFlip() is never worse than exponential()", () => {
  const utilities = fc.array(fc.double({ min: -6, max: 6, noNaN: true }), {
    minLength: 1,
    maxLength: 6,
  });
  const expected = (mechanism: ChoosingMechanism, utilities: number[]) =>
    mechanism.probabilities(utilities)
      .reduce((sum, p, i) => sum + p * utilities[i]!, 0);
  fc.assert(
    fc.property(utilities, (utilities) => {
      const flip = expected(
        permuteAndFlip({ sensitivity: 1, epsilon: 1 }),
        utilities,
      );
      const choose = expected(
        exponential({ sensitivity: 1, epsilon: 1 }),
        utilities,
      );
      assert(flip >= choose - 1e-9);
    }),
    { seed: 42, numRuns: 100 },
  );
});

Deno.test("the choosing mechanisms take utilities as the doubles they are", () => {
  // At 10^15 doubles are 1/8 apart, and their shortest decimals are not.
  const base = 1e15;
  for (const make of [exponential, permuteAndFlip]) {
    const { probabilities } = make({ sensitivity: 0.125, epsilon: 10 });
    const moved = probabilities([base, base + 0.125, base + 0.25]);
    const same = probabilities([0, 0.125, 0.25]);
    moved.forEach((p, i) => assert(Math.abs(p - same[i]!) < 1e-12));
  }
});

Deno.test("the choosing mechanisms release for utilities as the doubles they are", () => {
  // 256 apart as doubles, and 400 as their shortest decimals.
  const utilities = [2 ** 60 + 5120, 2 ** 60 + 5376];
  assert.deepEqual(
    utilities.map(String),
    ["1152921504606852000", "1152921504606852400"],
  );
  const n = 4000;
  for (const make of [exponential, permuteAndFlip]) {
    const mechanism = make({ sensitivity: 256, epsilon: 2, monotonic: true });
    const [p] = mechanism.probabilities(utilities);
    const random = seededRandom(make.name);
    const firsts = Array.from(
      { length: n },
      () => mechanism.release(utilities, random),
    ).filter((i) => i === 0).length;
    // Five standard errors; the decimals would make it less by a dozen.
    const off = 5 * Math.sqrt(p! * (1 - p!) / n);
    assert(Math.abs(firsts / n - p!) < off, `${firsts / n} and ${p}`);
  }
});

Deno.test("reportNoisyMax() takes the first of equal sums", () => {
  const { release } = reportNoisyMax({ sensitivity: 1, epsilon: 1 });
  const same = { ...seededRandom(42), uint32: () => 0x12345678 };
  assert.equal(release([5, 5, 5], same), 0);
  assert.equal(release([4, 5, 5], same), 1);
});

for (const create of [exponential, permuteAndFlip, reportNoisyMax]) {
  Deno.test(`${create.name}() takes true and false for monotonic, and no text for them`, () => {
    for (const monotonic of ["false", "no", "true", 1, {}, null]) {
      assert.throws(
        () =>
          create({ sensitivity: 1, epsilon: 1, monotonic: monotonic as never }),
        { name: "TypeError", message: /monotonic must be a boolean/ },
      );
    }
  });
}
