import {
  requireInteger,
  requireKnown,
  requirePositive,
  requireRows,
  requireText,
} from "../checks.ts";
import { withCommas } from "../short_text.ts";
import { type Chart, chart, palette, Plot } from "./plot.ts";

/**
 * What a bound on each value costs a noisy sum, as two areas: what the values
 * have above the bound, and the mean absolute value of Laplace noise of scale
 * bound/ε, which is as high as the bound and 1/ε customers wide. Raised a little,
 * the bound wins the width of the one and pays the width of the other.
 *
 * @param values one for each customer, public or made up: they are drawn as they are
 * @param options.bound where each value is cut off
 * @param options.epsilon privacy loss of the sum
 * @param options.shown how many of the largest values are drawn
 * @param options.unit unit of the values
 * @throws {RangeError | TypeError} if there is no row, or an option is unknown or
 * outside its interval
 *
 * @example The title says the finding
 * ```ts
 * import { boundChart } from "lib/charts/bound.ts";
 * import assert from "node:assert/strict";
 *
 * const options = { bound: 100, epsilon: 0.5, shown: 3, unit: "dollars" };
 * const { ariaLabel } = boundChart([400, 60, 40], options);
 * assert.equal(
 *   ariaLabel,
 *   "A bound of 100 costs 500 dollars: 300 left out, 200 of noise",
 * );
 * ```
 */
export function boundChart(
  values: readonly number[],
  options: {
    bound: number;
    epsilon: number;
    shown: number;
    unit: string;
  },
): Chart {
  const action = "draw the bound";
  requireKnown(action, options, ["bound", "epsilon", "shown", "unit"]);
  const { bound, epsilon, shown, unit } = options;
  requireRows(action, values);
  requirePositive(action, "bound", bound);
  requirePositive(action, "epsilon", epsilon);
  requireInteger(action, "shown", shown, 1);
  requireText(action, "unit", unit);
  const largest = values.toSorted((a, b) => b - a);
  const above = largest.filter((value) => value > bound);
  const bias = above.reduce((sum, value) => sum + value - bound, 0);
  const width = 1 / epsilon;
  const noise = bound * width;
  const text = (x: number) => withCommas(Math.round(x));
  const people = above.length === 1
    ? "1 customer is above it"
    : `${text(above.length)} customers are above it`;
  // Each value is a column; the last one needs a right side.
  const columns = [...largest.slice(0, shown), largest[shown - 1] ?? 0]
    .map((value, rank) => ({ rank, value, kept: Math.min(value, bound) }));
  const step = { x: "rank", curve: "step-after" } as const;
  return chart({
    title: `A bound of ${text(bound)} costs ${text(bias + noise)} ${unit}: ${
      text(bias)
    } left out, ${text(noise)} of noise`,
    subtitle: `${people}; the noise is ${
      text(width)
    } customers wide, 1/ε at ε = ${epsilon}`,
    description:
      `The ${shown} largest values as columns, the largest first, with a line at the bound of ${
        text(bound)
      } ${unit}. ${people}: the area between their columns and the line is what is left out, ${
        text(bias)
      }. ` +
      `The noise is a rectangle as high as the line and ${
        text(width)
      } columns wide: ${text(noise)}.`,
    legend: [
      { label: "left out", color: palette.green },
      { label: "noise, on average", color: palette.orange },
      { label: "added up", color: palette.sky },
    ],
    marginLeft: 72,
    x: {
      domain: [0, shown],
      label: "customers, the largest purchase first →",
      labelAnchor: "center",
      labelArrow: "none",
    },
    y: {
      domain: [0, 1.05 * largest[0]!],
      grid: true,
      label: `↑ ${unit}`,
      labelAnchor: "center",
      labelArrow: "none",
    },
    marks: [
      Plot.areaY(columns, { ...step, y: "value", fill: palette.green }),
      Plot.areaY(columns, { ...step, y: "kept", fill: palette.sky }),
      Plot.rect([bound], {
        x1: 0,
        x2: width,
        y1: 0,
        y2: (bound: number) => bound,
        fill: palette.orange,
        fillOpacity: 0.75,
      }),
      Plot.ruleY([bound], { stroke: palette.ink, strokeWidth: 1.5 }),
    ],
  });
}
