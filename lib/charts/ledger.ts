import type { LedgerEntry } from "../accounting/budget.ts";
import { type Exactable, Rational } from "../exact.ts";
import { type Chart, chart, palette, Plot } from "./plot.ts";

const colors = [palette.blue, palette.orange, palette.green, "#cc79a7"];

/**
 * A ledger as one bar: what each answer cost, in the order of the questions,
 * and what is left of the total.
 *
 * @param entries the charges, in pure ε
 * @param options.total the budget
 */
export function ledgerChart(
  entries: readonly LedgerEntry[],
  { total }: { total: Exactable },
): Chart {
  let spent = Rational.of(0);
  const charges = entries.map(({ label, loss }, i) => {
    const from = spent;
    spent = spent.plus(loss.epsilon!);
    return {
      from: Number(from),
      to: Number(spent),
      text: `${label}: ε = ${loss.epsilon}`,
      color: colors[i % colors.length]!,
    };
  });
  const left = Rational.of(total).minus(spent);
  return chart({
    title: left.equals(0)
      ? `${entries.length} answers used the budget up`
      : `${entries.length} answers cost ε = ${spent}; ${left} is left`,
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
      Plot.link(charges, {
        x1: "from",
        x2: "from",
        y1: 0.4,
        y2: (_: unknown, i: number) => i + 1,
        stroke: "color",
      }),
      ...[false, true].map((late) =>
        Plot.text(charges, {
          filter: ({ from }: { from: number }) =>
            (from > Number(total) / 2) === late,
          x: "from",
          y: (_: unknown, i: number) => i + 1,
          text: "text",
          stroke: "white",
          strokeWidth: 5,
          fill: palette.ink,
          textAnchor: late ? "end" : "start",
          dx: late ? -5 : 5,
        })
      ),
    ],
  });
}
