import { requireKnown, requirePositive, requireRows } from "../checks.ts";
import { withCommas } from "../short_text.ts";
import { type Chart, chart, palette, Plot } from "./plot.ts";

/** By how much surveys of the same friends were off, one number for each survey. */
export interface SurveyErrors {
  readonly friends: number;
  /** If each friend adds the noise. */
  readonly local: readonly number[];
  /** If a curator adds it to the mean. */
  readonly central: readonly number[];
}

const panels = [
  { name: "local", label: "each friend adds noise", color: palette.orange },
  { name: "central", label: "a curator adds noise", color: palette.blue },
] as const;

/**
 * Two clouds of surveys, without a curator and with one: a dot for the error of
 * each, over a bar of the exact standard error, √2·Δ/(ε√n) and √2·Δ/(εn).
 *
 * @param errors what surveys of one number of friends were off by
 * @param options.sensitivity Δ, the length of the interval of incomes
 * @param options.epsilon privacy loss of each survey
 * @param options.reach the largest error on the axis; dots beyond are not drawn
 * @throws {RangeError | TypeError} if there is no survey, `friends` is not above 0, or an
 * option is unknown or outside its interval
 *
 * @example The title says the finding
 * ```ts
 * import { surveysChart } from "lib/charts/surveys.ts";
 * import assert from "node:assert/strict";
 *
 * const errors = { friends: 100, local: [30_000, -9000], central: [400, -2000] };
 * const { ariaLabel } = surveysChart(errors, {
 *   sensitivity: 200_000,
 *   epsilon: 1,
 *   reach: 100_000,
 * });
 * assert.equal(
 *   ariaLabel,
 *   "The standard error of 100 friends is 28,284 dollars; with a curator, 2,828",
 * );
 * ```
 */
export function surveysChart(
  { friends, ...errors }: SurveyErrors,
  options: {
    sensitivity: number;
    epsilon: number;
    reach: number;
  },
): Chart {
  const action = "draw the surveys";
  requireKnown(action, options, ["sensitivity", "epsilon", "reach"]);
  const { sensitivity, epsilon, reach } = options;
  requirePositive(action, "friends", friends);
  requirePositive(action, "sensitivity", sensitivity);
  requirePositive(action, "epsilon", epsilon);
  requirePositive(action, "reach", reach);
  for (const { name } of panels) requireRows(action, errors[name]);
  const one = Math.SQRT2 * sensitivity / epsilon;
  const exact = { local: one / Math.sqrt(friends), central: one / friends };
  const whole = (x: number) => withCommas(Math.round(x));
  const dots = panels.flatMap(({ name, label, color }) =>
    errors[name].map((error, i) => ({
      label,
      color,
      error,
      // Spread evenly, so that dots do not hide one another.
      height: 0.25 + 0.65 * (i * 0.618034 % 1),
    }))
  );
  const bars = panels.map(({ name, label, color }) => ({
    label,
    color,
    error: exact[name],
  }));
  const measured = (name: "local" | "central") =>
    Math.sqrt(
      errors[name].reduce((sum, error) => sum + error ** 2, 0) /
        errors[name].length,
    );
  return chart({
    title: `The standard error of ${whole(friends)} friends is ${
      whole(exact.local)
    } dollars; with a curator, ${whole(exact.central)}`,
    subtitle:
      `A dot is a survey at ε = ${epsilon}; a bar reaches one standard error to either side`,
    description:
      `Errors of surveys of ${
        whole(friends)
      } friends as two clouds of dots around 0. ` +
      panels.map(({ name, label }) =>
        `Where ${label}, the standard error is ${whole(exact[name])} dollars, ${
          whole(measured(name))
        } in these ${errors[name].length}`
      ).join(". ") +
      `. The first is √n = ${Math.sqrt(friends).toFixed(1)} times the second.`,
    legend: panels.map(({ label, color }) => ({
      label,
      color,
      symbol: "circle",
    })),
    height: 380,
    marginLeft: 32,
    marginRight: 32,
    x: {
      domain: [-reach, reach],
      ticks: 7,
      label: "estimated mean minus actual mean (dollars) →",
      labelAnchor: "center",
      labelArrow: "none",
    },
    y: { domain: [0, 1], axis: null },
    fy: { domain: panels.map(({ label }) => label), axis: null },
    marks: [
      Plot.ruleX([0], { stroke: palette.rule }),
      Plot.dot(dots, {
        x: "error",
        y: "height",
        fy: "label",
        r: 2.5,
        fill: "color",
        fillOpacity: 0.6,
        clip: true,
      }),
      Plot.ruleY(bars, {
        x1: ({ error }: { error: number }) => -error,
        x2: "error",
        y: 0.1,
        fy: "label",
        stroke: "color",
        strokeWidth: 5,
      }),
    ],
  });
}
