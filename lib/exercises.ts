import { advised } from "./advice.ts";
import { type Standing, Trial } from "./exercises/session.ts";
import { groupBy } from "./group_by.ts";
import { tableBundle } from "./html_table.ts";
import { send } from "./notebook/kernel.ts";

export { publishedCount } from "./exercises/noise_has_holes.ts";
export type { Standing } from "./exercises/session.ts";

/** An answer that is not right; its name says how near it is. */
class AnswerError extends Error {
  constructor(override readonly name: string, message: string) {
    super(message);
  }
}

/**
 * Judges an answer and prints the verdict: "Not yet" for an unanswered one
 * (`undefined`), "Right" with the reason for a right one.
 *
 * @param name the exercise, as the lesson names it
 * @param answer what the reader found
 * @throws {Error} named "Not right" or "Nearly right", with the reason and what to do next
 * @throws {TypeError} if there is no such exercise
 *
 * @example
 * ```ts
 * import { check } from "lib/exercises.ts";
 * import assert from "node:assert/strict";
 *
 * check("expected error", undefined);
 * check("expected error", [100, 10, 0.1, 0.01]);
 * assert.throws(() => check("expected error", [1, 1, 1, 1]));
 * ```
 */
export function check(name: string, answer: unknown): void {
  const trial = Trial.of(name);
  if (answer === undefined) {
    console.log(
      `Not yet: ${name}. Replace undefined with your answer.\n${trial.advice}`,
    );
    return;
  }
  const { grade, reason } = trial.exercise.judge(answer);
  trial.record(grade === "right");
  const sentence = reason.endsWith("?") ? reason : `${reason}.`;
  if (grade !== "right") {
    const name = grade === "wrong" ? "Not right" : "Nearly right";
    throw new AnswerError(name, advised(sentence, trial.advice));
  }
  console.log(`Right: ${sentence}`);
}

/**
 * Prints a hint: the next one each time, and the last again after that; or the
 * one that is asked for.
 *
 * @param name the exercise, as the lesson names it
 * @param step 1 for the gentlest; later ones say more
 * @throws {TypeError} if there is no such exercise
 * @throws {RangeError} if it has no such hint
 *
 * @example
 * ```ts
 * import { hint } from "lib/exercises.ts";
 *
 * hint("expected error");
 * hint("expected error");
 * hint("expected error", 1);
 * ```
 */
export function hint(name: string, step?: number): void {
  const trial = Trial.of(name);
  const { hints } = trial.exercise;
  const chosen = step ?? trial.nextStep ?? hints.length;
  const text = hints[chosen - 1];
  if (text === undefined) {
    throw new RangeError(
      `Cannot give a hint: step must be from 1 to ${hints.length}, but is ${step}`,
    );
  }
  trial.give(chosen);
  console.log(`Hint ${chosen} of ${hints.length}: ${text}`);
}

/**
 * Shows how far the reader is with each exercise of the lesson: a table in the
 * notebook, its text elsewhere. The lesson is that of the exercises which were
 * checked.
 *
 * @example
 * ```ts
 * import { check, overview } from "lib/exercises.ts";
 *
 * check("expected error", [100, 10, 0.1, 0.01]);
 * await overview();
 * ```
 */
export async function overview(): Promise<void> {
  const lessons = groupBy(standings(), ({ lesson }) => lesson);
  if (lessons.size === 0) {
    console.log("No exercise was checked yet: run the cell of one first.");
  }
  for (const [lesson, all] of lessons) {
    const { length } = all.filter(({ state }) => state === "right");
    const number = length === all.length ? "all" : `${length} of`;
    const caption = `${lesson}: ${number} ${all.length} exercises are right.`;
    const rows = all.map(({ exercise, state, hintsGiven, hints }) => ({
      exercise,
      state,
      "hints given": `${hintsGiven} of ${hints}`,
    }));
    const columns = ["exercise", "state", "hints given"];
    await send({ ...tableBundle(columns, rows, { caption }) });
  }
}

/** How far the reader is with each exercise of the lessons of which one was begun. */
export function standings(): Standing[] {
  return Trial.standings();
}

/** The names of the exercises answered right so far, in reading order. */
export function solvedExercises(): string[] {
  return standings().filter(({ state }) => state === "right")
    .map(({ exercise }) => exercise);
}
