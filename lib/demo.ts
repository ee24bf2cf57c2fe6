import { requirePositive } from "./checks.ts";
import type { DatabaseData } from "./database/data.ts";
import { DifferentiallyPrivateDatabase } from "./database/database.ts";
import type { Question } from "./database/question.ts";
import type { EstimateRelease } from "./database/releases/estimate.ts";
import type { GroupedRelease } from "./database/releases/grouped.ts";
import type { Release } from "./database/releases/release.ts";
import type { Dataset } from "./datasets/dataset.ts";
import { Rational } from "./exact.ts";
import type { NumericColumn } from "./schema.ts";
import { discreteLaplace } from "./mechanisms/discrete_laplace.ts";
import { type RandomSource, secureRandom } from "./random.ts";

/** A question of a dataset, answered at one ε, with what is true beside it. */
export interface DemoAnswer {
  readonly question: string;
  /** What this answer cost. */
  readonly epsilon: number;
  /** One value; of a histogram one for each bar. */
  readonly truth: readonly number[];
  readonly released: readonly number[];
  /** The mean of the absolute error over all the noise that there could be. */
  readonly expectedError: number;
  /** The absolute error; of a histogram its mean over the bars. */
  readonly actualError: number;
  /** Where the bars of a histogram begin and end. */
  readonly edges?: readonly number[];
}

/** At this ε the scale of the noise is below a thousandth of a step: it is 0. */
const NOISELESS = 1e9;

/**
 * The three questions of a dataset (a count, a mean and a histogram), each
 * answered at each ε, with the error to expect and the error that happened.
 *
 * For the curator's eyes: it tells what is true. All answers at one ε cost 3ε.
 * The truth is that of the question as it is asked, with values clamped to its
 * bounds and as many rows of a person as take part.
 *
 * @param dataset an entry of the catalog with its table, from `loadDataset`
 * @param epsilons the privacy losses of one answer, each above 0
 * @throws {RangeError} if there is no ε, or one is not above 0
 *
 * @example Three questions at two values of ε
 * ```ts
 * import { loadDataset } from "lib/datasets/mod.ts";
 * import { answersAt } from "lib/demo.ts";
 * import assert from "node:assert/strict";
 *
 * const answers = await answersAt(await loadDataset("medical"), [0.1, 1]);
 * assert.equal(answers.length, 6);
 * assert.equal(answers[0]!.question, "How many patients have the disease?");
 * assert.equal(answers[0]!.expectedError.toFixed(2), "9.98");
 * ```
 */
export async function answersAt(
  dataset: Dataset & { readonly table: DatabaseData },
  epsilons: readonly number[],
  random: RandomSource = secureRandom(),
): Promise<DemoAnswer[]> {
  if (epsilons.length === 0) {
    throw new RangeError(
      "Cannot answer the questions: there must be at least one epsilon",
    );
  }
  for (const epsilon of epsilons) {
    requirePositive("answer the questions", "epsilon", epsilon);
  }
  const questions = questionsOf(dataset);
  const open = (epsilon: number) => {
    const { column, maxRows } = dataset.privacyUnit;
    return new DifferentiallyPrivateDatabase(dataset.table, {
      epsilonBudget: Rational.of(epsilon).times(questions.length),
      schema: dataset.schema,
      ...column !== undefined && { privacyUnit: { column, maxRows } },
      random: random.fork(`${dataset.name} at ${epsilon}`),
    });
  };
  const databases = epsilons.map((epsilon) => ({
    epsilon,
    database: open(epsilon),
  }));
  const curator = open(NOISELESS);
  const answers: DemoAnswer[] = [];
  for (const { text, question, edges } of questions) {
    const exact = await curator.ask({ ...question, epsilon: NOISELESS });
    const truth = valuesOf(exact);
    for (const { epsilon, database } of databases) {
      const asked = { ...question, epsilon };
      const released = valuesOf(await database.ask(asked));
      const errors = released.map((value, i) => Math.abs(value - truth[i]!));
      const [noise, sumNoise] = database.explain(asked).totals
        .map(({ sensitivity, loss }) => sensitivity / loss.epsilon!.toNumber());
      const expectedError = sumNoise === undefined
        ? meanAbsoluteNoise(noise!)
        : meanError({
          rows: (exact as EstimateRelease).parts.count!.value,
          sum: (exact as EstimateRelease).parts.sum!.value,
          ...rangeOf(dataset),
          countScale: noise!,
          sumScale: sumNoise,
        });
      answers.push({
        question: text,
        epsilon,
        truth,
        released,
        expectedError,
        actualError: errors.reduce((a, b) => a + b) / errors.length,
        ...edges && { edges },
      });
    }
  }
  return answers;
}

/** The answers as a table for readers, numbers with three digits that count. */
export function answersTable(
  answers: readonly DemoAnswer[],
): Record<string, string | number>[] {
  const short = (x: number) =>
    Math.abs(x) >= 100 ? Math.round(x) : Number(x.toPrecision(3));
  const list = (xs: readonly number[]) =>
    xs.map((x) => String(short(x))).join(" ");
  return answers.map((answer, i) => ({
    question: answer.question === answers[i - 1]?.question
      ? ""
      : answer.question,
    "ε": answer.epsilon,
    true: list(answer.truth),
    released: list(answer.released),
    "error to expect": short(answer.expectedError),
    "error that happened": short(answer.actualError),
  }));
}

function questionsOf(
  { demo: { count, mean, histogram } }: Dataset,
): { text: string; question: Question; edges?: readonly number[] }[] {
  const { where, maxRows } = count;
  const { column, bounds = {} } = mean;
  const { edges } = histogram;
  const few = maxRows === undefined ? {} : { maxRows };
  return [
    { text: count.question, question: { query: "count", where, ...few } },
    { text: mean.question, question: { query: "mean", column, bounds } },
    {
      text: histogram.question,
      question: { query: "count", groupBy: { [histogram.column]: { edges } } },
      edges,
    },
  ];
}

function valuesOf(answer: unknown): number[] {
  const grouped = answer as GroupedRelease<Release>;
  return grouped.cells?.map(({ release }) => release.value) ??
    [(answer as Release).value];
}

function rangeOf({ schema, demo: { mean } }: Dataset) {
  const { min, max, step } = schema.columns[mean.column] as NumericColumn;
  return {
    low: mean.bounds?.min ?? min!,
    high: mean.bounds?.max ?? max!,
    step: step ?? 1,
  };
}

/** The mean of |X| for discrete Laplace noise: 2q/(1 − q²), q = e^(−1/scale). */
function meanAbsoluteNoise(scale: number): number {
  return 1 / Math.sinh(1 / scale);
}

/**
 * The mean absolute error of a noisy sum over a noisy count, clamped to the
 * bounds.
 *
 * For each noisy count N it is the mean of |clamp((S + X)/N) − S/n|, where X is
 * discrete Laplace noise in whole steps and n, S are the true count and the true
 * sum from the middle of the bounds (which may be half a step from where the
 * database has it).
 */
function meanError(
  { rows, sum, low, high, step, countScale, sumScale }: {
    rows: number;
    sum: number;
    low: number;
    high: number;
    step: number;
    countScale: number;
    sumScale: number;
  },
): number {
  const half = (high - low) / 2;
  const mean = sum / rows;
  const decay = step / sumScale;
  // E max(X − t, 0): for t ≥ 0 a sum over the multiples of the step beyond t.
  const excess = (t: number) => {
    const next = Math.floor(Math.abs(t) / step) + 1;
    const beyond = Math.exp(-next * decay) / (1 + Math.exp(-decay));
    const distance = next * step - Math.abs(t) + step / Math.expm1(decay);
    return beyond * distance + Math.max(-t, 0);
  };
  const at = (count: number) => {
    const shift = mean * count - sum;
    const above = excess(shift) - excess(shift + (half - mean) * count);
    const below = excess(-shift) - excess(-shift + (half + mean) * count);
    return (above + below) / count;
  };
  const { probability } = discreteLaplace({
    sensitivity: 1,
    epsilon: Rational.of(1).dividedBy(Rational.of(countScale)),
  });
  // Every noise there is, or thousands of values if there are more.
  const stride = Math.max(1, Math.round(countScale / 100));
  const steps = Math.ceil(40 * countScale / stride);
  let error = 0;
  let weight = 0;
  for (let i = -steps; i <= steps; i++) {
    const chance = probability(i * stride);
    error += chance * at(Math.max(rows + i * stride, 1));
    weight += chance;
  }
  return error / weight;
}
