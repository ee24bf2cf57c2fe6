import { requireRows } from "../checks.ts";
import { type Chart, chart, labeledAxis, palette, Plot } from "./plot.ts";

/** One release and the true count behind it. */
export interface GrainRow {
  readonly trueCount: number;
  readonly released: number;
}

/**
 * Where releases fall between two multiples of 2^(−53): anything but 0 is a
 * double that noise added to a count of 1 or more can never give.
 *
 * @throws {RangeError} if there is no row
 *
 * @example The title says the finding
 * ```ts
 * import { grainChart } from "lib/charts/grain.ts";
 * import assert from "node:assert/strict";
 *
 * const rows = [
 *   { trueCount: 0, released: 0.25 + 2 ** -54 },
 *   { trueCount: 1, released: 1.3 },
 * ];
 * const { ariaLabel } = grainChart(rows);
 * assert.equal(
 *   ariaLabel,
 *   "Releases between the grid lines: 1 from a count of 0, 0 from a count of 1",
 * );
 * ```
 */
export function grainChart(rows: readonly GrainRow[]): Chart {
  requireRows("draw the grain", rows);
  const grains = rows
    .map(({ trueCount, released }) => ({
      trueCount,
      size: Math.abs(released),
      grain: (Math.abs(released) * 2 ** 53) % 1,
    }))
    .filter(({ size }) => size > 2 ** -10 && size < 8);
  const counts = [...new Set(rows.map(({ trueCount }) => trueCount))]
    .sort((a, b) => a - b);
  const colors = new Map(
    counts.map((count, i) => [count, [palette.orange, palette.blue][i % 2]!]),
  );
  const between = (count: number) =>
    grains.filter(({ trueCount, grain }) => trueCount === count && grain !== 0)
      .length;
  const summary = counts.map((count) =>
    `${between(count)} of the releases from a true count of ${count}`
  ).join(" and ");
  return chart({
    title: `Releases between the grid lines: ${
      counts.map((count) => `${between(count)} from a count of ${count}`)
        .join(", ")
    }`,
    subtitle:
      "Position between two multiples of 2⁻⁵³; off the bottom line, a release tells the count",
    description:
      `Each dot is a release, by size on a log axis and by its position between two multiples of 2 to the minus 53. Off the line at 0 lie ${summary}.`,
    legend: counts.map((count) => ({
      label: `true count ${count}`,
      color: colors.get(count)!,
      symbol: "circle",
    })),
    x: { type: "log", domain: [2 ** -10, 8] },
    y: {
      domain: [-0.05, 1],
      grid: true,
      label: "↑ position between two grid lines",
      labelAnchor: "center",
      labelArrow: "none",
    },
    marks: [
      labeledAxis(
        Plot.axisX,
        [0.001, 0.01, 0.1, 1],
        "size of the release (people, log scale) →",
      ),
      Plot.ruleY([0]),
      Plot.dot(grains, {
        x: "size",
        y: "grain",
        r: 2.5,
        fill: (row: { trueCount: number }) => colors.get(row.trueCount),
        fillOpacity: 0.6,
      }),
    ],
  });
}
