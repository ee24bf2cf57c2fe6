/**
 * The core of the library: nothing here loads danfojs, @stdlib, seedrandom,
 * Observable Plot or a document.
 *
 * @module
 */
export { type RandomSource, secureRandom } from "./random.ts";
export {
  type CategoryColumn,
  type Column,
  fitsColumn,
  type NumericColumn,
  type Schema,
} from "./schema.ts";
export { type Row, rowsOf, type TableData, type TableLike } from "./rows.ts";
export { type Condition, matching, type Scalar, type Where } from "./where.ts";
export { kAnonymity, linkageAttack, uniqueness } from "./attacks/linkage.ts";
export { type Exactable, Rational } from "./exact.ts";
export {
  approxDp,
  type PrivacyKind,
  PrivacyLoss,
  pureDp,
  zcdp,
} from "./accounting/privacy_loss.ts";
export {
  BudgetExceededError,
  type LedgerEntry,
  PrivacyBudget,
} from "./accounting/budget.ts";
export type { NumericMechanism } from "./mechanisms/mechanism.ts";
export {
  discreteLaplace,
  type DiscreteLaplaceMechanism,
} from "./mechanisms/discrete_laplace.ts";
export type { DatabaseData, TypedColumns } from "./database/columns.ts";
export {
  type DatabaseOptions,
  DifferentiallyPrivateDatabase,
  type NeighboringRelation,
} from "./database/database.ts";
export { Release } from "./database/release.ts";
export {
  advantageBound,
  posteriorBound,
  type PrivacyRegion,
  privacyRegion,
  privacyRegions,
} from "./risk.ts";
