import { requireKnown, requirePositive } from "../checks.ts";
import { requirePair } from "./pair.ts";
import { type Chart, chart, palette, Plot } from "./plot.ts";

/** Steps between two outputs at which the curves are computed. */
const STEPS = 10;

/**
 * The densities of a count with Laplace noise in two worlds, both scaled to the
 * same height, and in what they have in common the releases at which the best
 * guess of the world is wrong. Its scales are the same for every ε.
 *
 * @param options.counts the true counts, of a table that a person is not in, and in
 * @param options.epsilon the ε of the noise
 * @param options.outputs the first and the last released number on the axis
 * @throws {RangeError | TypeError} if an option is unknown or outside its interval
 *
 * @example The title says the finding
 * ```ts
 * import { guessChart } from "lib/charts/guess.ts";
 * import assert from "node:assert/strict";
 *
 * const { ariaLabel } = guessChart({
 *   counts: [1000, 1001],
 *   epsilon: 1,
 *   outputs: [990, 1011],
 * });
 * assert.equal(
 *   ariaLabel,
 *   "At ε = 1 the best guess from one release is right in 69.7%",
 * );
 * ```
 */
export function guessChart(
  options: {
    counts: readonly [number, number];
    epsilon: number;
    outputs: readonly [number, number];
  },
): Chart {
  const action = "draw the guess";
  requireKnown(action, options, ["counts", "epsilon", "outputs"]);
  const { counts, epsilon, outputs } = options;
  requirePair(action, "counts", counts);
  requirePositive(action, "epsilon", epsilon);
  requirePair(action, "outputs", outputs);
  const [without, within] = counts;
  const [first, last] = outputs;
  const height = (output: number, count: number) =>
    Math.exp(-epsilon * Math.abs(output - count));
  const curves = Array.from({ length: (last - first) * STEPS + 1 }, (_, i) => {
    const output = first + i / STEPS;
    const [out, in_] = [height(output, without), height(output, within)];
    return { output, out, in: in_, both: Math.min(out, in_) };
  });
  const wrong = Math.exp(-epsilon * Math.abs(within - without) / 2) / 2;
  const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
  const x = "output";
  return chart({
    title: `At ε = ${epsilon} the best guess from one release is right in ${
      percent(1 - wrong)
    }`,
    subtitle: "What may be released in the two worlds, scaled to one height",
    description:
      `Densities of the released count with Laplace noise at epsilon ${epsilon}, around ${without} and around ${within}. ` +
      `They overlap in ${
        percent(2 * wrong)
      } of their area; half of that is guessed wrong, ${percent(wrong)}.`,
    legend: [
      { label: `not in: ${without}`, color: palette.blue, symbol: "dash" },
      { label: `in: ${within}`, color: palette.orange, symbol: "dash" },
      { label: "in common", color: palette.rule },
    ],
    x: {
      domain: [first, last],
      label: "released count →",
      labelAnchor: "center",
      labelArrow: "none",
      tickFormat: "d",
    },
    y: { domain: [0, 1], axis: null },
    marginLeft: 24,
    marks: [
      Plot.areaY(curves, {
        x,
        y: "both",
        fill: palette.rule,
        fillOpacity: 0.5,
      }),
      Plot.line(curves, { x, y: "out", stroke: palette.blue, strokeWidth: 2 }),
      Plot.line(curves, { x, y: "in", stroke: palette.orange, strokeWidth: 2 }),
      Plot.ruleY([0]),
    ],
  });
}
