import { cardBundle } from "../card.ts";
import { type DisplayBundle, tableBundle } from "../html_table.ts";
import { shortNumber, shortReach, shortStart } from "../short_text.ts";
import type { Audit } from "./audit_mechanism.ts";

/** What an audit was asked. */
interface Claim {
  readonly claimedEpsilon?: number | undefined;
  readonly delta: number;
}

/** An audit: the bound, what it says about the claim, and the counts behind it. */
export function auditBundle(audit: Audit, claim: Claim): DisplayBundle {
  const { epsilonLowerBound, errorProbability, event, rates } = audit;
  const rows = rates.map(({ hits, draws, low, high }, i) => ({
    input: i === 0 ? "first" : "second",
    hits,
    draws,
    "rate at least": shortStart(low),
    "rate at most": shortReach(high),
  }));
  return cardBundle({
    title: "Audit",
    lead: `ε ≥ ${shortStart(epsilonLowerBound)}`,
    detail: `certified, wrong with probability at most ${
      shortNumber(errorProbability)
    }`,
    facts: [
      { name: "claim", value: verdict(audit, claim) },
      { name: "event", value: event },
    ],
    table: tableBundle(Object.keys(rows[0]!), rows, {
      caption: "The draws that certify it",
      rowNames: 1,
    }),
  });
}

function verdict(
  { violates }: Audit,
  { claimedEpsilon, delta }: Claim,
): string {
  const slack = delta === 0 ? "" : `, δ = ${delta}`;
  if (violates === undefined) return `none${slack}`;
  const claim = `ε = ${claimedEpsilon}${slack}`;
  return violates
    ? `${claim} is refuted`
    : `${claim} is not refuted, which proves nothing`;
}
