/** How often a correct implementation may fail a seeded test under a new seed. */
export const ALPHA = 1e-3;

/** The same for a test that draws secure bits, and so draws anew in every run. */
export const UNSEEDED_ALPHA = 1e-9;

/** Two-sided critical value of a standard normal at ALPHA: scipy.stats.norm.isf(ALPHA / 2). */
export const Z = 3.2905267314918945;

/** scipy.stats.chi2.isf(alpha, degrees) for the degrees of freedom that the tests need. */
const CHI_SQUARE_LIMITS: Record<number, Record<number, number>> = {
  [ALPHA]: {
    1: 10.827566170662733,
    2: 13.815510557964274,
    4: 18.466826952903173,
    5: 20.515005652432873,
    7: 24.321886347856854,
    12: 32.90949040736021,
    15: 37.69729821835383,
    63: 103.44237731987324,
  },
  [UNSEEDED_ALPHA]: { 15: 73.63000014354664, 63: 155.07425698480202 },
};

/** The value that a chi-square statistic exceeds with probability `alpha`. */
export function chiSquareLimit(degrees: number, alpha = ALPHA): number {
  const limit = CHI_SQUARE_LIMITS[alpha]?.[degrees];
  if (limit === undefined) throw new RangeError("not in the table: add it");
  return limit;
}

/** Pearson's statistic of counts against probabilities that add to 1. */
export function chiSquare(
  counts: readonly number[],
  probabilities: readonly number[],
): number {
  const n = counts.reduce((total, count) => total + count, 0);
  return counts.reduce((sum, count, i) => {
    const expected = n * probabilities[i]!;
    return sum + (count - expected) ** 2 / expected;
  }, 0);
}

/** How many values fall below the first edge, between each two, and from the last on. */
export function countBetween(
  values: Iterable<number>,
  edges: readonly number[],
): number[] {
  const counts = Array<number>(edges.length + 1).fill(0);
  for (const value of values) {
    counts[edges.findLastIndex((edge) => value >= edge) + 1]!++;
  }
  return counts;
}

/** The probabilities of the same intervals, from a distribution function. */
export function massBetween(
  cdf: (x: number) => number,
  edges: readonly number[],
): number[] {
  const ends = [0, ...edges.map(cdf), 1];
  return ends.slice(1).map((end, i) => end - ends[i]!);
}

/** Largest distance between the empirical distribution function and `cdf`. */
export function kolmogorovDistance(
  sample: Float64Array,
  cdf: (x: number) => number,
): number {
  const n = sample.length;
  return sample.toSorted().reduce((worst, x, i) => {
    const p = cdf(x);
    return Math.max(worst, p - i / n, (i + 1) / n - p);
  }, 0);
}

/**
 * The distance that n draws from the right distribution exceed with probability
 * at most `alpha`: Dvoretzky, Kiefer and Wolfowitz, with Massart's constant.
 */
export function kolmogorovLimit(n: number, alpha = ALPHA): number {
  return Math.sqrt(Math.log(2 / alpha) / (2 * n));
}

/** Distribution function of Laplace noise of a scale. */
export function laplaceCdf(scale: number): (x: number) => number {
  return (x) => x < 0 ? Math.exp(x / scale) / 2 : 1 - Math.exp(-x / scale) / 2;
}

/** Distribution function of a standard normal, by Simpson's rule. */
export function normalCdf(x: number): number {
  const steps = 400;
  const end = Math.min(Math.abs(x), 9);
  const density = (t: number) => Math.exp(-t * t / 2) / Math.sqrt(2 * Math.PI);
  let sum = density(0) + density(end);
  for (let i = 1; i < steps; i++) {
    sum += (i % 2 === 0 ? 2 : 4) * density(i * end / steps);
  }
  const half = sum * end / steps / 3;
  return x < 0 ? 0.5 - half : 0.5 + half;
}
