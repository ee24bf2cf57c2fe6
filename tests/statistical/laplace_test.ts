import assert from "node:assert/strict";
import { type RandomSource, secureRandom } from "lib/random.ts";
import { seededRandom } from "lib/seeded_random.ts";
import { laplaceErrorBand, laplaceMechanism } from "lib/textbook/mod.ts";
import {
  kolmogorovDistance,
  kolmogorovLimit,
  laplaceCdf,
  UNSEEDED_ALPHA,
  Z,
} from "./helpers.ts";

const DRAWS = 100_000;
const TRUE_VALUE = 319;

function noise(epsilon: number, sensitivity: number, random: RandomSource) {
  return Float64Array.from(
    { length: DRAWS },
    () =>
      laplaceMechanism(TRUE_VALUE, epsilon, sensitivity, random) - TRUE_VALUE,
  );
}

/** The right scale has to be near enough, and a tenth more or less too far. */
function requireScale(sample: Float64Array, scale: number, limit: number) {
  const distance = (factor: number) =>
    kolmogorovDistance(sample, laplaceCdf(factor * scale));
  assert(distance(1) < limit, `${distance(1)} is above ${limit}`);
  for (const factor of [0.7, 0.9, 1.1, 1.3]) {
    assert(distance(factor) > limit, `a scale ${factor} times as large passes`);
  }
}

for (const epsilon of [0.5, 1]) {
  for (const sensitivity of [1, 3]) {
    Deno.test(`laplaceMechanism() has scale ${sensitivity}/${epsilon}`, () => {
      const random = seededRandom(`${epsilon} ${sensitivity}`);
      requireScale(
        noise(epsilon, sensitivity, random),
        sensitivity / epsilon,
        kolmogorovLimit(DRAWS),
      );
    });
  }
}

Deno.test("laplaceMechanism() has its scale with secure bits", () => {
  requireScale(
    noise(1, 1, secureRandom()),
    1,
    kolmogorovLimit(DRAWS, UNSEEDED_ALPHA),
  );
});

Deno.test("laplaceMechanism() has noise around 0: shifted by a tenth of its scale it fails", () => {
  const limit = kolmogorovLimit(DRAWS);
  const sample = noise(1, 1, seededRandom("center"));
  for (const shift of [-0.1, 0.1]) {
    const shifted = sample.map((x) => x + shift);
    assert(kolmogorovDistance(shifted, laplaceCdf(1)) > limit);
  }
});

Deno.test("laplaceErrorBand() covers as many averages as it says, for the trials it says", () => {
  const random = seededRandom("band");
  const repetitions = 4000;
  const averages = Array.from({ length: repetitions }, () => {
    let sum = 0;
    for (let i = 0; i < 20; i++) {
      sum += Math.abs(laplaceMechanism(0, 0.5, 3, random));
    }
    return sum / 20;
  });
  const covered = (trials: number, coverage: number) => {
    const { low, high } = laplaceErrorBand({
      epsilon: 0.5,
      sensitivity: 3,
      trials,
      coverage,
    });
    return averages.filter((x) => low <= x && x <= high).length / repetitions;
  };
  for (const coverage of [0.5, 0.9, 0.99]) {
    const error = Math.sqrt(coverage * (1 - coverage) / repetitions);
    assert(Math.abs(covered(20, coverage) - coverage) < Z * error);
    for (const trials of [10, 40]) {
      assert(Math.abs(covered(trials, coverage) - coverage) > Z * error);
    }
  }
});
