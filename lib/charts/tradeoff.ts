import { type PrivacyRegion, privacyRegions } from "../risk.ts";
import { requireKnown, requirePositive, requireRows } from "../checks.ts";
import { laplaceErrorBand } from "../laplace_error.ts";
import { type Chart, chart, labeledAxis, palette, Plot } from "./plot.ts";

const EPSILON_TICKS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20];
const ERROR_TICKS = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100];

/** One point of the trade-off: the average error of several releases at one ε. */
export interface TradeoffRow {
  readonly epsilon: number;
  readonly meanAbsoluteError: number;
}

/**
 * Privacy against accuracy for a Laplace count: measured averages beside the
 * exact expectation 1/ε, the band where 90% of such averages fall, and the
 * privacy regions of the course.
 *
 * @param rows the measured averages
 * @param options.trials number of releases behind each average
 * @throws {RangeError | TypeError} if there is no row, a number of one is not above 0,
 * or an option is unknown or outside its interval
 *
 * @example The title says the finding
 * ```ts
 * import { tradeoffChart } from "lib/charts/tradeoff.ts";
 * import assert from "node:assert/strict";
 *
 * const rows = [{ epsilon: 0.5, meanAbsoluteError: 2.1 }];
 * const { ariaLabel } = tradeoffChart(rows, { trials: 20 });
 * assert.equal(
 *   ariaLabel,
 *   "Ten times the privacy costs ten times the error",
 * );
 * ```
 */
export function tradeoffChart(
  rows: readonly TradeoffRow[],
  options: { trials: number },
): Chart {
  const action = "draw the trade-off";
  requireKnown(action, options, ["trials"]);
  const { trials } = options;
  requireRows(action, rows);
  for (const { meanAbsoluteError } of rows) {
    requirePositive(action, "meanAbsoluteError", meanAbsoluteError);
  }
  const epsilons = rows.map(({ epsilon }) => epsilon);
  const domain: [number, number] = [
    Math.min(...epsilons) / 1.15,
    Math.max(...epsilons) * 1.15,
  ];
  const band = logSpaced(domain, 81).map((epsilon) => ({
    epsilon,
    ...laplaceErrorBand({ epsilon, trials }),
  }));
  const errors = rows.map((row) => row.meanAbsoluteError);
  const range: [number, number] = [
    Math.min(band.at(-1)!.low, ...errors) / 1.2,
    Math.max(band[0]!.high, ...errors) * 1.2,
  ];
  const inside = rows.filter(({ epsilon, meanAbsoluteError }) => {
    const { low, high } = laplaceErrorBand({ epsilon, trials });
    return low <= meanAbsoluteError && meanAbsoluteError <= high;
  }).length;
  return chart({
    title: "Ten times the privacy costs ten times the error",
    subtitle:
      `A count with Laplace noise: ${inside} of ${rows.length} averages of ${trials} trials lie in their 90% band`,
    description:
      `Mean absolute error of a noisy count against epsilon, both on log axes. ` +
      `The exact error is one over epsilon, a falling straight line from ${
        label(1 / domain[0])
      } people at epsilon ${label(domain[0])} to ${
        label(1 / domain[1])
      } at epsilon ${label(domain[1])}. ` +
      `Dots, each the average of ${trials} trials, scatter around it; ${inside} of ${rows.length} lie in the 90% band. ` +
      `Shaded regions mark strong privacy below epsilon 1, moderate from 1 to 5, weak above 5; a dashed rule marks epsilon 1.`,
    legend: [
      ...privacyRegions.map(({ name }, i) => ({
        label: `${name} privacy`,
        color: palette.pale[i]!,
      })),
      { label: "exact", color: palette.blue, symbol: "dash" },
      { label: "90% band", color: palette.sky },
      { label: `${trials} trials`, color: palette.orange, symbol: "circle" },
    ],
    x: { type: "log", domain },
    y: { type: "log", domain: range },
    marks: [
      labeledAxis(
        Plot.axisX,
        within(EPSILON_TICKS, domain),
        "privacy loss ε (log scale) →",
      ),
      labeledAxis(
        Plot.axisY,
        within(ERROR_TICKS, range),
        "↑ mean absolute error (people, log scale)",
      ),
      Plot.rect(privacyRegions, {
        filter: ({ from, to }: PrivacyRegion) =>
          from < domain[1] && to > domain[0],
        x1: (region: PrivacyRegion) => Math.max(region.from, domain[0]),
        x2: (region: PrivacyRegion) => Math.min(region.to, domain[1]),
        y1: range[0],
        y2: range[1],
        fill: (_: PrivacyRegion, i: number) => palette.pale[i],
      }),
      Plot.gridX(within(EPSILON_TICKS, domain), {
        stroke: "white",
        strokeOpacity: 1,
      }),
      Plot.gridY(within(ERROR_TICKS, range), {
        stroke: "white",
        strokeOpacity: 1,
      }),
      Plot.areaY(band, {
        x: "epsilon",
        y1: "low",
        y2: "high",
        fill: palette.blue,
        fillOpacity: 0.3,
      }),
      Plot.line(band, { x: "epsilon", y: "mean", stroke: palette.blue }),
      Plot.ruleX(within([1], domain), {
        stroke: palette.ink,
        strokeDasharray: "5 4",
      }),
      Plot.text(within([1], domain), {
        text: () => "ε = 1, a common threshold",
        x: 1,
        frameAnchor: "top",
        textAnchor: "start",
        dx: 6,
        dy: 8,
        lineAnchor: "top",
      }),
      Plot.line(rows, {
        x: "epsilon",
        y: "meanAbsoluteError",
        stroke: palette.orange,
        strokeWidth: 1,
      }),
      Plot.dot(rows, {
        x: "epsilon",
        y: "meanAbsoluteError",
        fill: palette.orange,
        stroke: "white",
        r: 4,
      }),
    ],
  });
}

function logSpaced([low, high]: [number, number], n: number): number[] {
  const ratio = high / low;
  return Array.from({ length: n }, (_, i) => low * ratio ** (i / (n - 1)));
}

function within(ticks: readonly number[], [low, high]: [number, number]) {
  return ticks.filter((tick) => low <= tick && tick <= high);
}

function label(value: number): string {
  return String(Number(value.toPrecision(2)));
}
