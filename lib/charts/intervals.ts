import { requireKnown, requireRows, requireText } from "../checks.ts";
import { type Chart, chart, palette, Plot } from "./plot.ts";

/** An estimate of one group with its interval, and what is true. */
export interface IntervalRow {
  readonly group: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly truth: number;
}

/**
 * Estimates by group with their intervals, beside the true values.
 *
 * @param options.title the finding, which depends on what is estimated
 * @param options.x label of the axis, with its unit
 * @throws {RangeError} if there is no row
 * @throws {TypeError} if an option is unknown or no text
 *
 * @example
 * ```ts
 * import { intervalsChart } from "lib/charts/intervals.ts";
 * import assert from "node:assert/strict";
 *
 * const row = { group: "free care", value: 3.1, low: 3, high: 3.2, truth: 3.06 };
 * const options = { title: "Free care is used more", x: "visits a year" };
 * const { ariaDescription } = intervalsChart([row], options);
 * assert.match(ariaDescription, /free care: 3\.1, from 3 to 3\.2, true 3\.06/);
 * ```
 */
export function intervalsChart(
  rows: readonly IntervalRow[],
  options: { title: string; x: string },
): Chart {
  const action = "draw the intervals";
  requireKnown(action, options, ["title", "x"]);
  const { title, x } = options;
  requireRows(action, rows);
  requireText(action, "title", title);
  requireText(action, "x", x);
  const inside =
    rows.filter(({ low, high, truth }) => low <= truth && truth <= high).length;
  const text = (value: number) => String(Number(value.toPrecision(3)));
  const longest = Math.max(...rows.map(({ group }) => group.length));
  return chart({
    title,
    subtitle:
      `Released estimates with intervals that hold together in 95% of releases; ${inside} of ${rows.length} hold what is true`,
    description: `Estimates of ${x}. ` +
      rows.map(({ group, value, low, high, truth }) =>
        `${group}: ${text(value)}, from ${text(low)} to ${text(high)}, true ${
          text(truth)
        }`
      ).join("; ") + ".",
    legend: [
      { label: "released", color: palette.blue, symbol: "circle" },
      { label: "interval", color: palette.blue, symbol: "dash" },
      { label: "true", color: palette.orange, symbol: "circle" },
    ],
    height: 150 + 44 * rows.length,
    marginLeft: 30 + 7.5 * longest,
    x: {
      label: `${x} →`,
      labelAnchor: "center",
      labelArrow: "none",
      grid: true,
      nice: true,
    },
    y: { domain: rows.map(({ group }) => group), label: null },
    marks: [
      Plot.ruleY(rows, {
        x1: "low",
        x2: "high",
        y: "group",
        stroke: palette.blue,
        strokeWidth: 3,
      }),
      Plot.dot(rows, { x: "value", y: "group", fill: palette.blue, r: 6 }),
      Plot.dot(rows, {
        x: "truth",
        y: "group",
        fill: palette.orange,
        stroke: "white",
        r: 4,
      }),
    ],
  });
}
