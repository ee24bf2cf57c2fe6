import { chiSquareTest } from "../audit/goodness_of_fit.ts";
import { requireKnown, requireRows, requireText } from "../checks.ts";
import { groupBy } from "../group_by.ts";
import { type Chart, chart, palette, Plot } from "./plot.ts";

/** A p-value below this counts against what is claimed. */
const SUSPICIOUS = 0.01;

/** One bin: how many draws fell into it, and how many should have. */
export interface FitRow {
  readonly from: number;
  readonly to: number;
  readonly observed: number;
  /** The number of draws of the panel times the claimed probability. */
  readonly expected: number;
  /** Whose draws they are. */
  readonly panel: string;
}

/**
 * Histograms of draws against the distribution that is claimed for them, one
 * panel for each kind of draws, judged by a chi-square test.
 *
 * @param options.x label of the axis, with its unit
 * @throws {RangeError | TypeError} if there is no row, or an option is unknown or no
 * text, and as {@linkcode chiSquareTest} does
 *
 * @example The title says the finding
 * ```ts
 * import { fitChart } from "lib/charts/fit.ts";
 * import assert from "node:assert/strict";
 *
 * const coin = (panel: string, heads: number) => [
 *   { panel, from: 0, to: 1, observed: 100 - heads, expected: 50 },
 *   { panel, from: 1, to: 2, observed: heads, expected: 50 },
 * ];
 * const rows = [...coin("fair coin", 52), ...coin("bent coin", 90)];
 * assert.equal(
 *   fitChart(rows, { x: "heads" }).ariaLabel,
 *   "1 of 2 kinds of draws does not fit what is claimed",
 * );
 * ```
 */
export function fitChart(
  rows: readonly FitRow[],
  options: { x: string },
): Chart {
  const action = "draw the fit";
  requireKnown(action, options, ["x"]);
  const { x } = options;
  requireRows(action, rows);
  requireText(action, "x", x);
  const panels = [...groupBy(rows, ({ panel }) => panel)]
    .map(([panel, bins]) => {
      const { pValue } = chiSquareTest(
        bins.map(({ observed }) => observed),
        bins.map(({ expected }) => expected),
      );
      const p = pValue < 0.0001 ? "p < 0.0001" : `p = ${pValue.toFixed(4)}`;
      return { panel, bins, p, fits: pValue >= SUSPICIOUS };
    });
  const bad = panels.filter(({ fits }) => !fits).length;
  const bin = { x1: "from", x2: "to", fy: "panel" } as const;
  return chart({
    title: bad === 0
      ? "The draws fit what is claimed"
      : `${bad} of ${panels.length} kinds of draws ${
        bad === 1 ? "does" : "do"
      } not fit what is claimed`,
    subtitle:
      `Chi-square test on these bins; a p-value below ${SUSPICIOUS} speaks against the claim`,
    description: `Histograms of draws by ${x} against the claimed counts. ` +
      panels.map(({ panel, bins, p }) => {
        const off = bins.map(({ observed, expected }) =>
          Math.abs(observed - expected)
        );
        return `${panel}: ${p}, the count farthest from the claim is ${
          Math.round(Math.max(...off))
        } off`;
      }).join("; ") + ".",
    legend: [
      { label: "drawn", color: palette.sky },
      { label: "claimed", color: palette.orange, symbol: "dash" },
    ],
    height: 120 + 120 * panels.length,
    marginLeft: 24,
    x: { label: `${x} →`, labelAnchor: "center", labelArrow: "none" },
    y: { axis: null },
    fy: { domain: panels.map(({ panel }) => panel), axis: null },
    marks: [
      Plot.rectY(rows, {
        ...bin,
        y: "observed",
        fill: palette.sky,
        insetLeft: 0.5,
        insetRight: 0.5,
      }),
      Plot.ruleY(rows, {
        ...bin,
        y: "expected",
        stroke: palette.orange,
        strokeWidth: 2,
      }),
      Plot.ruleY([0], { stroke: palette.rule }),
      Plot.text(panels, {
        fy: "panel",
        text: ({ panel, p }: (typeof panels)[number]) => `${panel}\n${p}`,
        frameAnchor: "top-left",
        textAnchor: "start",
        dx: 4,
        dy: 6,
      }),
    ],
  });
}
