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
export {
  advantageBound,
  posteriorBound,
  type PrivacyRegion,
  privacyRegion,
  privacyRegions,
} from "./risk.ts";
