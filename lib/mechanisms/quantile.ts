import { type PrivacyLoss, pureDp } from "../accounting/privacy_loss.ts";
import {
  requireKnown,
  requireProbability,
  requireRelation,
  requireWithin,
} from "../checks.ts";
import type { Displayable } from "../displayable.ts";
import { type Exactable, Rational } from "../exact.ts";
import { type RandomSource, secureRandom } from "../random.ts";
import { drawCategorical } from "../sampling/categorical.ts";
import { expBounds } from "../sampling/exp_bounds.ts";
import { uniformBelow } from "../sampling/uniform_below.ts";
import { shortReach, withCommas } from "../short_text.ts";
import { withDisplay } from "../with_display.ts";
import { calibratedTo, choiceBundle } from "./cards.ts";
import { lossAt } from "./exponential.ts";

const secure = secureRandom();
const MOST_CANDIDATES = 2 ** 40;
const ROUNDING = 1e-9;

const names = ["epsilon", "quantile", "candidates", "relation"];

/** The candidates: `min`, `min + step`, … up to `max`. Public, not from the data. */
export interface CandidateGrid {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

export interface QuantileOptions {
  readonly epsilon: Exactable;
  /** Which quantile, from 0 to 1; the median unless given. */
  readonly quantile?: number;
  readonly candidates: CandidateGrid;
  readonly relation?: "add-remove" | "replace-one";
}

/** A way to release a quantile of a list of values. */
export interface QuantileMechanism {
  readonly name: string;
  /** Δ: how far one record moves the distance of q·n from the ranks of a candidate. */
  readonly sensitivity: Rational;
  loss(distance?: number): PrivacyLoss;
  /**
   * By how many ranks the release is further from q·n than the best candidate,
   * exceeded with probability at most `alpha`: (2Δ/ε)·ln(candidates/α).
   */
  rankError(alpha: number): number;
  /** The candidates in runs that fit equally well, each with its probability as a whole. */
  probabilities(values: ArrayLike<number>): QuantileRun[];
  /** One of the candidates. */
  release(values: ArrayLike<number>, random?: RandomSource): number;
}

/** Candidates that fit equally well: with the same values below them and at them. */
export interface QuantileRun {
  readonly from: number;
  readonly to: number;
  readonly probability: number;
}

/**
 * A quantile by the exponential mechanism on a finite public grid: candidate c
 * is chosen with probability proportional to e^(−ε·d(c)/(2Δ)), where d(c) is the
 * distance of q·n from the ranks that c has, #{x < c} to #{x ≤ c}.
 *
 * **Guarantee.** ε-differential privacy under the relation stated: one record
 * moves d by at most Δ = max(q, 1 − q) under `"add-remove"` and 1 under
 * `"replace-one"`. Because the candidates are finite, tied data cannot make
 * the intervals between values vanish. Exact: shares are compared as integers
 * with bounds that tighten until they decide. How long it takes depends on the
 * data; values outside the grid lie beyond its ends.
 *
 * @param options.epsilon ε above 0: a number, "1/11" or a rational
 * @param options.quantile q, from 0 to 1
 * @param options.candidates a grid of at most 2^40 candidates
 * @param options.relation `"add-remove"` unless given
 * @throws {RangeError | TypeError} if an option is unknown or outside its interval
 * @see Smith, *Privacy-preserving statistical estimation with optimal convergence rates*, 2011, Algorithm 2
 *
 * @example The median of ages
 * ```ts
 * import { quantile } from "lib/mechanisms/quantile.ts";
 * import assert from "node:assert/strict";
 *
 * const candidates = { min: 18, max: 90, step: 1 };
 * const median = quantile({ epsilon: 1, candidates });
 * const age = median.release([23, 34, 35, 41, 52, 67]);
 * assert(age >= 18 && age <= 90);
 * ```
 */
export function quantile(
  options: QuantileOptions,
): QuantileMechanism & Displayable {
  const action = "release a quantile";
  requireKnown(action, options, names);
  const { epsilon, quantile = 0.5, candidates, relation = "add-remove" } =
    options;
  requireWithin(action, "quantile", quantile, [0, 1]);
  const loss = pureDp(epsilon);
  const share = Rational.of(quantile);
  const others = Rational.of(1).minus(share);
  const sensitivity = relation === "replace-one"
    ? Rational.of(1)
    : share.compare(others) > 0
    ? share
    : others;
  const rate = loss.epsilon!.dividedBy(sensitivity.times(2));
  const { min, step, count } = checkedGrid(action, candidates);
  requireRelation(action, relation);

  /** Runs of candidates that fit equally well: first index, length, exponent. */
  const runsOf = (values: ArrayLike<number>) => {
    // The place of a value among the candidates: i if it equals the i-th, and
    // i + ½ between that and the next; −½ before the first, half beyond the last.
    const places = Float64Array.from(values, (value) => {
      if (typeof value !== "number" || Number.isNaN(value)) {
        throw new RangeError(`Cannot ${action}: every value must be a number`);
      }
      const place = (value - min) / step;
      const nearest = Math.round(place);
      // The division is rounded: 0.3/0.1 is not 3.
      const at = Math.abs(place - nearest) < ROUNDING
        ? nearest
        : Math.floor(place) + 0.5;
      return Math.min(Math.max(at, -0.5), count - 0.5);
    }).sort();
    const target = share.times(places.length);
    const runs: { start: number; length: number; exponent: Rational }[] = [];
    const add = (start: number, end: number, below: number, equal: number) => {
      if (end <= start) return;
      const short = target.minus(below + equal);
      const long = Rational.of(below).minus(target);
      const distance = short.compare(0) > 0
        ? short
        : long.compare(0) > 0
        ? long
        : Rational.of(0);
      const exponent = distance.times(rate);
      runs.push({ start, length: end - start, exponent });
    };
    let start = 0;
    let rank = 0;
    while (rank < places.length) {
      const place = places[rank]!;
      let last = rank;
      while (places[last] === place) last++;
      const next = Math.max(Math.ceil(place), 0);
      add(start, next, rank, 0);
      start = next;
      if (Number.isInteger(place)) {
        add(place, place + 1, rank, last - rank);
        start = place + 1;
      }
      rank = last;
    }
    add(start, count, places.length, 0);
    return runs;
  };

  const display = (mechanism: QuantileMechanism) =>
    choiceBundle("Quantile mechanism", loss, [
      {
        name: "candidates",
        value: `${withCommas(count)}, from ${min} in steps of ${step}`,
      },
      calibratedTo(
        "a candidate's distance from the quantile",
        sensitivity,
        " ranks",
      ),
      {
        name: "rank error",
        value: `within ${
          shortReach(mechanism.rankError(0.05))
        } ranks of the best candidate in 95% of releases`,
      },
      { name: "releases", value: `a candidate, for the ${quantile}-quantile` },
    ]);

  return withDisplay(display, {
    name: "exponential on a grid of quantiles",
    sensitivity,
    loss: (distance = 1) => lossAt(loss, distance),

    rankError(alpha: number): number {
      requireProbability("state the rank error", "alpha", alpha);
      return (Math.log(count) - Math.log(alpha)) / rate.toNumber();
    },

    probabilities(values: ArrayLike<number>): QuantileRun[] {
      const runs = runsOf(values);
      const exponents = runs.map(({ exponent }) => exponent.toNumber());
      const least = exponents.reduce((a, b) => Math.min(a, b));
      const weights = runs.map(({ length }, i) =>
        length * Math.exp(least - exponents[i]!)
      );
      const total = weights.reduce((a, b) => a + b);
      return runs.map(({ start, length }, i) => ({
        from: min + step * start,
        to: min + step * (start + length - 1),
        probability: weights[i]! / total,
      }));
    },

    release(values: ArrayLike<number>, random: RandomSource = secure): number {
      const runs = runsOf(values);
      const least = runs.map(({ exponent }) => exponent)
        .reduce((a, b) => a.compare(b) <= 0 ? a : b);
      const weights = (bits: number) =>
        runs.map(({ length, exponent }) => {
          const { low, high } = expOf(exponent.minus(least), bits);
          return { low: low * BigInt(length), high: high * BigInt(length) };
        });
      const { start, length } = runs[drawCategorical(weights, random)]!;
      const inside = Number(uniformBelow(BigInt(length), random));
      return min + step * (start + inside);
    },
  });
}

function expOf(exponent: Rational, bits: number) {
  // Smaller than the unit of the bounds: no series needed.
  return exponent.compare(bits) > 0
    ? { low: 0n, high: 1n }
    : expBounds(exponent.numerator, exponent.denominator, bits);
}

function checkedGrid(action: string, candidates: CandidateGrid) {
  requireKnown(action, candidates, ["min", "max", "step"]);
  const { min, max, step } = candidates;
  const count = Math.floor((max - min) / step + ROUNDING) + 1;
  const areFinite = [min, max, step].every(Number.isFinite);
  if (!(areFinite && step > 0 && min <= max && count <= MOST_CANDIDATES)) {
    throw new RangeError(
      `Cannot ${action}: candidates must have finite min ≤ max and a step above 0 that makes at most 2^40 of them, but are ${min} to ${max} by ${step}`,
    );
  }
  return { min, step, count };
}
