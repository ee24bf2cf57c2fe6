import {
  requireKnown,
  requirePositive,
  requireProbability,
} from "../checks.ts";
import { posteriorBound } from "../risk.ts";
import { type Chart, chart, palette, Plot } from "./plot.ts";

/**
 * What each belief that a person is in the data can become after one release:
 * the bound of {@linkcode posteriorBound} for every prior, upward and downward.
 * Its scales are the same for every ε.
 *
 * @param options.epsilon privacy loss of the release
 * @param options.prior the belief before the release that is marked
 * @throws {RangeError | TypeError} if an option is unknown or outside its interval
 *
 * @example The title says the finding
 * ```ts
 * import { posteriorChart } from "lib/charts/risk.ts";
 * import assert from "node:assert/strict";
 *
 * const { ariaLabel } = posteriorChart({ epsilon: 1, prior: 0.1 });
 * assert.equal(
 *   ariaLabel,
 *   "At ε = 1 a suspicion of 10% can grow to 23.2%, or shrink to 3.93%",
 * );
 * ```
 */
export function posteriorChart(
  options: { epsilon: number; prior: number },
): Chart {
  const action = "draw the posteriors";
  requireKnown(action, options, ["epsilon", "prior"]);
  const { epsilon, prior } = options;
  requirePositive(action, "epsilon", epsilon);
  requireProbability(action, "prior", prior);
  const bounds = (prior: number) => ({
    prior,
    most: posteriorBound({ prior, epsilon }),
    least: 1 - posteriorBound({ prior: 1 - prior, epsilon }),
  });
  // Evenly spaced log odds, and certainty: the bound is steep near both ends.
  const band = Array.from(
    { length: 97 },
    (_, i) => bounds(1 / (1 + Math.exp(8 - i / 6))),
  );
  const curve = [bounds(0), ...band, bounds(1)];
  const marked = bounds(prior);
  // As many digits as it takes to stay below 100%.
  const percent = (share: number) => {
    const fewest = share > 0.995 ? 4 : 3;
    const numbers = [fewest, 5, 6, 7, 8].map((digits) =>
      Number((100 * share).toPrecision(digits))
    );
    return `${numbers.find((number) => number < 100) ?? 100 * share}%`;
  };
  const said = (prior: number) => {
    const { most, least } = bounds(prior);
    return `${percent(prior)} becomes ${percent(least)} to ${percent(most)}`;
  };
  const axis = {
    domain: [0, 100],
    percent: true,
    grid: true,
    labelAnchor: "center",
    labelArrow: "none",
  } as const;
  return chart({
    title: `At ε = ${epsilon} a suspicion of ${percent(prior)} can grow to ${
      percent(marked.most)
    }, or shrink to ${percent(marked.least)}`,
    subtitle:
      "Belief that a person is in the data, before one release and after it",
    description:
      `Belief after a release against belief before it, at epsilon ${epsilon}: a band around the diagonal. ` +
      `${[0.01, prior, 0.5].map(said).join("; ")}.`,
    legend: [
      { label: "where it can go", color: palette.sky },
      { label: "no change", color: palette.muted, symbol: "dash" },
      {
        label: `a suspicion of ${percent(prior)}`,
        color: palette.orange,
        symbol: "circle",
      },
    ],
    x: { ...axis, label: "belief before (%) →" },
    y: { ...axis, label: "↑ belief after (%)" },
    marks: [
      Plot.areaY(curve, {
        x: "prior",
        y1: "least",
        y2: "most",
        fill: palette.sky,
        fillOpacity: 0.6,
        stroke: palette.blue,
      }),
      Plot.line([[0, 0], [1, 1]], {
        stroke: palette.muted,
        strokeDasharray: "5 4",
      }),
      Plot.ruleX([marked], {
        x: "prior",
        y1: "least",
        y2: "most",
        stroke: palette.orange,
        strokeWidth: 2,
      }),
      Plot.dot([marked.least, marked.most], {
        x: () => prior,
        y: (belief: number) => belief,
        r: 4,
        fill: palette.orange,
        stroke: "white",
      }),
      Plot.text([marked], {
        x: "prior",
        y: "most",
        text: ({ most }: typeof marked) => percent(most),
        dx: -8,
        textAnchor: "end",
        fontWeight: 600,
        fill: palette.ink,
        stroke: "white",
        strokeWidth: 4,
      }),
    ],
  });
}
