import type { LedgerEntry } from "../accounting/budget.ts";
import { requireKnown, requirePositiveExact } from "../checks.ts";
import { type Exactable, Rational } from "../exact.ts";
import { type Chart, chart, palette, Plot } from "./plot.ts";

const colors = [palette.blue, palette.orange, palette.green, "#cc79a7"];

/**
 * A ledger as one bar: what each answer cost, in the order of the questions,
 * and what is left of the total.
 *
 * @param entries the charges, in pure ε
 * @param options.total the budget
 * @throws {RangeError | TypeError} if an option is unknown or outside its interval
 *
 * @example The title says the finding
 * ```ts
 * import { PrivacyBudget } from "lib/accounting/budget.ts";
 * import { ledgerChart } from "lib/charts/ledger.ts";
 * import assert from "node:assert/strict";
 *
 * const budget = new PrivacyBudget(1);
 * budget.spend(0.3, "count");
 * const { ariaLabel } = ledgerChart(budget.entries, { total: 1 });
 * assert.equal(
 *   ariaLabel,
 *   "1 answer cost ε = 0.3; 0.7 is left",
 * );
 * ```
 */
export function ledgerChart(
  entries: readonly LedgerEntry[],
  options: { total: Exactable },
): Chart {
  const action = "draw the ledger";
  requireKnown(action, options, ["total"]);
  const total = requirePositiveExact(action, "total", options.total);
  let spent = Rational.of(0);
  const charges = entries.map(({ label, loss }, i) => {
    const from = spent;
    spent = spent.plus(loss.epsilon!);
    return {
      from: Number(from),
      to: Number(spent),
      number: String(i + 1),
      text: `${i + 1}  ${label}: ε = ${loss.epsilon}`,
      color: colors[i % colors.length]!,
    };
  });
  const left = total.minus(spent);
  const answers = entries.length === 1
    ? "1 answer"
    : `${entries.length} answers`;
  return chart({
    title: left.equals(0)
      ? `${answers} used the budget up`
      : `${answers} cost ε = ${spent}; ${left} is left`,
    subtitle:
      "Each answer is charged before it is computed; nothing comes back",
    description: `One bar of length ${total}, the privacy budget. ` +
      charges.map(({ text }) => text).join("; ") + `; left: ${left}.`,
    height: 140 + 28 * charges.length,
    marginLeft: 24,
    x: {
      domain: [0, Number(total)],
      label: "privacy loss ε →",
      labelAnchor: "center",
      labelArrow: "none",
    },
    y: { axis: null, domain: [charges.length + 0.6, -0.4] },
    marks: [
      Plot.rect([0], {
        x1: 0,
        x2: Number(total),
        y1: -0.4,
        y2: 0.4,
        fill: "#eeeeee",
        stroke: palette.rule,
      }),
      Plot.rect(charges, {
        x1: "from",
        x2: "to",
        y1: -0.4,
        y2: 0.4,
        fill: "color",
        stroke: "white",
      }),
      Plot.text(charges, {
        x: ({ from, to }: { from: number; to: number }) => (from + to) / 2,
        y: 0,
        text: "number",
        fill: "white",
        fontWeight: 600,
      }),
      Plot.text(charges, {
        frameAnchor: "left",
        y: (_: unknown, i: number) => i + 1.1,
        text: "text",
      }),
    ],
  });
}
