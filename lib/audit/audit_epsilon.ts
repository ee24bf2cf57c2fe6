import { requireKnown, requireWithin } from "../checks.ts";
import { clopperPearson } from "./clopper_pearson.ts";

/** How often one event was seen under each of two neighboring inputs. */
export interface EventCounts {
  /** How often under the input that makes it likelier. */
  readonly truePositives: number;
  /** Releases from that input. */
  readonly positives: number;
  /** How often under the other input. */
  readonly falsePositives: number;
  /** Releases from the other input. */
  readonly negatives: number;
}

const counts = ["truePositives", "positives", "falsePositives", "negatives"];

/**
 * A certified lower bound on ε, from how often an event, or a guess "it was
 * this input", came true under each of two neighboring inputs:
 * ln((TPR_low − δ) / FPR_high), or the same for the opposite event if that is
 * larger.
 *
 * **Guarantee.** If the releases are independent and (ε, δ)-differentially
 * private for a relation under which the two inputs are neighbors, the bound is
 * above ε with probability at most 1 − confidence. TPR_low and FPR_high are ends
 * of Clopper–Pearson intervals, each wrong with probability at most half of that,
 * and the opposite event needs no others. It relies on the event, and on which
 * input counts as positive, having been fixed before these releases were seen.
 * A bound below the claim proves nothing.
 *
 * @param options.confidence of the certificate, above 0 and below 1 (0.95)
 * @param options.delta δ of the claim, from 0 to 1 (0)
 * @returns a lower bound on ε, at least 0
 * @throws {RangeError | TypeError} if an option is unknown or outside its interval
 * @see Jagielski, Ullman, Oprea, *Auditing differentially private machine learning*, 2020, Theorem 2
 *
 * @example 600 of 1000 against 200 of 1000
 * ```ts
 * import { auditEpsilon } from "lib/audit/audit_epsilon.ts";
 * import assert from "node:assert/strict";
 *
 * const bound = auditEpsilon({
 *   truePositives: 600,
 *   positives: 1000,
 *   falsePositives: 200,
 *   negatives: 1000,
 *   confidence: 0.95,
 * });
 * assert.equal(bound.toFixed(6), "0.922427");
 * ```
 */
export function auditEpsilon(
  options: EventCounts & { confidence?: number; delta?: number },
): number {
  const action = "bound ε from below";
  requireKnown(action, options, [...counts, "confidence", "delta"]);
  const { truePositives, positives, falsePositives, negatives } = options;
  const { confidence = 0.95, delta = 0 } = options;
  requireWithin(action, "delta", delta, [0, 1]);
  const { low } = clopperPearson(truePositives, positives, { confidence });
  const { high } = clopperPearson(falsePositives, negatives, { confidence });
  return epsilonBound(low, high, delta);
}

/**
 * The larger bound of an event and its opposite, for an event of probability at
 * least `low` under one input and at most `high` under the other.
 */
function epsilonBound(low: number, high: number, delta: number): number {
  const ratio = Math.max((low - delta) / high, (1 - high - delta) / (1 - low));
  return ratio > 1 ? Math.log(ratio) : 0;
}
