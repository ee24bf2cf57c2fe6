import { provesZero } from "lib/attacks/precision.ts";
import {
  type Audit,
  auditMechanism,
  type AuditOptions,
  auditOutputs,
} from "lib/audit/audit_mechanism.ts";
import type { AuditOutput, Pair } from "lib/audit/tally.ts";
import type { RandomSource } from "lib/random.ts";
import { quickRandom } from "./quick_random.ts";

/** How often a mechanism that keeps its claim may be found guilty in one audit. */
export const CERTIFICATE_ERROR = 1e-6;

export interface Claim {
  readonly epsilon: number;
  readonly delta?: number;
}

/** A mechanism with its claim, ready to be audited. */
export interface Subject {
  readonly name: string;
  readonly claim: Claim;
  readonly draws: number;
  audit(options?: Trial): Promise<Audit>;
}

/** How one audit may differ from the one that is stated. */
export interface Trial {
  /** Sets the seed apart from that of the other trials. */
  readonly label?: string;
  readonly error?: number;
  /** How many times the usual draws. */
  readonly effort?: number;
}

/** What is tried on every output besides the events of the audit's own choice. */
const events = {
  "proves a true count of 0": (output: AuditOutput) =>
    typeof output === "number" && provesZero(output),
};

export function subject<Input>({ name, claim, draws, neighbors, release }: {
  name: string;
  claim: Claim;
  draws: number;
  neighbors: Pair<Input>;
  release: (input: Input, random: RandomSource) => AuditOutput;
}): Subject {
  return {
    name,
    claim,
    draws,
    audit: (trial = {}) =>
      Promise.resolve(auditMechanism(release, {
        neighbors,
        draws: draws * (trial.effort ?? 1),
        random: sourceOf(name, trial),
        ...optionsOf(claim, trial),
      })),
  };
}

/** The same for a release that has to be awaited. */
export function asyncSubject<Input>(
  { name, claim, draws, neighbors, open }: {
    name: string;
    claim: Claim;
    draws: number;
    neighbors: Pair<Input>;
    /** Prepares releases from one input. */
    open: (input: Input, random: RandomSource) => () => Promise<AuditOutput>;
  },
): Subject {
  const outputs = async (input: Input, trial: Trial, random: RandomSource) => {
    const release = open(input, random);
    const outputs: AuditOutput[] = [];
    while (outputs.length < draws * (trial.effort ?? 1)) {
      outputs.push(await release());
    }
    return outputs;
  };
  return {
    name,
    claim,
    draws,
    async audit(trial = {}) {
      const random = sourceOf(name, trial);
      const first = await outputs(neighbors[0], trial, random);
      const second = await outputs(neighbors[1], trial, random);
      return auditOutputs([first, second], optionsOf(claim, trial));
    },
  };
}

function sourceOf(name: string, { label = "" }: Trial): RandomSource {
  return quickRandom(`${name} ${label}`);
}

function optionsOf(
  { epsilon, delta }: Claim,
  { error = CERTIFICATE_ERROR }: Trial,
): AuditOptions<AuditOutput> {
  return { claimedEpsilon: epsilon, delta, confidence: 1 - error, events };
}
