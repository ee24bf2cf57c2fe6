import { jupyterDisplay } from "../../displayable.ts";
import type { PrivacyLoss } from "../../accounting/privacy_loss.ts";
import { requireProbability } from "../../checks.ts";
import type { DisplayBundle } from "../../html_table.ts";
import type { Interval } from "../../interval.ts";
import type { Row } from "../../rows.ts";
import type { Bin, Key } from "../dimension.ts";
import { EstimateRelease } from "./estimate.ts";
import type { ReleaseFacts } from "./facts.ts";
import { groupsBundle } from "./groups_card.ts";
import type { QuantileRelease } from "./quantile.ts";
import { Release } from "./release.ts";

/** What one group is released with. */
export type CellRelease = Release | EstimateRelease | QuantileRelease;

/** A group and its answer. */
export interface GroupCell<R extends CellRelease = CellRelease> {
  /** A value or a bin for each column of the grouping. */
  readonly key: Readonly<Record<string, Key>>;
  readonly release: R;
}

/**
 * Answers for many groups, paid for once: a row is in one group. For public
 * keys every group is there, also an empty one; for private keys those whose
 * noisy count is above the threshold, in the order of the keys. Immutable.
 */
export class GroupedRelease<R extends CellRelease = CellRelease>
  implements ReleaseFacts {
  readonly cells: readonly GroupCell<R>[];
  readonly loss: PrivacyLoss;
  readonly mechanism: string;
  readonly isSecure: boolean;
  /** What a noisy count of persons had to exceed to be shown, if keys are private. */
  readonly threshold: number | undefined;

  static {
    Object.freeze(this);
    Object.freeze(this.prototype);
  }

  constructor(
    cells: readonly GroupCell<R>[],
    { loss, mechanism, isSecure }: ReleaseFacts,
    threshold?: number,
  ) {
    this.cells = Object.freeze(cells.map((cell) => Object.freeze({ ...cell })));
    this.loss = loss;
    this.mechanism = mechanism;
    this.isSecure = isSecure;
    this.threshold = threshold;
    Object.freeze(this);
  }

  /**
   * The answer of the group with this key, if it is there; bins go by where they
   * begin.
   */
  get(key: Readonly<Record<string, Key>> | Key): R | undefined {
    return this.cells.find((cell) => {
      const parts = Object.entries(cell.key);
      const byColumn: Readonly<Record<string, unknown>> =
        typeof key === "object" ? { ...key } : {};
      return parts.every(([column]) => Object.hasOwn(byColumn, column))
        ? parts.every(([column, part]) =>
          startOf(part) === startOf(byColumn[column])
        )
        : parts.length === 1 && startOf(parts[0]![1]) === startOf(key);
    })?.release;
  }

  /**
   * The error that the noise of one given cell exceeds with probability at most
   * `alpha`.
   *
   * @throws {TypeError} if the cells are not counts or sums, or were chosen by their noise
   */
  accuracy(alpha: number): number {
    requireProbability("state the accuracy", "alpha", alpha);
    this.#requirePublicKeys();
    const { release } = this.cells[0]!;
    if (release instanceof Release) return release.accuracy(alpha);
    throw new TypeError(
      "Cannot state the accuracy: the cells must be counts or sums; means and variances have intervals, quantiles a rank error",
    );
  }

  /** The error that the noise of *any* cell exceeds with probability at most `alpha`. */
  simultaneousAccuracy(alpha: number): number {
    return this.accuracy(this.cellAlpha(alpha));
  }

  /**
   * For each cell an interval that fails with probability at most `alpha`, if any
   * of its rows took part.
   *
   * @throws {TypeError} if the cells are not means or variances
   */
  intervals(alpha: number): readonly Interval[] {
    return this.cells.map(({ release }) => {
      if (release instanceof EstimateRelease) return release.interval(alpha);
      throw new TypeError(
        "Cannot state the intervals: the cells must be means or variances; counts and sums have an accuracy, quantiles a rank error",
      );
    });
  }

  /**
   * For each cell an interval; that *any* of them fails has probability at most
   * `alpha`, if in each of them any row took part.
   */
  simultaneousIntervals(alpha: number): readonly Interval[] {
    return this.intervals(this.cellAlpha(alpha));
  }

  /**
   * The probability of failing to grant each cell, so that with probability
   * 1 − `alpha` none does: 1 − (1 − alpha)^(1/cells), since the noise of the cells is
   * independent.
   *
   * @throws {TypeError} if the cells were chosen by their noise
   */
  cellAlpha(alpha: number): number {
    requireProbability("state the accuracy", "alpha", alpha);
    this.#requirePublicKeys();
    return -Math.expm1(Math.log1p(-alpha) / this.cells.length);
  }

  /** One record a group, for charts and tables; a bin as `column_from` and `column_to`. */
  toRows(): Row[] {
    return this.cells.map(({ key, release }) => {
      const names = Object.entries(key).flatMap(([column, value]) =>
        isBin(value)
          ? [[`${column}_from`, value.from], [`${column}_to`, value.to]]
          : [[column, value]]
      );
      const row = Object.fromEntries(names);
      // A column can have the name of the answer.
      const name = "value" in row ? "answer" : "value";
      return { ...row, [name]: release.value };
    });
  }

  toString(): string {
    return groupsBundle(this)["text/plain"];
  }

  toJSON(): unknown {
    const { cells, loss, mechanism, isSecure, threshold } = this;
    return { cells, loss, mechanism, isSecure, threshold };
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }

  [jupyterDisplay](): DisplayBundle {
    return groupsBundle(this);
  }

  #requirePublicKeys(): void {
    if (this.threshold === undefined) return;
    throw new TypeError(
      "Cannot state the accuracy: the cells must be of public keys, but these were chosen by their noisy counts",
    );
  }
}

function isBin(value: unknown): value is Bin {
  return typeof value === "object" && value !== null && "from" in value &&
    "to" in value;
}

function startOf(key: unknown): unknown {
  return isBin(key) ? key.from : key;
}
