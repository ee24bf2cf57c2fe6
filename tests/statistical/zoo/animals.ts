import { discreteLaplace } from "lib/mechanisms/discrete_laplace.ts";
import { gaussianSigma } from "lib/mechanisms/gaussian_sigma.ts";
import { laplace } from "lib/mechanisms/laplace.ts";
import { laplaceMechanism } from "lib/textbook/laplace.ts";
import { gaussianNoise, laplaceNoise } from "./noise.ts";
import {
  comparesExactly,
  forgetsTheYeses,
  neverStops,
  releasesTheAnswer,
} from "./sparse_vector.ts";
import { type Subject, subject } from "./subject.ts";

/** Mechanisms that do not keep their claim, each for a reason of its own. */

const repeat = (times: number, value: number) =>
  Array<number>(times).fill(value);
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

const forgotten = laplace({ sensitivity: 1, epsilon: 1 });

const purchases = subject({
  name: "sensitivity 1 for purchases of up to $300",
  claim: { epsilon: 1 },
  draws: 20_000,
  neighbors: [[100, 200], [100, 200, 300]],
  release: (purchases, random) => forgotten.release(sum(purchases), random),
});

const inverted = subject({
  name: "Laplace of scale ε/Δ",
  claim: { epsilon: 1 },
  draws: 20_000,
  neighbors: [10, 12],
  release: (answer, random) => answer + laplaceNoise(1 / 2, random),
});

const sigma = gaussianSigma({ sensitivity: 1, epsilon: 1, delta: 1e-5 });

const uniform = subject({
  name: "uniform noise with the σ of a Gaussian",
  claim: { epsilon: 1, delta: 1e-5 },
  draws: 20_000,
  neighbors: [0, 1],
  release: (answer, random) =>
    answer + sigma * Math.sqrt(3) * (2 * random.uniform() - 1),
});

const classicSigma = Math.sqrt(2 * Math.log(1.25 / 0.1)) / 10;

const classic = subject({
  name: "classic Gaussian σ at ε = 10, δ = .1",
  claim: { epsilon: 10, delta: 0.1 },
  // An ε of 10 is refuted by what has a probability of 10^(−5).
  draws: 4_000_000,
  neighbors: [0, 1],
  // Shown to a tenth: few values, so that millions are counted quickly.
  release: (answer, random) =>
    Math.round(10 * (answer + gaussianNoise(classicSigma, random))) / 10,
});

const highest = subject({
  name: "noisy max that releases the value it compared",
  claim: { epsilon: 1 },
  draws: 40_000,
  neighbors: [repeat(6, 0), repeat(6, 1)],
  release: (utilities, random) => {
    const noisy = utilities.map((u) => u + laplaceNoise(2, random));
    const best = Math.max(...noisy);
    return [noisy.indexOf(best), best];
  },
});

const estimated = subject({
  name: "sensitivity estimated from the data",
  claim: { epsilon: 1 },
  draws: 20_000,
  neighbors: [[1, 2, 2], [1, 2, 2, 100]],
  release: (values, random) =>
    sum(values) + laplaceNoise(Math.max(...values), random),
});

/** Whole numbers, ties to the even one, as numpy and Python round. */
function roundHalfEven(x: number): number {
  const below = Math.floor(x);
  const isTie = x - below === 0.5;
  return isTie ? below + Math.abs(below % 2) : Math.round(x);
}

const unit = discreteLaplace({ sensitivity: 1, epsilon: 1 });

const halfEven = subject({
  name: "half-even rounding to steps of one sensitivity",
  claim: { epsilon: 1 },
  draws: 20_000,
  // They round to 0 and 2.
  neighbors: [0.5, 1.5],
  release: (answer, random) => unit.release(roundHalfEven(answer), random),
});

function float32Sum(values: readonly number[]): number {
  return values.reduce((sum, value) => Math.fround(sum + value), 0);
}

const ones = repeat(4096, 1);
/** Too small to be seen beside 4096 = 2^12: half the distance to the next float. */
const smalls = repeat(20_000, 2 ** -12);

const float32 = subject({
  name: "float32 sum of values up to 1, whose order shows",
  claim: { epsilon: 1 },
  draws: 1000,
  // As tables they differ by one record; the rows have no order that counts.
  neighbors: [[...ones, ...smalls], [...smalls, ...ones, 1]],
  release: (values, random) => float32Sum(values) + laplaceNoise(1, random),
});

const emptyCell = subject({
  name: "floating-point Laplace on an empty cell",
  claim: { epsilon: 1 },
  draws: 20_000,
  neighbors: [0, 1],
  release: (count, random) => laplaceMechanism(count, 1, 1, random),
});

const algorithm3 = subject({
  name: "sparse vector, Algorithm 3: releases the answer it compared",
  claim: { epsilon: 3 },
  draws: 100_000,
  neighbors: [[...repeat(6, -0.5), 0.5], [...repeat(6, 0.5), 1.5]],
  // The value that follows six times no, to a tenth, for the flaw to be looked for
  // is not in its last bits.
  release: (answers, random) => {
    const results = releasesTheAnswer(answers, 3, 1, random);
    const last = results[6];
    return typeof last === "number" ? Math.round(10 * last) / 10 : "other";
  },
});

const algorithm4 = subject({
  name: "sparse vector, Algorithm 4: noise for one yes, five allowed",
  claim: { epsilon: 1 },
  draws: 40_000,
  neighbors: [[...repeat(5, 0), ...repeat(5, -1)], [
    ...repeat(5, -1),
    ...repeat(5, 0),
  ]],
  release: (answers, random) => forgetsTheYeses(answers, 1, 5, random),
});

const algorithm5 = subject({
  name: "sparse vector, Algorithm 5: answers without noise",
  claim: { epsilon: 1 },
  draws: 10_000,
  neighbors: [[0, 1], [1, 0]],
  release: (answers, random) => comparesExactly(answers, 1, random),
});

const algorithm6 = subject({
  name: "sparse vector, Algorithm 6: yeses without limit",
  claim: { epsilon: 1 },
  draws: 40_000,
  neighbors: [[...repeat(5, 0), ...repeat(5, 1)], [
    ...repeat(5, 1),
    ...repeat(5, 0),
  ]],
  release: (answers, random) => neverStops(answers, 1, random),
});

export const animals: readonly Subject[] = [
  purchases,
  inverted,
  uniform,
  classic,
  highest,
  estimated,
  halfEven,
  float32,
  emptyCell,
  algorithm3,
  algorithm4,
  algorithm5,
  algorithm6,
];
