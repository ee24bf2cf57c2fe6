import { type Card, cardBundle, type Fact } from "../card.ts";
import type { Rational } from "../exact.ts";
import { type DisplayBundle, tableBundle } from "../html_table.ts";
import { percentText, shortNumber } from "../short_text.ts";
import type { LedgerEntry } from "./budget.ts";
import type { PrivacyLoss } from "./privacy_loss.ts";

/** What a loss means for a reader, in one sentence. */
export function meaningOf({ epsilon, delta, rho }: PrivacyLoss): string {
  if (rho !== undefined) {
    return "the Rényi divergence of order α between neighbors is at most ρ·α, for every α > 1; there is no ε that says the same, but one for each δ above 0";
  }
  return delta!.equals(0)
    ? `an answer changes the odds of a table against its neighbor by a factor of at most ${
      factorText(epsilon!)
    }`
    : `any set of answers is at most ${
      factorText(epsilon!)
    } times as likely as for a neighboring table, plus δ`;
}

/** e^ε, and about how much it is where that is short. */
function factorText(epsilon: Rational): string {
  const factor = Math.exp(epsilon.toNumber());
  if (factor >= 1e6) return "e^ε, more than a million";
  const short = shortNumber(factor);
  // A factor of 1 would be a loss of nothing.
  return short === "1" && epsilon.compare(0) > 0
    ? "e^ε, just above 1"
    : `e^ε ≈ ${short}`;
}

const kinds = {
  pure: "pure differential privacy",
  approximate: "approximate differential privacy",
  "zero-concentrated": "zero-concentrated differential privacy",
} as const;

/** A loss: how it is measured, and what it means. */
export function lossBundle(loss: PrivacyLoss): DisplayBundle {
  return cardBundle({
    title: "Privacy loss",
    lead: `${loss}`,
    facts: [
      { name: "kind", value: kinds[loss.kind] },
      { name: "meaning", value: meaningOf(loss) },
    ],
  });
}

/** A loss as a fact, with what it means. */
export function lossFact(loss: PrivacyLoss, name = "loss"): Fact {
  return { name, value: `${loss}`, help: meaningOf(loss) };
}

/** What is public about a budget. */
export interface Balance {
  readonly total: PrivacyLoss;
  readonly remaining: PrivacyLoss;
  readonly spent: PrivacyLoss;
  readonly entries: readonly LedgerEntry[];
}

/** The first line of whatever has a budget: what is left of it. */
export function balanceLead(
  { total, remaining, entries }: Balance,
): Pick<Card, "lead" | "detail"> {
  const charges = entries.length === 1 ? "charge" : "charges";
  return {
    lead: `${remaining}`,
    detail: `left of ${total} after ${entries.length} ${charges}`,
  };
}

/** More parts than this are drawn as one. */
const MOST_PARTS = 20;

/** The numbers that a loss can have. */
const numbers = [
  { symbol: "ε", of: ({ epsilon }: PrivacyLoss) => epsilon },
  { symbol: "δ", of: ({ delta }: PrivacyLoss) => delta },
  { symbol: "ρ", of: ({ rho }: PrivacyLoss) => rho },
];

/** What is spent: for each number of the loss a bar, with a part for each charge. */
export function balanceFacts({ total, spent, entries }: Balance): Fact[] {
  return numbers.flatMap(({ symbol, of }) => {
    const whole = of(total);
    if (whole === undefined || whole.equals(0)) return [];
    const share = (loss: PrivacyLoss) => of(loss)!.dividedBy(whole).toNumber();
    const parts = entries.length > MOST_PARTS
      ? [spent]
      : entries.map(({ loss }) => loss);
    return [{
      name: "spent",
      value: `${symbol} = ${of(spent)}, ${percentText(share(spent))}`,
      shares: parts.map(share),
    }];
  });
}

/** A budget: what is left, what is spent, and the charges. */
export function budgetBundle(balance: Balance): DisplayBundle {
  return cardBundle({
    title: "Privacy budget",
    ...balanceLead(balance),
    facts: balanceFacts(balance),
    ...balance.entries.length > 0 &&
      { table: ledgerBundle(balance.total, balance.entries) },
  });
}

/** The charges as a table: what each was for, what it cost, what it left. */
export function ledgerBundle(
  total: PrivacyLoss,
  entries: readonly LedgerEntry[],
): DisplayBundle {
  let left = total;
  const rows = entries.map(({ label, loss }, i) => {
    left = left.minus(loss);
    return { charge: i + 1, "what for": label, loss, left };
  });
  return tableBundle(["charge", "what for", "loss", "left"], rows, {
    none: "nothing charged yet",
    rowNames: 1,
  });
}
