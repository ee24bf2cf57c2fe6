/** A program that uses the package and ends with an error unless all is as promised. */

import { packageName } from "../../../tools/pack/manifest.ts";

/** It is typed, too: what must not type-check says so. */
export const userProgram = `
import {
  BudgetExceededError,
  DifferentiallyPrivateDatabase,
  laplace,
  type NumericMechanism,
  type Release,
} from "${packageName}";

function check(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

const rows = [{ ill: 1, age: 34 }, { ill: 0, age: 51 }];
const database = new DifferentiallyPrivateDatabase(rows, { epsilonBudget: 1 });
const release: Release = await database.count({ where: { ill: 1 }, epsilon: 0.6 });
check(Number.isInteger(release.value), "a count is whole");
check(release.isSecure, "the noise is secure");
check(\`\${release.loss}\` === "ε = 0.6", "it costs what was asked for");

const refused: unknown = await database.count({ epsilon: 0.6 }).catch((error) => error);
check(refused instanceof BudgetExceededError, "too much is refused");
check(database.remainingBudget() === 0.4, "what is refused costs nothing");

const mechanism: NumericMechanism = laplace({
  sensitivity: 1,
  epsilon: "1/3",
});
check(Number.isFinite(mechanism.release(0)), "noise is finite");

export function neverCalled(): void {
  // @ts-expect-error a value is a number
  const text: string = release.value;
  // @ts-expect-error an option is misspelled
  new DifferentiallyPrivateDatabase(rows, { epsilonBuget: 1 });
  // @ts-expect-error an epsilon is missing
  laplace({ sensitivity: 1 });
  text.trim();
}
`;
