import { requireKnown, requirePositive, requireRows } from "../checks.ts";
import { type Chart, chart, palette, Plot } from "./plot.ts";

/** Exact rates on the edge are inside. */
const ROUNDING = 1e-9;

/** One test that tells two neighboring tables apart, with how often it says yes. */
export interface RocRow {
  readonly label: string;
  /** Share of yes on the table with the record. */
  readonly truePositiveRate: number;
  /** Share of yes on the table without it. */
  readonly falsePositiveRate: number;
}

/**
 * Measured tests in the region that ε-differential privacy allows: true positives
 * at most e^ε times false positives, and the same for false and true negatives.
 *
 * @param options.epsilon ε above 0, which bounds the region
 * @throws {RangeError | TypeError} if there is no row, or an option is unknown or
 * outside its interval
 *
 * @example The title says the finding
 * ```ts
 * import { rocChart } from "lib/charts/roc.ts";
 * import assert from "node:assert/strict";
 *
 * const rows = [{ label: "sum", truePositiveRate: 1, falsePositiveRate: 0 }];
 * const { ariaLabel } = rocChart(rows, { epsilon: 1 });
 * assert.equal(
 *   ariaLabel,
 *   "Outside what ε = 1 allows: sum",
 * );
 * ```
 */
export function rocChart(
  rows: readonly RocRow[],
  options: { epsilon: number },
): Chart {
  const action = "draw the region";
  requireKnown(action, options, ["epsilon"]);
  const { epsilon } = options;
  requireRows(action, rows);
  requirePositive(action, "epsilon", epsilon);
  const factor = Math.exp(epsilon);
  const most = (x: number) => Math.min(factor * x, 1 - (1 - x) / factor);
  const region = Array.from({ length: 201 }, (_, i) => {
    const x = i / 200;
    return { x, low: 1 - most(1 - x), high: most(x) };
  });
  const isOutside = ({ truePositiveRate, falsePositiveRate }: RocRow) =>
    truePositiveRate > most(falsePositiveRate) + ROUNDING ||
    truePositiveRate < 1 - most(1 - falsePositiveRate) - ROUNDING;
  const outside = rows.filter(isOutside);
  const names = outside.map(({ label }) => label).join(", ");
  return chart({
    title: outside.length === 0
      ? `No test leaves the region that ε = ${epsilon} allows`
      : `Outside what ε = ${epsilon} allows: ${names}`,
    subtitle: "Each dot is a test that tells two neighboring tables apart",
    description:
      `True positive rate against false positive rate. A lens around the diagonal is what ε = ${epsilon} allows. ` +
      rows.map((row) =>
        `${row.label}: ${row.truePositiveRate.toFixed(3)} against ${
          row.falsePositiveRate.toFixed(3)
        }, ${isOutside(row) ? "outside" : "inside or on the edge"}`
      ).join("; ") + ".",
    legend: [
      { label: `allowed by ε = ${epsilon}`, color: palette.pale[0] },
      { label: "inside or on the edge", color: palette.blue, symbol: "circle" },
      { label: "outside", color: palette.orange, symbol: "circle" },
    ],
    width: 620,
    height: 560,
    x: {
      domain: [0, 1],
      grid: true,
      label: "false positives: yes without the record (share) →",
      labelAnchor: "center",
      labelArrow: "none",
    },
    y: {
      domain: [0, 1],
      grid: true,
      label: "↑ true positives: yes with the record (share)",
      labelAnchor: "center",
      labelArrow: "none",
    },
    marks: [
      Plot.areaY(region, {
        x: "x",
        y1: "low",
        y2: "high",
        fill: palette.pale[0],
      }),
      Plot.line([[0, 0], [1, 1]], {
        stroke: palette.rule,
        strokeDasharray: "5 4",
      }),
      Plot.dot(rows, {
        x: "falsePositiveRate",
        y: "truePositiveRate",
        r: 5,
        fill: (row: RocRow) => isOutside(row) ? palette.orange : palette.blue,
      }),
      // To the left of dots on the right, where there is no room beside them.
      ...(["start", "end"] as const).map((textAnchor) =>
        Plot.text(
          rows.filter(({ falsePositiveRate }) =>
            (falsePositiveRate > 0.7) === (textAnchor === "end")
          ),
          {
            x: "falsePositiveRate",
            y: "truePositiveRate",
            text: "label",
            textAnchor,
            dx: textAnchor === "end" ? -9 : 9,
            stroke: "white",
            strokeWidth: 4,
            fill: palette.ink,
          },
        )
      ),
    ],
  });
}
