/** What is said of an answer: whether it is right, and why. */
export interface Verdict {
  readonly right: boolean;
  readonly reason: string;
}

/** A question of a lesson with its hints and its judge. */
export interface Exercise {
  /** From the gentlest to the plainest. */
  readonly hints: readonly string[];
  /** Judges an answer of any type; never called with `undefined`. */
  judge(answer: unknown): Verdict;
}

export function right(reason: string): Verdict {
  return { right: true, reason };
}

export function wrong(reason: string): Verdict {
  return { right: false, reason };
}

/** Whether `answer` is a number within `tolerance` of `truth`. */
export function isNear(
  answer: unknown,
  truth: number,
  tolerance: number,
): answer is number {
  return typeof answer === "number" && Math.abs(answer - truth) <= tolerance;
}
