/**
 * The standard normal distribution, to about 15 digits, also far in the tail.
 */

const LOG_ROOT = Math.log(2 * Math.PI) / 2;

/** Probability that a standard normal is at most `x`. */
export function normalCdf(x: number): number {
  return x > 0 ? 1 - Math.exp(logNormalTail(x)) : Math.exp(logNormalTail(-x));
}

/**
 * Logarithm of the probability that a standard normal exceeds `x`: by the series
 * of the distribution function near 0, by its continued fraction beyond.
 *
 * @see Abramowitz and Stegun, *Handbook of mathematical functions*, 1964, 26.2.11 and 26.2.14
 */
export function logNormalTail(x: number): number {
  if (x < 0) return Math.log1p(-Math.exp(logNormalTail(-x)));
  return -x * x / 2 - LOG_ROOT + Math.log(millsRatio(x));
}

/** Density of a standard normal. */
export function normalDensity(x: number): number {
  return Math.exp(-x * x / 2 - LOG_ROOT);
}

/**
 * Mills' ratio: the probability that a standard normal exceeds `x`, divided by
 * its density there.
 */
export function millsRatio(x: number): number {
  if (x < 0) return 1 / normalDensity(x) - millsRatio(-x);
  if (x > 2) {
    let fraction = x;
    for (let k = 100; k > 0; k--) fraction = x + k / fraction;
    return 1 / fraction;
  }
  let term = x;
  let sum = x;
  for (let k = 1; term > 1e-18 * sum; k++) {
    term *= x * x / (2 * k + 1);
    sum += term;
  }
  return 0.5 / normalDensity(x) - sum;
}

/** The x with Pr[|X| > x] = `alpha` for a standard normal X. */
export function twoSidedNormalQuantile(alpha: number): number {
  const target = Math.log(alpha) - Math.LN2;
  let low = 0;
  let high = 1;
  while (logNormalTail(high) > target) high *= 2;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (logNormalTail(middle) > target) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
