import {
  requireInteger,
  requireKnown,
  requireProbability,
  requireWithin,
} from "../checks.ts";
import type { Displayable } from "../displayable.ts";
import { type RandomSource, secureRandom } from "../random.ts";
import { withDisplay } from "../with_display.ts";
import { auditBundle } from "./audit_card.ts";
import { auditEpsilon } from "./audit_epsilon.ts";
import { type AuditEvent, chooseEvent } from "./choose_event.ts";
import type { Interval } from "../interval.ts";
import { clopperPearson } from "./clopper_pearson.ts";
import type { AuditOutput, Pair } from "./tally.ts";

/** How often the event was seen under one input, and between what its probability lies. */
export interface EventRate extends Interval {
  readonly hits: number;
  readonly draws: number;
  readonly rate: number;
}

/** What an audit found. */
export interface Audit {
  /** ε is at least this, unless the certificate is wrong. */
  readonly epsilonLowerBound: number;
  /** Whether the bound is above the claim; undefined if nothing was claimed. */
  readonly violates: boolean | undefined;
  /** How likely a mechanism of a smaller ε is to get this bound, at most. */
  readonly errorProbability: number;
  /** The event that was certified, in words. */
  readonly event: string;
  /** The input that makes the event likelier: the first or the second. */
  readonly likelierUnder: 0 | 1;
  /** How often the event was seen under each input, in their order. */
  readonly rates: Pair<EventRate>;
}

/** What is claimed, and how sure a certificate against it has to be. */
export interface AuditOptions<Output extends AuditOutput> {
  /** ε as claimed, at least 0, if anything is claimed. */
  readonly claimedEpsilon?: number;
  /** δ as claimed, from 0 to 1 (0). */
  readonly delta?: number;
  /** 1 minus the probability that the certificate is wrong (0.95). */
  readonly confidence?: number;
  /** Further events to try, by their description. */
  readonly events?: Readonly<Record<string, (output: Output) => boolean>>;
}

const names = ["claimedEpsilon", "delta", "confidence", "events"];

/**
 * A certified lower bound on the ε of any function, from its outputs under two
 * neighboring inputs. The first half of the draws chooses the event that tells
 * the inputs apart best, the second half certifies it.
 *
 * **Guarantee.** If `release` is (ε, δ)-differentially private for a relation
 * under which the two inputs are neighbors, and its outputs are independent, then
 * with probability at least `confidence` the bound is at most ε. So an audit that
 * says `violates` of a right claim is an error of probability at most
 * 1 − confidence, whatever events were tried, because the draws that certify had
 * no part in the choice. It holds for one audit: the largest bound of k audits
 * errs with probability at most k·(1 − confidence). No violation proves nothing:
 * other inputs, events or more draws may find one. Independence fails if the
 * function remembers or repeats noise.
 *
 * Candidate events are thresholds either way, single values and sets of values
 * of large likelihood ratio, for the whole output and for each element of an
 * array, and those in `events`. To try functions of the output, wrap the release
 * in them: what is certified of a processed output holds of the output.
 *
 * @param release one output for an input, with the source to draw from
 * @param options.neighbors two inputs that are neighbors for the claim's relation
 * @param options.draws how many outputs to draw from each input, at least 2; a
 * bound of ε on an event of probability p takes some 30·e^ε/p of them
 * @param options.random source handed to `release`, secure unless given
 * @returns the bound, the event and its rates with two-sided intervals
 * @throws {RangeError | TypeError} if an option is unknown or outside its interval,
 * or an output is of another kind; and whatever `release` throws
 * @see Jagielski, Ullman, Oprea, *Auditing differentially private machine learning*, 2020, Theorem 2
 * @see Bichsel, Steffen, Bogunovic, Vechev, *DP-Sniper: black-box discovery of differential privacy violations using classifiers*, 2021
 *
 * @example A sum of purchases up to $300, with noise for a sensitivity of $1
 * ```ts
 * import { auditMechanism } from "lib/audit/audit_mechanism.ts";
 * import { laplace } from "lib/mechanisms/laplace.ts";
 * import assert from "node:assert/strict";
 *
 * const { release } = laplace({ sensitivity: 1, epsilon: 1 });
 * const audit = auditMechanism(
 *   (purchases, random) => release(purchases.reduce((a, b) => a + b), random),
 *   {
 *     neighbors: [[100, 200], [100, 200, 300]],
 *     draws: 1000,
 *     claimedEpsilon: 1,
 *     confidence: 1 - 1e-6,
 *   },
 * );
 * assert.equal(audit.violates, true);
 * assert(audit.epsilonLowerBound > 3);
 * ```
 */
export function auditMechanism<Input, Output extends AuditOutput>(
  release: (input: Input, random: RandomSource) => Output,
  options:
    & AuditOptions<Output>
    & {
      readonly neighbors: Pair<Input>;
      readonly draws: number;
      readonly random?: RandomSource;
    },
): Audit & Displayable {
  requireKnown("audit", options, ["neighbors", "draws", "random", ...names]);
  const { neighbors, draws, random = secureRandom(), ...claim } = options;
  requireInteger("audit", "draws", draws, 2);
  const drawFrom = (input: Input) =>
    Array.from({ length: draws }, () => release(input, random));
  return auditOutputs(
    [drawFrom(neighbors[0]), drawFrom(neighbors[1])],
    claim,
  );
}

/**
 * The same audit of outputs that were drawn elsewhere: by an asynchronous
 * function, in another process, by another library.
 *
 * **Guarantee.** That of {@linkcode auditMechanism}, if the outputs of each input
 * are independent and alike in distribution.
 *
 * @param outputs those under the first and under the second of two neighboring
 * inputs, at least two each
 * @throws {RangeError | TypeError} if an option is unknown or outside its interval,
 * or an output is no number, text, boolean or array of these
 *
 * @example Coins that always tell the truth
 * ```ts
 * import { auditOutputs } from "lib/audit/audit_mechanism.ts";
 * import assert from "node:assert/strict";
 *
 * const always = (answer: string) => Array<string>(1000).fill(answer);
 * const audit = auditOutputs([always("no"), always("yes")], { claimedEpsilon: 1 });
 * assert.deepEqual([audit.violates, audit.event], [true, 'output is "no"']);
 * ```
 */
export function auditOutputs<Output extends AuditOutput>(
  outputs: Pair<readonly Output[]>,
  options: AuditOptions<Output> = {},
): Audit & Displayable {
  requireKnown("audit", options, names);
  const { claimedEpsilon, delta = 0, confidence = 0.95, events = {} } = options;
  for (const sample of outputs) {
    requireInteger("audit", "draws", sample.length, 2);
  }
  if (claimedEpsilon !== undefined) {
    requireWithin("audit", "claimedEpsilon", claimedEpsilon, [0, Infinity]);
  }
  requireWithin("audit", "delta", delta, [0, 1]);
  requireProbability("audit", "confidence", confidence);

  const suspected = Object.entries(events).map(([description, test]) => ({
    description,
    opposite: `not: ${description}`,
    includes: (output) => test(output as Output),
  } satisfies AuditEvent));
  const half = (sample: readonly Output[]) => Math.floor(sample.length / 2);
  const { description, includes, likelierUnder } = chooseEvent(
    [
      outputs[0].slice(0, half(outputs[0])),
      outputs[1].slice(0, half(outputs[1])),
    ],
    { suspected, delta, confidence },
  );

  const rateOf = (sample: readonly Output[]): EventRate => {
    const rest = sample.slice(half(sample));
    const hits = rest.filter(includes).length;
    const interval = clopperPearson(hits, rest.length, { confidence });
    return {
      hits,
      draws: rest.length,
      rate: hits / rest.length,
      ...interval,
    };
  };
  const rates = [rateOf(outputs[0]), rateOf(outputs[1])] as const;
  const likelier = rates[likelierUnder];
  const other = rates[likelierUnder === 0 ? 1 : 0];
  const epsilonLowerBound = auditEpsilon({
    truePositives: likelier.hits,
    positives: likelier.draws,
    falsePositives: other.hits,
    negatives: other.draws,
    confidence,
    delta,
  });
  const claim = { claimedEpsilon, delta };
  return withDisplay((audit) => auditBundle(audit, claim), {
    epsilonLowerBound,
    violates: claimedEpsilon === undefined
      ? undefined
      : claimedEpsilon < epsilonLowerBound,
    errorProbability: 1 - confidence,
    event: description,
    likelierUnder,
    rates,
  });
}
