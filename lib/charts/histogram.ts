import { requireKnown, requireRows, requireText } from "../checks.ts";
import { type Chart, chart, palette, Plot } from "./plot.ts";

/** One bar: a bin, its noisy count and, for the curator's eyes, the true one. */
export interface HistogramRow {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly truth: number;
  /** How far the noise of any bar of the panel reaches, with 95% probability. */
  readonly off: number;
  /** Which panel the bar is in, such as "20 bins". */
  readonly panel: string;
}

/**
 * Noisy histograms with the reach of their noise, one panel for each number of
 * bins, over the true counts.
 *
 * @param options.x label of the axis, with its unit
 * @throws {RangeError} if there is no row
 * @throws {TypeError} if an option is unknown or no text
 *
 * @example The title says the finding
 * ```ts
 * import { histogramChart } from "lib/charts/histogram.ts";
 * import assert from "node:assert/strict";
 *
 * const bar = { from: 0, to: 10, value: 42, truth: 40, off: 3, panel: "1 bin" };
 * assert.equal(
 *   histogramChart([bar], { x: "price" }).ariaLabel,
 *   "The finer the bars, the larger the noise beside them",
 * );
 * ```
 */
export function histogramChart(
  rows: readonly HistogramRow[],
  options: { x: string },
): Chart {
  const action = "draw the histogram";
  requireKnown(action, options, ["x"]);
  const { x } = options;
  requireRows(action, rows);
  requireText(action, "x", x);
  const panels = [...new Set(rows.map(({ panel }) => panel))];
  const highest = new Map(panels.map((panel) => {
    const heights = rows.filter((row) => row.panel === panel)
      .map(({ value, truth, off }) => Math.max(value + off, truth));
    // At least 1, if every bar of it is empty.
    return [panel, Math.max(1, ...heights)];
  }));
  // Each panel is drawn on the scale of its own highest bar.
  const share = (of: (row: HistogramRow) => number) => (row: HistogramRow) =>
    of(row) / highest.get(row.panel)!;
  // What reaches further down is cut off.
  const least = Math.max(
    Math.min(0, ...rows.map(share(({ value, off }) => value - off))),
    -0.4,
  );
  const summary = panels.map((panel) => {
    const bars = rows.filter((row) => row.panel === panel);
    const largest = Math.max(...bars.map(({ truth }) => truth));
    const { off } = bars[0]!;
    const part = largest === 0
      ? ""
      : `, ${Math.round(100 * off / largest)}% of it`;
    return `${panel}: the highest bar is ${largest}, the noise reaches ${off}${part}`;
  });
  const bin = { x1: "from", x2: "to", fy: "panel" } as const;
  const middle = ({ from, to }: HistogramRow) => (from + to) / 2;
  return chart({
    title: "The finer the bars, the larger the noise beside them",
    subtitle:
      "Each panel on the scale of its highest bar; reach of the noise of all bars at once (95%)",
    description:
      `Noisy histograms of ${x}, each panel on the scale of its highest bar. ${
        summary.join(". ")
      }.`,
    legend: [
      { label: "released", color: palette.sky },
      { label: "reach of the noise", color: palette.blue, symbol: "dash" },
      { label: "true", color: palette.orange, symbol: "dash" },
    ],
    height: 120 + 130 * panels.length,
    marginRight: 80,
    x: { label: `${x} →`, labelAnchor: "center", labelArrow: "none" },
    y: { axis: null, domain: [least, 1] },
    fy: { domain: panels, label: null },
    marks: [
      Plot.rectY(rows, {
        ...bin,
        y: (row: HistogramRow) =>
          Math.max(share(({ value }) => value)(row), least),
        fill: palette.sky,
        insetLeft: 0.5,
        insetRight: 0.5,
      }),
      Plot.ruleX(rows, {
        x: middle,
        fy: "panel",
        y1: share(({ value, off }) => value - off),
        y2: share(({ value, off }) => value + off),
        stroke: palette.blue,
        clip: true,
      }),
      Plot.ruleY(rows, {
        ...bin,
        y: share(({ truth }) => truth),
        stroke: palette.orange,
        strokeWidth: 1.5,
      }),
      Plot.ruleY([0], { stroke: palette.rule }),
    ],
  });
}
