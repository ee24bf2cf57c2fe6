import {
  requireFiniteSecret,
  requireKnown,
  requirePositive,
  requireWithin,
} from "../checks.ts";
import { normalDensity } from "../normal.ts";
import { type Chart, chart, palette, Plot } from "./plot.ts";

/** What somebody believes of a number: a normal distribution, and since when. */
export interface Belief {
  /** As it follows the number in a sentence: "before", "after one report". */
  readonly label: string;
  readonly mean: number;
  readonly standardDeviation: number;
}

const colors = [palette.muted, palette.blue, palette.green, palette.orange];
const REACH = 3.2;

/**
 * Beliefs about one friend's income, one curve each, around the truth.
 *
 * @param beliefs from one to four, the first one first
 * @param options.truth the income that they are about
 * @throws {RangeError | TypeError} if there is no belief, or more than four, one is
 * certain, or an option is unknown or outside its interval
 *
 * @example The title says the finding
 * ```ts
 * import { beliefChart } from "lib/charts/belief.ts";
 * import assert from "node:assert/strict";
 *
 * const beliefs = [
 *   { label: "before", mean: 70_000, standardDeviation: 10_000 },
 *   { label: "after one report", mean: 72_000, standardDeviation: 8944 },
 * ];
 * const { ariaLabel } = beliefChart(beliefs, { truth: 68_041 });
 * assert.equal(
 *   ariaLabel,
 *   "Known to ± $10,000 before, to ± $8,944 after one report",
 * );
 * ```
 */
export function beliefChart(
  beliefs: readonly Belief[],
  options: { truth: number },
): Chart {
  const action = "draw the beliefs";
  requireKnown(action, options, ["truth"]);
  const { truth } = options;
  requireFiniteSecret(action, "truth", truth);
  requireWithin(action, "beliefs.length", beliefs.length, [1, colors.length]);
  for (const { standardDeviation } of beliefs) {
    requirePositive(action, "standardDeviation", standardDeviation);
  }
  const ends = (sign: number) =>
    beliefs.map((x) => x.mean + sign * REACH * x.standardDeviation);
  const domain = [
    Math.min(truth, ...ends(-1)),
    Math.max(truth, ...ends(1)),
  ] as const;
  const curves = beliefs.flatMap(({ label, mean, standardDeviation }, i) =>
    Array.from({ length: 401 }, (_, k) => {
      const income = domain[0] + (domain[1] - domain[0]) * k / 400;
      const z = (income - mean) / standardDeviation;
      return {
        label,
        color: colors[i]!,
        income,
        density: normalDensity(z) / standardDeviation,
      };
    })
  );
  const dollars = (x: number) => `$${Math.round(x).toLocaleString("en-US")}`;
  const first = beliefs[0]!;
  const last = beliefs.at(-1)!;
  return chart({
    title: `Known to ${
      (beliefs.length === 1 ? [first] : [first, last])
        .map(({ label, standardDeviation }) =>
          `± ${dollars(standardDeviation)} ${label}`
        ).join(", to ")
    }`,
    subtitle:
      "What is believed of one friend's income; ± one standard deviation; the higher the likelier",
    description:
      `Normal curves of what is believed of an income that is ${
        dollars(truth)
      }. ` +
      beliefs.map(({ label, mean, standardDeviation }) =>
        `Mean ${dollars(mean)} and standard deviation ${
          dollars(standardDeviation)
        } ${label}.`
      ).join(" "),
    legend: [
      ...beliefs.map(({ label }, i) => ({
        label,
        color: colors[i]!,
        symbol: "dash" as const,
      })),
      { label: "the true income", color: palette.ink, symbol: "dash" },
    ],
    height: 360,
    marginLeft: 24,
    x: {
      domain: [...domain],
      label: "income (dollars a year) →",
      labelAnchor: "center",
      labelArrow: "none",
    },
    y: { axis: null },
    marks: [
      Plot.areaY(curves, {
        x: "income",
        y1: 0,
        y2: "density",
        z: "label",
        fill: "color",
        fillOpacity: 0.12,
      }),
      Plot.line(curves, {
        x: "income",
        y: "density",
        z: "label",
        stroke: "color",
        strokeWidth: 2,
      }),
      Plot.ruleY([0], { stroke: palette.rule }),
      Plot.ruleX([truth], {
        stroke: palette.ink,
        strokeWidth: 1.5,
        strokeDasharray: "5 4",
      }),
    ],
  });
}
