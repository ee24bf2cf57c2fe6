import type { Scalar } from "../../where.ts";
import type { Selection } from "../plan.ts";
import type { Power } from "./totals.ts";

/** The true totals of the rows in one group, exact. */
export interface Totals {
  readonly count: number;
  /** Of the values in steps from the center of the measure. */
  readonly sum: number | bigint;
  /** Of their squares. */
  readonly squares: number | bigint;
}

/** The keys that somebody has, each once, and how many persons have each. */
export interface KeyCounts {
  readonly keys: readonly Scalar[];
  readonly counts: Uint32Array;
}

/**
 * Computes on the data what a plan says, and nothing else: no noise, no charge.
 * What it returns is the curator's secret.
 */
export interface Engine {
  /** The totals of each group; `power` 0 for counts, 1 for sums, 2 for squares too. */
  totals(selection: Selection, power: Power): Promise<readonly Totals[]>;
  /** The measured values of each group, in steps. */
  values(selection: Selection): Promise<readonly Float64Array[]>;
  /** How many persons have a row with each value of a column. */
  persons(selection: Selection, column: string): Promise<KeyCounts>;
}
