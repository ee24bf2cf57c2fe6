import {
  requireFiniteSecret,
  requireInteger,
  requireKnown,
  requirePositive,
  requireRows,
} from "../checks.ts";
import { groupBy } from "../group_by.ts";
import { normalDensity } from "../normal.ts";
import { type Chart, chart, palette, Plot } from "./plot.ts";

/** One repetition of the survey: its estimate of the mean, and the noise behind it. */
export interface EstimateRow {
  /** Of the noise that each friend added. */
  readonly standardDeviation: number;
  readonly estimate: number;
}

const BINS_WITHIN = 5;
const REACH = 3.4;

/**
 * Histograms of a survey's estimates over many repetitions, one panel for each
 * noise, with the normal curve of the standard error σ/√n and the band in which
 * an estimate counts as close.
 *
 * @param rows the repetitions
 * @param options.actual the mean that is estimated
 * @param options.friends number of reports behind each estimate
 * @param options.within half the width of the band, in dollars
 * @throws {RangeError | TypeError} if there is no row, or an option is unknown or
 * outside its interval
 *
 * @example The title says the finding
 * ```ts
 * import { estimatesChart } from "lib/charts/estimates.ts";
 * import assert from "node:assert/strict";
 *
 * const rows = [70_100, 69_500, 70_400, 71_700]
 *   .map((estimate) => ({ standardDeviation: 20_000, estimate }));
 * const { ariaLabel } = estimatesChart(rows, {
 *   actual: 70_000,
 *   friends: 1000,
 *   within: 1000,
 * });
 * assert.equal(
 *   ariaLabel,
 *   "Within $1,000: 75.0% of the estimates at SD 20,000",
 * );
 * ```
 */
export function estimatesChart(
  rows: readonly EstimateRow[],
  options: {
    actual: number;
    friends: number;
    within: number;
  },
): Chart {
  const action = "draw the estimates";
  requireKnown(action, options, ["actual", "friends", "within"]);
  const { actual, friends, within } = options;
  requireRows(action, rows);
  requireFiniteSecret(action, "actual", actual);
  requireInteger(action, "friends", friends, 1);
  requirePositive(action, "within", within);
  const panels = [...groupBy(rows, (row) => row.standardDeviation)].map(
    ([standardDeviation, own]) => ({
      standardDeviation,
      standardError: standardDeviation / Math.sqrt(friends),
      estimates: own.map(({ estimate }) => estimate),
    }),
  );
  type Panel = typeof panels[number];
  const inside = ({ estimates }: Panel) =>
    estimates.filter((x) => Math.abs(x - actual) <= within).length /
    estimates.length;
  const width = within / BINS_WITHIN;
  const widest = Math.max(...panels.map(({ standardError }) => standardError));
  const reach = width * Math.ceil(REACH * widest / width);
  const bars = panels.flatMap(({ standardDeviation, estimates }) => {
    const bins = groupBy(
      estimates.filter((x) => Math.abs(x - actual) < reach),
      (x) => Math.floor((x - actual) / width),
    );
    return [...bins].map(([bin, { length }]) => ({
      standardDeviation,
      from: actual + bin * width,
      to: actual + (bin + 1) * width,
      share: length / estimates.length,
    }));
  });
  const curves = panels.flatMap(({ standardDeviation, standardError }) =>
    Array.from({ length: 201 }, (_, i) => {
      const off = reach * (i / 100 - 1);
      const share = width / standardError * normalDensity(off / standardError);
      return { standardDeviation, estimate: actual + off, share };
    })
  );
  const top = Math.max(...[...bars, ...curves].map(({ share }) => share));
  const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
  const whole = (x: number) => Math.round(x).toLocaleString("en-US");
  return chart({
    title: `Within $${whole(within)}: ` +
      panels.map((panel, i) =>
        `${percent(inside(panel))} ${
          i === 0 ? "of the estimates at SD" : "at"
        } ${whole(panel.standardDeviation)}`
      ).join(", "),
    subtitle: `${
      [...new Set(panels.map(({ estimates }) => whole(estimates.length)))]
        .join(" and ")
    } repetitions each, with ${whole(friends)} friends; standard error ${
      panels.map(({ standardError }) => whole(standardError)).join(" and ")
    }`,
    description:
      `Histograms of the estimated mean around the actual one, ${
        whole(actual)
      }, one panel for each standard deviation of the noise, each under the normal curve of its standard error. ` +
      panels.map((panel) =>
        `At ${whole(panel.standardDeviation)} the standard error is ${
          whole(panel.standardError)
        } and ${percent(inside(panel))} of ${
          whole(panel.estimates.length)
        } estimates lie within ${whole(within)}.`
      ).join(" "),
    legend: [
      { label: "estimates", color: palette.blue },
      {
        label: "normal curve of the standard error",
        color: palette.ink,
        symbol: "dash",
      },
      { label: `within $${whole(within)}`, color: palette.pale[1] },
      { label: "actual mean", color: palette.orange, symbol: "dash" },
    ],
    height: 110 + 150 * panels.length,
    marginLeft: 100,
    x: {
      domain: [actual - reach, actual + reach],
      label: "estimated mean income (dollars) →",
      labelAnchor: "center",
      labelArrow: "none",
    },
    y: { axis: null, domain: [0, top] },
    fy: {
      domain: panels.map(({ standardDeviation }) => standardDeviation),
      label: null,
      tickFormat: (standardDeviation: number) =>
        `SD ${whole(standardDeviation)}`,
    },
    marks: [
      Plot.rect([0], {
        x1: actual - within,
        x2: actual + within,
        y1: 0,
        y2: top,
        fill: palette.pale[1],
      }),
      Plot.rect(bars, {
        x1: "from",
        x2: "to",
        y1: 0,
        y2: "share",
        fy: "standardDeviation",
        fill: palette.blue,
        fillOpacity: 0.75,
        insetRight: 1,
      }),
      Plot.line(curves, {
        x: "estimate",
        y: "share",
        fy: "standardDeviation",
        stroke: palette.ink,
        strokeWidth: 1.5,
      }),
      Plot.ruleY([0], { stroke: palette.rule }),
      Plot.ruleX([actual], {
        stroke: palette.orange,
        strokeWidth: 1.5,
        strokeDasharray: "5 4",
      }),
    ],
  });
}
