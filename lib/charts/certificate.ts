import { requireKnown, requirePositive, requireRows } from "../checks.ts";
import { type Chart, chart, labeledAxis, palette, Plot } from "./plot.ts";

/** How much ε a number of draws could certify. */
export interface CertificateRow {
  readonly draws: number;
  readonly certified: number;
}

/**
 * The certified lower bound on ε against the number of draws, beside claim and truth.
 *
 * @param options.claimed the ε that is claimed, above 0
 * @param options.truth the ε that holds, above 0
 * @throws {RangeError | TypeError} if there is no row, or an option is unknown or
 * outside its interval
 *
 * @example The title says the finding
 * ```ts
 * import { certificateChart } from "lib/charts/certificate.ts";
 * import assert from "node:assert/strict";
 *
 * const rows = [{ draws: 100, certified: 0.4 }, { draws: 1000, certified: 1.7 }];
 * const { ariaLabel } = certificateChart(rows, { claimed: 1, truth: 2 });
 * assert.equal(
 *   ariaLabel,
 *   "1,000 draws refute the claim ε ≤ 1",
 * );
 * ```
 */
export function certificateChart(
  rows: readonly CertificateRow[],
  options: { claimed: number; truth: number },
): Chart {
  const action = "draw the certificates";
  requireKnown(action, options, ["claimed", "truth"]);
  const { claimed, truth } = options;
  requireRows(action, rows);
  requirePositive(action, "claimed", claimed);
  requirePositive(action, "truth", truth);
  const first = rows.find(({ certified }) => certified > claimed);
  const most = rows.reduce((a, b) => b.draws > a.draws ? b : a);
  return chart({
    title: first === undefined
      ? `${most.draws.toLocaleString("en-US")} draws do not refute the claim`
      : `${
        first.draws.toLocaleString("en-US")
      } draws refute the claim ε ≤ ${claimed}`,
    subtitle: "More draws certify more, and certificates scatter",
    description:
      `Certified lower bound on epsilon against the number of draws on a log axis, with rules at the claim ${claimed} and the truth ${truth}. ` +
      rows.map(({ draws, certified }) =>
        `${draws.toLocaleString("en-US")} draws: ${certified.toFixed(2)}`
      ).join("; ") + ".",
    legend: [
      { label: "certified", color: palette.blue, symbol: "circle" },
      { label: "claimed", color: palette.orange, symbol: "dash" },
      { label: "true", color: palette.green, symbol: "dash" },
    ],
    x: { type: "log" },
    y: {
      domain: [0, 1.1 * Math.max(truth, ...rows.map((row) => row.certified))],
      grid: true,
      label: "↑ privacy loss ε",
      labelAnchor: "center",
      labelArrow: "none",
    },
    marks: [
      labeledAxis(
        Plot.axisX,
        rows.map(({ draws }) => draws),
        "draws from each table (log scale) →",
      ),
      Plot.ruleY([claimed], { stroke: palette.orange, strokeWidth: 1.5 }),
      Plot.ruleY([truth], { stroke: palette.green, strokeWidth: 1.5 }),
      Plot.line(rows, { x: "draws", y: "certified", stroke: palette.blue }),
      Plot.dot(rows, { x: "draws", y: "certified", r: 4, fill: palette.blue }),
    ],
  });
}
