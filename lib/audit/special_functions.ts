/**
 * The incomplete beta and gamma functions, whose inverses and tails are the
 * intervals and p-values of this folder. Leading factors are written with
 * Stirling's formula, so that large arguments cancel by algebra and not by
 * subtraction.
 */

const MOST_TERMS = 1_000_000;
const PRECISION = 1e-16;
/** Stands in for 0 where a continued fraction would divide by it. */
const TINY = 1e-300;

/** Probabilities of falling up to a point and beyond it, each without cancellation. */
export interface Tails {
  readonly lower: number;
  readonly upper: number;
}

/**
 * I_x(a, b) and 1 − I_x(a, b): the probabilities that a Beta(a, b) variable is at
 * most `x`, and that it is above.
 *
 * @see Press et al., *Numerical recipes*, 2007, §6.4
 */
export function betaTails(x: number, a: number, b: number): Tails {
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x >= 1) return { lower: 1, upper: 0 };
  const n = a + b;
  const excess = x * n - a;
  // x^a·(1 − x)^b / B(a, b)
  const factor = Math.sqrt(a * b / (2 * Math.PI * n)) * Math.exp(
    a * logQuotient(x * n, a, excess) + b * logQuotient(n - x * n, b, -excess) +
      stirlingError(n) - stirlingError(a) - stirlingError(b),
  );
  // The fraction converges quickly on one side of the mean only.
  if (x < (a + 1) / (n + 2)) {
    const lower = factor * betaFraction(x, a, b) / a;
    return { lower, upper: 1 - lower };
  }
  const upper = factor * betaFraction(1 - x, b, a) / b;
  return { lower: 1 - upper, upper };
}

function betaFraction(x: number, a: number, b: number): number {
  return 1 / continuedFraction(1, (i) => {
    const m = i >> 1;
    const numerator = i % 2 === 0
      ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    return [numerator, 1];
  });
}

/**
 * Q(s, x): the probability that a Gamma(s) variable exceeds `x`.
 *
 * @see Press et al., *Numerical recipes*, 2007, §6.2
 */
export function upperGamma(s: number, x: number): number {
  if (x <= 0) return 1;
  if (x === Infinity) return 0;
  // x^s·e^(−x) / Γ(s)
  const factor = Math.sqrt(s / (2 * Math.PI)) *
    Math.exp(s * logQuotient(x, s, x - s) + s - x - stirlingError(s));
  if (x < s + 1) {
    let term = 1 / s;
    let sum = term;
    for (let k = 1; term > PRECISION * sum; k++) {
      term *= x / (s + k);
      sum += term;
    }
    return 1 - factor * sum;
  }
  const fraction = continuedFraction(
    x + 1 - s,
    (i) => [-i * (i - s), x + 2 * i + 1 - s],
  );
  return factor / fraction;
}

/** first + n₁/(d₁ + n₂/(d₂ + …)) for [nᵢ, dᵢ] = term(i), by Lentz's method. */
function continuedFraction(
  first: number,
  term: (i: number) => [numerator: number, denominator: number],
): number {
  const away = (x: number) => Math.abs(x) < TINY ? TINY : x;
  let value = away(first);
  let above = value;
  let below = 0;
  for (let i = 1; i < MOST_TERMS; i++) {
    const [numerator, denominator] = term(i);
    below = 1 / away(denominator + numerator * below);
    above = away(denominator + numerator / above);
    value *= above * below;
    if (Math.abs(above * below - 1) <= 2 * PRECISION) break;
  }
  return value;
}

/** ln(p/q) for the difference p − q, which is known better than p where it is small. */
function logQuotient(p: number, q: number, difference: number): number {
  return Math.abs(difference) < q / 2
    ? Math.log1p(difference / q)
    : Math.log(p / q);
}

/** ln Γ(z) − ((z − ½)·ln z − z + ½·ln 2π) for z > 0. */
function stirlingError(z: number): number {
  let error = 0;
  for (; z < 16; z++) error += (z + 0.5) * Math.log1p(1 / z) - 1;
  const w = 1 / (z * z);
  return error +
    (1 / 12 - w * (1 / 360 - w * (1 / 1260 - w * (1 / 1680 - w / 1188)))) / z;
}
