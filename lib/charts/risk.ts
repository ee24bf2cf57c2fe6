import { requireWithin } from "../checks.ts";
import { posteriorBound, privacyRegions } from "../risk.ts";
import { type Chart, chart, labeledAxis, palette, Plot } from "./plot.ts";

const colors = [palette.blue, palette.green, palette.orange];

/**
 * What a suspicion can become after one release, for several priors, against ε:
 * the bound of {@linkcode posteriorBound}.
 *
 * @param priors at most three probabilities before the release
 *
 * @example The title says the finding
 * ```ts
 * import { posteriorChart } from "lib/charts/risk.ts";
 * import assert from "node:assert/strict";
 *
 * const { ariaLabel } = posteriorChart([0.1]);
 * assert.equal(
 *   ariaLabel,
 *   "A suspicion of 10% can grow to 23.2% at ε = 1, to 99.96% at ε = 10",
 * );
 * ```
 */
export function posteriorChart(priors: readonly number[]): Chart {
  requireWithin("draw the posteriors", "priors.length", priors.length, [1, 3]);
  const domain: [number, number] = [0.01, 20];
  const curves = priors.flatMap((prior, i) =>
    Array.from({ length: 121 }, (_, k) => {
      const epsilon = domain[0] * (domain[1] / domain[0]) ** (k / 120);
      return {
        prior,
        color: colors[i]!,
        epsilon,
        posterior: posteriorBound({ prior, epsilon }),
      };
    })
  );
  const first = priors[0]!;
  const percent = (share: number) => `${Number((100 * share).toPrecision(4))}%`;
  const at = (epsilon: number) =>
    priors.map((prior) =>
      `${percent(prior)} becomes ${percent(posteriorBound({ prior, epsilon }))}`
    ).join(", ");
  return chart({
    title: `A suspicion of ${percent(first)} can grow to ${
      percent(posteriorBound({ prior: first, epsilon: 1 }))
    } at ε = 1, to ${
      percent(posteriorBound({ prior: first, epsilon: 10 }))
    } at ε = 10`,
    subtitle:
      "Largest possible belief that a person is in the data, after one release",
    description:
      `Bound on the posterior probability against epsilon on a log axis, one curve for each prior. ` +
      `At epsilon 0.1: ${at(0.1)}. At epsilon 1: ${at(1)}. At epsilon 10: ${
        at(10)
      }.`,
    legend: priors.map((prior, i) => ({
      label: `${percent(prior)} before`,
      color: colors[i]!,
      symbol: "dash",
    })),
    x: { type: "log", domain },
    y: {
      domain: [0, 100],
      percent: true,
      grid: true,
      label: "↑ belief after the release, at most (%)",
      labelAnchor: "center",
      labelArrow: "none",
    },
    marks: [
      labeledAxis(
        Plot.axisX,
        [0.01, 0.1, 1, 5, 10],
        "privacy loss ε (log scale) →",
      ),
      Plot.ruleX(privacyRegions.slice(1).map(({ from }) => from), {
        stroke: palette.rule,
        strokeDasharray: "5 4",
      }),
      Plot.line(curves, {
        x: "epsilon",
        y: "posterior",
        z: "prior",
        stroke: "color",
        strokeWidth: 2,
      }),
      Plot.ruleY([0]),
    ],
  });
}
