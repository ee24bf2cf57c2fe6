import { audit } from "./exercises/audit.ts";
import { databaseBudget } from "./exercises/database_budget.ts";
import type { Exercise } from "./exercises/exercise.ts";
import { friendsIncomes } from "./exercises/friends_incomes.ts";
import { medicalRecords } from "./exercises/medical_records.ts";
import { noiseHasHoles } from "./exercises/noise_has_holes.ts";
import { promises } from "./exercises/promises.ts";
import { purchaseTotals } from "./exercises/purchase_totals.ts";

export { publishedCount } from "./exercises/noise_has_holes.ts";

const exercises: Readonly<Record<string, Exercise>> = {
  ...promises,
  ...medicalRecords,
  ...friendsIncomes,
  ...purchaseTotals,
  ...noiseHasHoles,
  ...audit,
  ...databaseBudget,
};
const solved = new Set<string>();

/**
 * Judges an answer and prints the verdict: "Not yet" for an unanswered one
 * (`undefined`), "Right" with the reason for a right one.
 *
 * @param name the exercise, as the lesson names it
 * @param answer what the reader found
 * @throws {Error} if the answer is wrong, with the reason
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
  const exercise = exerciseNamed(name);
  if (answer === undefined) {
    console.log(`Not yet: ${name}. Replace undefined with your answer.`);
    return;
  }
  const { right, reason } = exercise.judge(answer);
  if (!right) throw new Error(`${name}: ${reason}`);
  solved.add(name);
  console.log(`Right: ${reason}.`);
}

/**
 * Prints a hint, or how many there are if no step is given.
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
 * hint("expected error", 1);
 * ```
 */
export function hint(name: string, step?: number): void {
  const { hints } = exerciseNamed(name);
  if (step === undefined) {
    console.log(`${hints.length} hints: hint("${name}", 1) is the gentlest.`);
    return;
  }
  const text = hints[step - 1];
  if (text === undefined) {
    throw new RangeError(
      `Cannot give a hint: step must be from 1 to ${hints.length}, but is ${step}`,
    );
  }
  console.log(`Hint ${step} of ${hints.length}: ${text}`);
}

/** The names of the exercises answered right so far. */
export function solvedExercises(): string[] {
  return [...solved];
}

function exerciseNamed(name: string): Exercise {
  if (!Object.hasOwn(exercises, name)) {
    throw new TypeError(
      `Cannot find the exercise: name must be one of ${
        Object.keys(exercises).join(", ")
      }, but is ${name}`,
    );
  }
  return exercises[name]!;
}
