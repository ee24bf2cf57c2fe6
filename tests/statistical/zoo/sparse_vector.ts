import type { RandomSource } from "lib/random.ts";
import { laplaceNoise } from "./noise.ts";

/**
 * Four published forms of the sparse vector technique that are not as private as
 * was claimed, by their numbers in Lyu, Su and Li, *Understanding the sparse
 * vector technique for differential privacy*, 2017. Each answers queries of
 * sensitivity 1 and threshold 0 in order.
 */

/** A no, or a yes, or with Algorithm 3 the noisy answer. */
export type Answer = boolean | number;

/** Algorithm 3: a yes releases the noisy answer that was compared. */
export function releasesTheAnswer(
  answers: readonly number[],
  epsilon: number,
  yeses: number,
  random: RandomSource,
): Answer[] {
  const threshold = laplaceNoise(2 / epsilon, random);
  const scale = 2 * yeses / epsilon;
  return untilEnough(answers, yeses, (answer) => {
    const noisy = answer + laplaceNoise(scale, random);
    return noisy >= threshold && noisy;
  });
}

/** Algorithm 4: the noise of the answers does not grow with the number of yeses. */
export function forgetsTheYeses(
  answers: readonly number[],
  epsilon: number,
  yeses: number,
  random: RandomSource,
): Answer[] {
  const threshold = laplaceNoise(4 / epsilon, random);
  const scale = 4 / (3 * epsilon);
  return untilEnough(
    answers,
    yeses,
    (answer) => answer + laplaceNoise(scale, random) >= threshold,
  );
}

/** Algorithm 5: the answers get no noise, and yeses are unlimited. */
export function comparesExactly(
  answers: readonly number[],
  epsilon: number,
  random: RandomSource,
): Answer[] {
  const threshold = laplaceNoise(2 / epsilon, random);
  return answers.map((answer) => answer >= threshold);
}

/** Algorithm 6: yeses are unlimited. */
export function neverStops(
  answers: readonly number[],
  epsilon: number,
  random: RandomSource,
): Answer[] {
  const threshold = laplaceNoise(2 / epsilon, random);
  return answers.map((answer) =>
    answer + laplaceNoise(2 / epsilon, random) >= threshold
  );
}

function untilEnough(
  answers: readonly number[],
  yeses: number,
  test: (answer: number) => Answer,
): Answer[] {
  const results: Answer[] = [];
  let count = 0;
  for (const answer of answers) {
    if (count === yeses) break;
    const result = test(answer);
    results.push(result);
    if (result !== false) count++;
  }
  return results;
}
