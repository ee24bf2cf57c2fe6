import { PrivacyBudget } from "../accounting/budget.ts";
import type { PrivacyLoss } from "../accounting/privacy_loss.ts";
import { advised } from "../advice.ts";
import { requireInteger, requireKnown, requireRelation } from "../checks.ts";
import type { Exactable } from "../exact.ts";
import { type RandomSource, secureRandom } from "../random.ts";
import { requireSchema, type Schema } from "../schema.ts";
import type { PrivacyUnit } from "./plan.ts";
import type { NeighboringRelation } from "./sensitivity.ts";

export interface DatabaseOptions {
  /** The total, as a pure ε: a number, "1/11" or a rational. Or give `budget`. */
  readonly epsilonBudget?: Exactable;
  /** The total, as a privacy loss. Or give `epsilonBudget`. */
  readonly budget?: PrivacyLoss;
  /** Public metadata: columns that are not in it are dropped. */
  readonly schema?: Schema;
  /** `"replace-one"` declares the number of rows (or of persons) public. */
  readonly relation?: NeighboringRelation;
  /** Whose data is protected: without it each row is a person. */
  readonly privacyUnit?: PrivacyUnit;
  /** Secure unless given; releases made with a seeded source say so. */
  readonly random?: RandomSource;
}

/** Options that have been checked and copied. */
export interface Settings {
  readonly budget: PrivacyBudget;
  readonly schema: Schema | undefined;
  readonly relation: NeighboringRelation;
  readonly privacyUnit: PrivacyUnit | undefined;
  readonly random: RandomSource;
}

export const action = "make the database";

const names = [
  ...["epsilonBudget", "budget", "schema", "relation", "privacyUnit", "random"],
];

/**
 * Reads the options of a database.
 *
 * @throws {TypeError | RangeError} if one is unknown, missing or outside its interval
 */
export function readOptions(options: DatabaseOptions): Settings {
  requireKnown(action, options, names);
  const { epsilonBudget, budget, relation = "add-remove" } = options;
  const { random = secureRandom() } = options;
  const purse = new PrivacyBudget(total(epsilonBudget, budget));
  requireRelation(action, relation);
  requireSource(random);
  const schema = options.schema && structuredClone(options.schema);
  if (schema !== undefined) requireSchema(action, schema);
  const privacyUnit = readUnit(options.privacyUnit);
  return { budget: purse, schema, relation, privacyUnit, random };
}

function total(
  epsilonBudget: Exactable | undefined,
  budget: PrivacyLoss | undefined,
): PrivacyLoss | Exactable {
  if ((epsilonBudget === undefined) === (budget === undefined)) {
    throw new TypeError(advised(
      `Cannot ${action}: one of epsilonBudget and budget must be given`,
      budget === undefined
        ? "It is the most that all answers together may cost: epsilonBudget: 1, for example."
        : "epsilonBudget: 1 is short for budget: pureDp(1).",
    ));
  }
  return budget ?? epsilonBudget!;
}

function readUnit(unit: PrivacyUnit | undefined): PrivacyUnit | undefined {
  if (unit === undefined) return undefined;
  const { column, maxRows, ...rest } = { ...unit };
  if (typeof column !== "string" || Object.keys(rest).length > 0) {
    throw new TypeError(advised(
      `Cannot ${action}: privacyUnit must be { column, maxRows }`,
      'For example privacyUnit: { column: "customer", maxRows: 5 }.',
    ));
  }
  requireInteger(action, "maxRows", maxRows, 1);
  return Object.freeze({ column, maxRows });
}

/** An analyst's first question would find out too late, and be charged. */
function requireSource(random: RandomSource): void {
  const isSource = typeof random?.uint32 === "function" &&
    typeof random.fill === "function";
  if (!isSource) {
    throw new TypeError(advised(
      `Cannot ${action}: random must be a source such as secureRandom()`,
      typeof random === "number"
        ? "seededRandom(42), of lib/seeded_random.ts, makes a source of a seed."
        : undefined,
    ));
  }
}
