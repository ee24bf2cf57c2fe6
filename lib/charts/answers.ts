import { requireKnown, requireRows, requireText } from "../checks.ts";
import { type Chart, chart, palette, Plot } from "./plot.ts";

/** A histogram released at one ε, beside what is true. */
export interface AnswerBars {
  readonly epsilon: number;
  readonly truth: readonly number[];
  readonly released: readonly number[];
  /** Where bars begin and end: one more than there are bars. */
  readonly edges?: readonly number[];
}

/**
 * The same histogram released at several ε, a panel each, all on one scale,
 * with the true counts as lines.
 *
 * @param answers rows without edges are no histograms and left out
 * @param options.x label of the axis, with its unit
 * @throws {RangeError} if no row is a histogram
 * @throws {TypeError} if an option is unknown or no text
 *
 * @example The title says the finding
 * ```ts
 * import { answersChart } from "lib/charts/answers.ts";
 * import assert from "node:assert/strict";
 *
 * const bars = { truth: [40, 12], edges: [0, 10, 20] };
 * const { ariaLabel } = answersChart([
 *   { ...bars, epsilon: 0.1, released: [31, 18] },
 *   { ...bars, epsilon: 1, released: [41, 12] },
 * ], { x: "age" });
 * assert.equal(ariaLabel, "The smaller ε, the more noise is in the bars");
 * ```
 */
export function answersChart(
  answers: readonly AnswerBars[],
  options: { x: string },
): Chart {
  const action = "draw the histograms";
  requireKnown(action, options, ["x"]);
  const { x } = options;
  requireText(action, "x", x);
  const histograms = answers.flatMap(({ edges, ...rest }) =>
    edges === undefined ? [] : [{ edges, ...rest }]
  );
  requireRows(action, histograms);
  const bars = histograms.flatMap(({ epsilon, truth, released, edges }) =>
    released.map((value, i) => ({
      panel: `ε = ${epsilon}`,
      from: edges[i]!,
      to: edges[i + 1]!,
      value,
      truth: truth[i]!,
    }))
  );
  const heights = bars.flatMap(({ value, truth }) => [value, truth]);
  const summary = histograms.map(({ epsilon, truth, released }) => {
    const errors = released.map((value, i) => Math.abs(value - truth[i]!));
    const mean = errors.reduce((a, b) => a + b) / errors.length;
    return `at ε = ${epsilon} the ${released.length} counts are off by ${
      Number(mean.toPrecision(2))
    } on average, by ${Number(Math.max(...errors).toPrecision(2))} at most`;
  });
  const bin = { x1: "from", x2: "to", fy: "panel" } as const;
  return chart({
    title: "The smaller ε, the more noise is in the bars",
    subtitle:
      "Counts of one histogram, released at several ε; only the curator sees the lines",
    description: `Histograms of ${x}: ${summary.join("; ")}.`,
    legend: [
      { label: "released", color: palette.sky },
      { label: "true", color: palette.orange, symbol: "dash" },
    ],
    height: 130 + 110 * histograms.length,
    marginRight: 80,
    x: {
      label: `${x} →`,
      labelAnchor: "center",
      labelArrow: "none",
      ticks: histograms[0]!.edges as number[],
      tickFormat: (edge: number) => edge.toLocaleString("en-US"),
    },
    y: {
      label: null,
      ticks: 4,
      domain: [Math.min(0, ...heights), 1.05 * Math.max(1, ...heights)],
    },
    fy: { domain: [...new Set(bars.map(({ panel }) => panel))], label: null },
    marks: [
      Plot.rectY(bars, {
        ...bin,
        y: "value",
        fill: palette.sky,
        insetLeft: 1,
        insetRight: 1,
      }),
      Plot.ruleY(bars, {
        ...bin,
        y: "truth",
        stroke: palette.orange,
        strokeWidth: 2,
      }),
      Plot.ruleY([0], { stroke: palette.rule }),
    ],
  });
}
