import { requireKnown, requirePositive } from "../checks.ts";
import { discreteLaplace } from "../mechanisms/discrete_laplace.ts";
import { posteriorBound } from "../risk.ts";
import { requirePair } from "./pair.ts";
import { type Chart, chart, labeledAxis, palette, Plot } from "./plot.ts";

const TICKS = [1e-5, 1e-4, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1];

/** Where the axis of probabilities begins if its scale is fixed. */
const LEAST = 1e-4;

/**
 * The output distributions of a noisy count on two neighboring tables, on a log
 * axis, where a factor is a distance: every probability of one lies in the band
 * of a factor e^ε around the other.
 *
 * @param options.counts the two true counts, which differ by at most one
 * @param options.epsilon the ε of the mechanism
 * @param options.outputs the first and the last count on the axis; the scales are
 * then the same at every ε. If not given, they follow the distributions
 * @throws {RangeError | TypeError} if an option is unknown or outside its interval
 *
 * @example The title says the finding
 * ```ts
 * import { neighborsChart } from "lib/charts/neighbors.ts";
 * import assert from "node:assert/strict";
 *
 * const { ariaLabel } = neighborsChart({ counts: [347, 348], epsilon: 0.5 });
 * assert.equal(
 *   ariaLabel,
 *   "No output is more than e^ε = 1.649 times likelier in one world",
 * );
 * ```
 */
export function neighborsChart(
  options: {
    counts: readonly [number, number];
    epsilon: number;
    outputs?: readonly [number, number];
  },
): Chart {
  const action = "draw the neighbors";
  requireKnown(action, options, ["counts", "epsilon", "outputs"]);
  const { counts, epsilon, outputs: window } = options;
  requirePair(action, "counts", counts);
  requirePositive(action, "epsilon", epsilon);
  if (window !== undefined) requirePair(action, "outputs", window);
  const [without, within] = counts;
  const mechanism = discreteLaplace({ sensitivity: 1, epsilon });
  const reach = Math.ceil(4 / epsilon);
  const [first, last] = window ?? [without - reach, without + reach + 1];
  const outputs = Array.from(
    { length: last - first + 1 },
    (_, i) => first + i,
  ).map((output) => ({
    output,
    without: mechanism.probability(output - without),
    within: mechanism.probability(output - within),
  }));
  const factor = Math.exp(epsilon);
  const worst = Math.max(
    ...outputs.map((row) =>
      Math.max(row.within / row.without, row.without / row.within)
    ),
  );
  const lowest = window ? LEAST : Math.min(
    ...outputs.map((row) => Math.min(row.within, row.without / factor)),
  );
  const highest = window ? 1 : mechanism.probability(0) * factor;
  const isShown = (tick: number) => lowest <= tick && tick <= highest;
  const fixed = (x: number) => Number(x.toPrecision(4));
  const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
  const clip = window !== undefined;
  return chart({
    title: `No output is more than e^ε = ${
      fixed(factor)
    } times likelier in one world`,
    subtitle:
      `At ε = ${epsilon}, whoever guesses the world from one answer is right in ${
        percent(posteriorBound({ prior: 0.5, epsilon }))
      } at best; a coin in 50%`,
    description:
      `Probability of each released count on a log axis, for true counts ${without} and ${within}. ` +
      `Both are tents with straight sides, one step apart. The dots of one lie inside or on the edge of a band of a factor ${
        fixed(factor)
      } around the other; the largest ratio is ${fixed(worst)}.`,
    legend: [
      { label: `without you: ${without}`, color: palette.blue, symbol: "dash" },
      { label: "a factor e^ε around it", color: "#b8d3e6" },
      {
        label: `with you: ${within}`,
        color: palette.orange,
        symbol: "circle",
      },
    ],
    x: {
      // Half a step more: no dot is cut in two.
      domain: window && [first - 0.5, last + 0.5],
      label: "released count →",
      labelAnchor: "center",
      labelArrow: "none",
      tickFormat: "d",
    },
    y: { type: "log", domain: window && [LEAST, 1] },
    marks: [
      Plot.gridY(TICKS.filter(isShown)),
      labeledAxis(
        Plot.axisY,
        TICKS.filter(isShown),
        "↑ probability (log scale)",
      ),
      Plot.areaY(outputs, {
        x: "output",
        y1: (row) => row.without / factor,
        y2: (row) => row.without * factor,
        fill: palette.blue,
        fillOpacity: 0.25,
        clip,
      }),
      Plot.line(outputs, {
        x: "output",
        y: "without",
        stroke: palette.blue,
        clip,
      }),
      Plot.dot(outputs, {
        x: "output",
        y: "within",
        r: 3.5,
        fill: palette.orange,
        stroke: "white",
        strokeWidth: 0.5,
        clip,
      }),
    ],
  });
}
