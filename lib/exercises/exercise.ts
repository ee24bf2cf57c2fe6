/** What is said of an answer: whether it is right, and why. */
export interface Verdict {
  /** Nearly right: the idea is right, and the rest is a slip. */
  readonly grade: "right" | "nearly right" | "wrong";
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
  return { grade: "right", reason };
}

export function nearly(reason: string): Verdict {
  return { grade: "nearly right", reason };
}

export function wrong(reason: string): Verdict {
  return { grade: "wrong", reason };
}

/** Whether `answer` is a number within `tolerance` of `truth`. */
export function isNear(
  answer: unknown,
  truth: number,
  tolerance: number,
): answer is number {
  return typeof answer === "number" && Math.abs(answer - truth) <= tolerance;
}
