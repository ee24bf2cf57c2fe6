import assert from "node:assert/strict";
import { Rational } from "lib/exact.ts";
import { discreteLaplaceNoise } from "lib/sampling/discrete_laplace.ts";
import { seededRandom } from "lib/seeded_random.ts";
import { laplaceSurvival, PLACES } from "../lib/sampling/reference.ts";
import { wordsFirst } from "../lib/sampling/sources.ts";
import { chiSquare, chiSquareLimit, countBetween } from "./helpers.ts";
import { drawsNeeded, requireClaims } from "./power.ts";

const even = (n: number) => Array<number>(n).fill(1 / n);

/** Two groups of three bits of each draw, as 64 cells. */
function pairs(draws: readonly bigint[], low: number, high: number): number[] {
  const counts = Array<number>(64).fill(0);
  for (const drawn of draws) {
    const at = (bit: number) => Number(drawn >> BigInt(bit) & 7n);
    counts[8 * at(high) + at(low)]!++;
  }
  return counts;
}

/** The scale, and the places of bits that it leaves even: far below its own size. */
const scales: [power: number, places: [number, number][]][] = [
  [20, [[0, 4], [1, 8]]],
  [40, [[0, 3], [0, 9], [7, 16], [0, 27]]],
  [60, [[0, 3], [0, 9], [8, 18], [20, 45]]],
  [64, [[0, 3], [0, 10], [8, 20], [17, 50]]],
];

for (const [power, places] of scales) {
  Deno.test(`discreteLaplaceNoise() of scale 2^${power} has even low digits, independent of each other and of the sign`, () => {
    const random = seededRandom(`digits ${power}`);
    const noise = discreteLaplaceNoise(Rational.of(1n << BigInt(power)));
    const draws = Array.from(
      { length: 20_000 },
      () => BigInt(noise.draw(random)),
    );
    const sizes = draws.map((drawn) => drawn < 0n ? -drawn : drawn);
    const limit = chiSquareLimit(63);
    for (const [low, high] of places) {
      const counts = pairs(sizes, low, high);
      assert(chiSquare(counts, even(64)) < limit, `bits ${low}, ${high}`);
    }
    // The sign in place of one group: doubled, it fills the cells of both.
    const signed = draws.map((drawn, i) =>
      (drawn < 0n ? 1n : 0n) | (sizes[i]! & 31n) << 1n
    );
    assert(chiSquare(pairs(signed, 0, 3), even(64)) < limit);
  });
}

Deno.test("the test of the digits finds out bits that were rounded off or repeated", () => {
  const random = seededRandom("rounded");
  const noise = discreteLaplaceNoise(Rational.of(1n << 64n));
  const draws = Array.from(
    { length: 20_000 },
    () => BigInt(noise.draw(random)),
  );
  const limit = chiSquareLimit(63);
  // A double would keep 53 bits, as once it did where the first digit was 0.
  const rounded = draws.map((drawn) =>
    drawn >= 0n && drawn < 1n << 60n ? BigInt(Number(drawn)) : drawn
  );
  assert(chiSquare(pairs(rounded, 0, 3), even(64)) > limit);
  const repeated = draws.map((drawn) => drawn & ~7n | drawn >> 10n & 7n);
  assert(chiSquare(pairs(repeated, 0, 10), even(64)) > limit);
});

for (const scale of ["1/3", "137/10", "128", "1000", "1e12", "1e30"]) {
  Deno.test(`discreteLaplaceNoise() of scale ${scale} is negative as often as positive`, () => {
    const claims = { right: even(2), wrong: [[0.475, 0.525], [0.525, 0.475]] };
    const noise = discreteLaplaceNoise(Rational.of(scale));
    const random = seededRandom(`sign ${scale}`);
    const signs: number[] = [];
    while (signs.length < drawsNeeded(claims)) {
      const drawn = noise.draw(random);
      if (drawn != 0) signs.push(drawn < 0 ? -1 : 1);
    }
    requireClaims(countBetween(signs, [0]), claims);
  });
}

const survivals = laplaceSurvival(1n, 1n)();
const ofWord = (word: number) => {
  const noise = discreteLaplaceNoise(Rational.of(1));
  const random = seededRandom(`tie ${word}`);
  return (draws: number) =>
    Array.from(
      { length: draws },
      () => Number(noise.draw(wordsFirst([2 * word], random))),
    );
};

/** The part of 2^(−31) that the first word of a threshold leaves open. */
function leftBy(value: bigint): number {
  const part = BigInt.asUintN(Number(PLACES) - 31, value);
  return Number(part) / 2 ** Number(PLACES - 31n);
}

Deno.test("a tie at a threshold is decided with the probability that is left", () => {
  const fair = survivals.map((value, i) => ({ value, m: i + 1 }))
    .filter(({ value }) => Math.abs(leftBy(value) - 0.5) < 0.3);
  for (const { value, m } of fair.slice(0, 3)) {
    // u is even in [word, word + 1)/2^31, and the value m where u < Pr[M ≥ m].
    const left = leftBy(value);
    const wrong = [0.95, 1.05].map((factor) => [
      1 - factor * left,
      factor * left,
    ]);
    const claims = { right: [1 - left, left], wrong };
    const word = Number(value >> PLACES - 31n);
    const values = ofWord(word)(drawsNeeded(claims));
    assert(values.every((value) => value === m || value === m - 1));
    requireClaims(countBetween(values, [m]), claims);
  }
});

Deno.test("a first word of 0 leaves the tail, with its own probabilities", () => {
  const above = (m: number) =>
    Math.min(1, Number(survivals[m - 1]!) / 2 ** Number(PLACES - 31n));
  const first = survivals.findIndex((value) => value >> PLACES - 31n === 0n) +
    1;
  const edges = [0, 1, 2, 3].map((i) => first + i);
  const shares = (factor: number) => {
    const ends = [1, ...edges.map((edge) => factor * above(edge)), 0];
    return ends.slice(1).map((end, i) => ends[i]! - end);
  };
  const claims = { right: shares(1), wrong: [shares(0.95)] };
  const values = ofWord(0)(drawsNeeded(claims));
  requireClaims(countBetween(values, edges), claims);
});
