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
  type RowOf,
  type Schema,
  type TextColumn,
} from "./schema.ts";
export { type Row, rowsOf, type TableData, type TableLike } from "./rows.ts";
export { type Condition, matching, type Scalar, type Where } from "./where.ts";
export { precisionAttack, provesZero } from "./attacks/precision.ts";
export { reachableDoubles } from "./attacks/reachable.ts";
export { kAnonymity, linkageAttack, uniqueness } from "./attacks/linkage.ts";
export { type Exactable, Rational } from "./exact.ts";
export type { Interval } from "./interval.ts";
export { normalCdf } from "./normal.ts";
export type { PrivacyKind } from "./accounting/kinds.ts";
export {
  approxDp,
  PrivacyLoss,
  pureDp,
  zcdp,
} from "./accounting/privacy_loss.ts";
export {
  BudgetExceededError,
  type Ledger,
  type LedgerEntry,
  PrivacyBudget,
} from "./accounting/budget.ts";
export type {
  ChoosingMechanism,
  DiscreteMechanism,
  NumericMechanism,
} from "./mechanisms/mechanism.ts";
export {
  type AboveThreshold,
  aboveThreshold,
  type ThresholdRun,
} from "./mechanisms/above_threshold.ts";
export type { ChoosingOptions } from "./mechanisms/choosing.ts";
export { discreteGaussian } from "./mechanisms/discrete_gaussian.ts";
export { discreteLaplace } from "./mechanisms/discrete_laplace.ts";
export { exponential } from "./mechanisms/exponential.ts";
export { gaussian, type GaussianOptions } from "./mechanisms/gaussian.ts";
export {
  classicGaussianSigma,
  gaussianEpsilon,
  type GaussianNoise,
  gaussianSigma,
  type GaussianTarget,
} from "./mechanisms/gaussian_sigma.ts";
export { laplace } from "./mechanisms/laplace.ts";
export { permuteAndFlip } from "./mechanisms/permute_and_flip.ts";
export {
  type CandidateGrid,
  quantile,
  type QuantileMechanism,
  type QuantileOptions,
  type QuantileRun,
} from "./mechanisms/quantile.ts";
export {
  type EstimatedShare,
  type RandomizedResponse,
  randomizedResponse,
} from "./mechanisms/randomized_response.ts";
export { reportNoisyMax } from "./mechanisms/report_noisy_max.ts";
export { additiveShares, type ShareOptions, sumOfShares } from "./shares.ts";
export {
  type Clipping,
  type ClippingError,
  clippingError,
} from "./database/clipping_error.ts";
export type { DatabaseData, TypedColumns } from "./database/data.ts";
export {
  DifferentiallyPrivateDatabase,
  type GroupedQuestions,
} from "./database/database.ts";
export type { Cost } from "./database/cost.ts";
export type { DatabaseOptions } from "./database/options.ts";
export { DPProcessor, type ProcessorOptions } from "./database/purchases.ts";
export type { Bin, Key } from "./database/dimension.ts";
export { type Assumptions, DryRun } from "./database/dry_run.ts";
export { type ExplainedTotal, Explanation } from "./database/explanation.ts";
export type {
  Bins,
  Bounds,
  CountOptions,
  FreeQuestion,
  GroupBy,
  HistogramOptions,
  MeasureOptions,
  PrivateKeysOptions,
  QuantileOptions as QuantileQuestionOptions,
  Query,
  Question,
} from "./database/question.ts";
export type { PrivacyUnit } from "./database/plan.ts";
export { EstimateRelease } from "./database/releases/estimate.ts";
export type { ReleaseFacts } from "./database/releases/facts.ts";
export { type GroupCell, GroupedRelease } from "./database/releases/grouped.ts";
export { QuantileRelease } from "./database/releases/quantile.ts";
export { Release } from "./database/releases/release.ts";
export {
  type Contribution,
  type NeighboringRelation,
  type Sensitivity,
  sensitivityOf,
} from "./database/sensitivity.ts";
export { auditEpsilon, type EventCounts } from "./audit/audit_epsilon.ts";
export {
  type Audit,
  auditMechanism,
  type AuditOptions,
  auditOutputs,
  type EventRate,
} from "./audit/audit_mechanism.ts";
export { clopperPearson } from "./audit/clopper_pearson.ts";
export {
  chiSquareTest,
  type FitTest,
  kolmogorovSmirnovTest,
} from "./audit/goodness_of_fit.ts";
export type { AuditOutput } from "./audit/tally.ts";
export {
  advantageBound,
  posteriorBound,
  type PrivacyRegion,
  privacyRegion,
  privacyRegions,
} from "./risk.ts";
