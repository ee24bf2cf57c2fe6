import assert from "node:assert/strict";
import { type Exactable, Rational } from "lib/exact.ts";
import { discreteLaplace } from "lib/mechanisms/discrete_laplace.ts";
import type { RandomSource } from "lib/random.ts";
import { bernoulliExp } from "lib/sampling/bernoulli_exp.ts";
import { sampleDiscreteLaplace } from "lib/sampling/discrete_laplace.ts";
import { uniformBelow } from "lib/sampling/uniform_below.ts";
import { seededRandom } from "lib/seeded_random.ts";
import {
  chiSquare,
  chiSquareLimit,
  countBetween,
  laplaceCdf,
  massBetween,
  UNSEEDED_ALPHA,
} from "./helpers.ts";
import { type Claims, drawsNeeded, requireClaims } from "./power.ts";

const TRUE_VALUE = 319;
const FIVE_PERCENT_OFF = [0.95, 1.05];

/** Edges that are `step` apart, as many below 0 as above. */
const edgesOf = (step: number, half: number) =>
  Array.from({ length: 2 * half + 1 }, (_, i) => step * (i - half));

/** Probability of the noise of `discreteLaplace` between these edges. */
function cells(scale: Rational, edges: readonly number[]): number[] {
  const mechanism = discreteLaplace({
    sensitivity: 1,
    epsilon: Rational.of(1).dividedBy(scale),
  });
  const reach = Math.ceil(60 * scale.toNumber()) + 10;
  const below = (edge: number) => {
    let sum = 0;
    for (let k = -reach; k < edge; k++) sum += mechanism.probability(k);
    return sum;
  };
  return massBetween(below, edges);
}

function scaleClaims(scale: Exactable, edges: readonly number[]): Claims {
  const times = (factor: number) =>
    cells(Rational.of(scale).times(factor), edges);
  return { right: times(1), wrong: FIVE_PERCENT_OFF.map(times) };
}

const scales = [
  { scale: "1/3", edges: edgesOf(1, 1).concat(2) },
  { scale: "1", edges: edgesOf(1, 7) },
  { scale: "10", edges: edgesOf(5, 7) },
  { scale: "137/10", edges: edgesOf(7, 7) },
  { scale: "1279/10", edges: edgesOf(64, 7) },
  { scale: "128", edges: edgesOf(64, 7) },
  { scale: "1281/10", edges: edgesOf(64, 7) },
  { scale: "1000/7", edges: edgesOf(70, 7) },
  { scale: "1000", edges: edgesOf(500, 7) },
];

for (const { scale, edges } of scales) {
  for (const method of ["release", "releaseMany"] as const) {
    Deno.test(`${method}() adds noise of scale ${scale} with the probabilities that are stated`, () => {
      const claims = scaleClaims(scale, edges);
      const mechanism = discreteLaplace({
        sensitivity: 1,
        epsilon: Rational.of(1).dividedBy(scale),
      });
      const random = seededRandom(`${method} ${scale}`);
      const values = new Array(drawsNeeded(claims)).fill(TRUE_VALUE);
      const released = method === "release"
        ? values.map((value) => mechanism.release(value, random))
        : [...mechanism.releaseMany(values, random)];
      const noise = released.map((value) => value - TRUE_VALUE);
      requireClaims(countBetween(noise, edges), claims);
    });
  }
}

Deno.test("release() is without noise as often as it should be where that is rare", () => {
  // A 0 of either sign would make it twice as often, and e^ε is far below 2.
  const mechanism = discreteLaplace({ sensitivity: 1, epsilon: "7/1000" });
  const cellsOf = (factor: number) => {
    const zero = factor * mechanism.probability(0);
    return [(1 - zero) / 2, zero, (1 - zero) / 2];
  };
  const claims = { right: cellsOf(1), wrong: [2, 0.5].map(cellsOf) };
  const random = seededRandom("rare");
  const noise = Array.from(
    { length: drawsNeeded(claims) },
    () => mechanism.release(TRUE_VALUE, random) - TRUE_VALUE,
  );
  requireClaims(countBetween(noise, [0, 1]), claims);
});

Deno.test("release() has scale sensitivity / ε", () => {
  const edges = edgesOf(5, 7);
  const claims = scaleClaims(10, edges);
  const mechanism = discreteLaplace({ sensitivity: 3, epsilon: 0.3 });
  const random = seededRandom("sensitivity");
  const noise = Array.from(
    { length: drawsNeeded(claims) },
    () => mechanism.release(TRUE_VALUE, random) - TRUE_VALUE,
  );
  requireClaims(countBetween(noise, edges), claims);
});

Deno.test("discreteLaplace() has its distribution with secure bits, its own choice", () => {
  const edges = edgesOf(1, 7);
  const { right, wrong } = scaleClaims(1, edges);
  const values = new Array(150_000).fill(TRUE_VALUE);
  const released = discreteLaplace({ sensitivity: 1, epsilon: 1 }).releaseMany(
    values,
  );
  const counts = countBetween(released.map((x) => x - TRUE_VALUE), edges);
  const limit = chiSquareLimit(15, UNSEEDED_ALPHA);
  assert(chiSquare(counts, right) < limit);
  for (const claim of wrong) assert(chiSquare(counts, claim) > limit);
});

const even = (n: number) => Array<number>(n).fill(1 / n);

/** Cells half a scale wide, for noise in units of its scale: at 2⁴⁰ that of the continuous Laplace. */
const wide = edgesOf(0.5, 7);
const wideClaims: Claims = {
  right: massBetween(laplaceCdf(1), wide),
  wrong: FIVE_PERCENT_OFF.map((scale) => massBetween(laplaceCdf(scale), wide)),
};

for (const power of [20, 40, 60, 64, 70]) {
  Deno.test(`sampleDiscreteLaplace() has scale 2^${power}, down to its lowest bits`, () => {
    const random = seededRandom(`scale 2^${power}`);
    const scale = Rational.of(1n << BigInt(power));
    const noise = Array.from(
      { length: drawsNeeded(wideClaims) },
      () => sampleDiscreteLaplace(scale, random),
    );
    const inScales = noise.map((x) => Number(x) / 2 ** power);
    requireClaims(countBetween(inScales, wide), wideClaims);
    const low = noise.map((x) => Number(BigInt.asUintN(4, x)));
    const counts = countBetween(low, edgesOf(1, 7).map((x) => x + 8));
    assert(chiSquare(counts, even(16)) < chiSquareLimit(15));
  });

  Deno.test(`release() adds noise of scale 2^${power}`, () => {
    const { release } = discreteLaplace({
      sensitivity: 1,
      epsilon: Rational.of(1).dividedBy(1n << BigInt(power)),
    });
    const random = seededRandom(`release 2^${power}`);
    const inScales = Array.from(
      { length: drawsNeeded(wideClaims) },
      () => release(TRUE_VALUE, random) / 2 ** power,
    );
    requireClaims(countBetween(inScales, wide), wideClaims);
  });
}

Deno.test("sampleDiscreteLaplace() of a tiny scale is 0, as nearly always as it should", () => {
  const random = seededRandom("tiny");
  for (let i = 0; i < 200; i++) {
    assert.equal(sampleDiscreteLaplace(Rational.of("1/1000"), random), 0n);
  }
  // Pr[0] = (1 − q)/(1 + q) = tanh(1/(2·scale)), 0.987 at 1/5
  const claims = scaleClaims("1/5", [0, 1]);
  const zero = (factor: number) => Math.tanh(2.5 / factor);
  assert(Math.abs(claims.right[1]! - zero(1)) < 1e-12);
  const noise = Array.from(
    { length: drawsNeeded(claims) },
    () => Number(sampleDiscreteLaplace(Rational.of("1/5"), random)),
  );
  requireClaims(countBetween(noise, [0, 1]), claims);
});

Deno.test("sampleDiscreteLaplace() has no preferred sign", () => {
  const claims = { right: [0.5, 0.5], wrong: [[0.45, 0.55], [0.55, 0.45]] };
  for (const scale of ["1/3", "10", "1e30"]) {
    const random = seededRandom(`sign ${scale}`);
    const exact = Rational.of(scale);
    const signs: number[] = [];
    while (signs.length < drawsNeeded(claims)) {
      const drawn = sampleDiscreteLaplace(exact, random);
      if (drawn !== 0n) signs.push(drawn < 0n ? -1 : 1);
    }
    requireClaims(countBetween(signs, [0]), claims);
  }
});

const exponents: [name: string, numerator: bigint, denominator: bigint][] = [
  ["1/3", 1n, 3n],
  ["1", 1n, 1n],
  ["5/2", 5n, 2n],
  ["2 and a 2^-70th", (1n << 71n) + 1n, 1n << 70n],
];

for (const [name, numerator, denominator] of exponents) {
  Deno.test(`bernoulliExp() of ${name} is true as often as it says`, () => {
    const x = Rational.of(numerator).dividedBy(denominator).toNumber();
    const shares = (x: number) => [1 - Math.exp(-x), Math.exp(-x)];
    const claims = {
      right: shares(x),
      wrong: FIVE_PERCENT_OFF.map((factor) => shares(factor * x)),
    };
    const random = seededRandom(`bernoulli ${name}`);
    const results = Array.from(
      { length: drawsNeeded(claims) },
      () => Number(bernoulliExp(numerator, denominator, random)),
    );
    requireClaims(countBetween(results, [1]), claims);
  });
}

/** Which of `n` equal parts of the bound each draw falls in. */
function parts(
  bound: bigint,
  n: number,
  draws: number,
  draw: (bound: bigint, random: RandomSource) => bigint,
): number[] {
  const random = seededRandom(`uniform ${bound}`);
  const edges = Array.from({ length: n - 1 }, (_, i) => i + 1);
  const drawn = Array.from(
    { length: draws },
    () => Number(draw(bound, random) * BigInt(n) / bound),
  );
  return countBetween(drawn, edges);
}

const bounds: [bound: bigint, parts: number][] = [
  [2n, 2],
  [3n, 3],
  [5n, 5],
  [16n, 16],
  [1n << 32n, 16],
  [(1n << 32n) + 1n, 16],
  [1n << 70n, 16],
  [3n << 69n, 3],
];

for (const [bound, n] of bounds) {
  Deno.test(`uniformBelow() is even below ${bound}`, () => {
    const tilted = even(n).map((p, i) =>
      i === 0 ? 0.9 * p : p + 0.1 * p / (n - 1)
    );
    const claims = { right: even(n), wrong: [tilted] };
    const draws = drawsNeeded(claims);
    requireClaims(parts(bound, n, draws, uniformBelow), claims);
  });
}

Deno.test("uniformBelow() would be found out if it took a remainder", () => {
  const remainder = (bound: bigint, random: RandomSource) =>
    BigInt(random.uint32()) % bound;
  for (const [bound, n] of [[3n << 30n, 3], [5n << 29n, 5]] as const) {
    const counts = parts(bound, n, 3000, remainder);
    assert(chiSquare(counts, even(n)) > chiSquareLimit(n - 1));
    const right = parts(bound, n, 3000, uniformBelow);
    assert(chiSquare(right, even(n)) < chiSquareLimit(n - 1));
  }
});
