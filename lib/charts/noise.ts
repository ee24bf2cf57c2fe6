import { requireFiniteSecret, requireKnown, requireRows } from "../checks.ts";
import { type Chart, chart, palette, Plot } from "./plot.ts";

/** One released value and the ε behind it. */
export interface NoiseRow {
  readonly epsilon: number;
  readonly noisy: number;
}

/**
 * Histograms of released counts, one panel for each ε, around the true count.
 *
 * @param options.trueValue the count without noise
 * @throws {RangeError | TypeError} if there is no row, or an option is unknown or
 * outside its interval
 *
 * @example The title says the finding
 * ```ts
 * import { noiseChart } from "lib/charts/noise.ts";
 * import assert from "node:assert/strict";
 *
 * const rows = [{ epsilon: 1, noisy: 9.5 }, { epsilon: 1, noisy: 10.4 }];
 * const { ariaLabel } = noiseChart(rows, { trueValue: 10 });
 * assert.equal(
 *   ariaLabel,
 *   "The smaller ε is, the less one answer says",
 * );
 * ```
 */
export function noiseChart(
  rows: readonly NoiseRow[],
  options: { trueValue: number },
): Chart {
  const action = "draw the noise";
  requireKnown(action, options, ["trueValue"]);
  const { trueValue } = options;
  requireRows(action, rows);
  requireFiniteSecret(action, "trueValue", trueValue);
  const epsilons = [...new Set(rows.map(({ epsilon }) => epsilon))];
  const spread = (epsilon: number) => {
    const errors = rows.filter((row) => row.epsilon === epsilon)
      .map(({ noisy }) => Math.abs(noisy - trueValue)).sort((a, b) => a - b);
    return errors[Math.floor(0.9 * errors.length)]!;
  };
  const reach = 3 / Math.min(...epsilons);
  const near = rows.filter(({ noisy }) => Math.abs(noisy - trueValue) <= reach);
  const each = rows.length / epsilons.length;
  const bars = {
    x: "noisy",
    fy: "epsilon",
    z: "epsilon",
    thresholds: 81,
    fill: palette.blue,
  };
  return chart({
    title: "The smaller ε is, the less one answer says",
    subtitle: `${
      each.toLocaleString("en-US")
    } noisy counts for each ε; bars are scaled to each panel's highest, the dashed rule is the true count`,
    description:
      `Histograms of noisy counts around the true count ${trueValue}, one panel for each epsilon. ` +
      epsilons.map((epsilon) =>
        `At epsilon ${epsilon} nine in ten fall within ${
          Number(spread(epsilon).toPrecision(2))
        }`
      ).join("; ") + ".",
    height: 110 + 110 * epsilons.length,
    marginRight: 80,
    x: {
      domain: [trueValue - reach, trueValue + reach],
      label: "released count (people) →",
      labelAnchor: "center",
      labelArrow: "none",
    },
    y: { axis: null },
    fy: {
      domain: epsilons,
      label: null,
      tickFormat: (epsilon: number) => `ε = ${epsilon}`,
    },
    marks: [
      Plot.rectY(near, Plot.normalizeY("max", Plot.binX({ y: "count" }, bars))),
      Plot.ruleY([0], { stroke: palette.rule }),
      Plot.ruleX([trueValue], {
        stroke: palette.orange,
        strokeWidth: 1.5,
        strokeDasharray: "5 4",
      }),
    ],
  });
}
