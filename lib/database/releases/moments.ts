import type { Interval } from "../../interval.ts";

/** A noisy total, and how far off it may be. */
export interface NoisyTotal {
  readonly value: number;
  readonly off: number;
}

/** The noisy totals behind a mean, in steps from the center. */
export interface Moments {
  readonly count: NoisyTotal;
  readonly sum: NoisyTotal;
  readonly squares?: NoisyTotal;
}

/** The mean of at least one value in a range, from noisy totals. */
export function meanFrom({ count, sum }: Moments, range: Interval): number {
  return clamp(sum.value / Math.max(count.value, 1), range);
}

/** All means of values in a range whose totals are as near as `off` says. */
export function meanInterval(
  { count, sum }: Moments,
  range: Interval,
): Interval {
  const ratio = ratioInterval(sum, count);
  return { low: clamp(ratio.low, range), high: clamp(ratio.high, range) };
}

/** The variance of values in a range: mean of squares minus square of mean. */
export function varianceFrom(moments: Moments, range: Interval): number {
  const { count, squares } = moments;
  // Both parts as their intervals have them, so that the estimate is in its own.
  const ofSquares = squares!.value / Math.max(count.value, 1);
  return clamp(
    clamp(ofSquares, squareRange(range)) - meanFrom(moments, range) ** 2,
    varianceRange(range),
  );
}

/** All variances that agree with totals as near as `off` says. */
export function varianceInterval(moments: Moments, range: Interval): Interval {
  const ofSquares = ratioInterval(moments.squares!, moments.count);
  const mean = meanInterval(moments, range);
  const ends = [mean.low ** 2, mean.high ** 2];
  const least = mean.low <= 0 && mean.high >= 0 ? 0 : Math.min(...ends);
  const limits = squareRange(range);
  const whole = varianceRange(range);
  return {
    low: clamp(clamp(ofSquares.low, limits) - Math.max(...ends), whole),
    high: clamp(clamp(ofSquares.high, limits) - least, whole),
  };
}

/** What a total can be divided by a count of at least 1. */
function ratioInterval(total: NoisyTotal, count: NoisyTotal): Interval {
  const fewest = Math.max(count.value - count.off, 1);
  const most = Math.max(count.value + count.off, 1);
  const [low, high] = [total.value - total.off, total.value + total.off];
  return {
    low: low / (low < 0 ? fewest : most),
    high: high / (high < 0 ? most : fewest),
  };
}

/** Of values in a range around 0, squares go up to that of the farther end. */
function squareRange({ low, high }: Interval): Interval {
  return { low: 0, high: Math.max(-low, high) ** 2 };
}

/** Values in a range vary the most if they lie at its two ends. */
function varianceRange({ low, high }: Interval): Interval {
  return { low: 0, high: ((high - low) / 2) ** 2 };
}

function clamp(value: number, { low, high }: Interval): number {
  return Math.min(Math.max(value, low), high);
}
