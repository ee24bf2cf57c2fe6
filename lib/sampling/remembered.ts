import type { Rational } from "../exact.ts";
import type { IntegerNoise } from "./integer_noise.ts";

const MOST = 16;

/**
 * Keeps the samplers made last, by their parameter: their tables take longer to
 * build than a release to draw, and a database asks at the same few ε. What is
 * kept depends on public parameters alone, and nobody can change it: a release
 * made later would have the noise that was put there.
 */
export function remembered(
  make: (parameter: Rational) => IntegerNoise,
): (parameter: Rational) => IntegerNoise {
  const made = new Map<string, IntegerNoise>();
  return (parameter) => {
    const key = `${parameter.numerator}/${parameter.denominator}`;
    const noise = made.get(key) ?? Object.freeze(make(parameter));
    made.delete(key);
    made.set(key, noise);
    if (made.size > MOST) made.delete(made.keys().next().value!);
    return noise;
  };
}
