/**
 * The probability that the first yes of AboveThreshold comes at each of the
 * answers, and last that none does, for a threshold of 0: the noise of the
 * threshold integrated over by the midpoint rule.
 */
export function firstYes(
  answers: readonly number[],
  scales: { answer: number; threshold: number },
): number[] {
  const STEPS = 4000;
  const REACH = 25;
  const result = Array<number>(answers.length + 1).fill(0);
  for (let i = 0; i < STEPS; i++) {
    const z = REACH * ((2 * i + 1) / STEPS - 1);
    let remaining = Math.exp(-Math.abs(z)) / 2 * (2 * REACH / STEPS);
    answers.forEach((answer, k) => {
      const yes = upper((z * scales.threshold - answer) / scales.answer);
      result[k]! += remaining * yes;
      remaining *= 1 - yes;
    });
    result[answers.length]! += remaining;
  }
  return result;
}

/** Pr[X ≥ x] for Laplace X of scale 1. */
function upper(x: number): number {
  return x > 0 ? Math.exp(-x) / 2 : 1 - Math.exp(x) / 2;
}
