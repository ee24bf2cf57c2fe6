import { requireKnown, requirePositive, requireRows } from "../checks.ts";
import { type Chart, chart, labeledAxis, palette, Plot } from "./plot.ts";

/** The error of a mean for one number of friends, measured over repetitions. */
export interface LocalCentralRow {
  readonly friends: number;
  /** Root mean square error if each friend adds the noise. */
  readonly local: number;
  /** The same if a curator adds it to the mean. */
  readonly central: number;
}

/**
 * The error of a private mean against the number of friends, with Laplace noise
 * on each income and with Laplace noise on the mean, for the same ε and the same
 * bounds: measured dots and the exact lines √2·Δ/(ε√n) and √2·Δ/(εn).
 *
 * @param rows measured errors; the title speaks of the last
 * @param options.sensitivity Δ, the length of the interval of incomes
 * @param options.epsilon privacy loss of each survey
 * @throws {RangeError | TypeError} if there is no row, a number of one is not above 0,
 * or an option is unknown or outside its interval
 *
 * @example The title says the finding
 * ```ts
 * import { localCentralChart } from "lib/charts/local_central.ts";
 * import assert from "node:assert/strict";
 *
 * const rows = [
 *   { friends: 10, local: 90_000, central: 28_000 },
 *   { friends: 1000, local: 9000, central: 290 },
 * ];
 * const { ariaLabel } = localCentralChart(rows, {
 *   sensitivity: 200_000,
 *   epsilon: 1,
 * });
 * assert.equal(
 *   ariaLabel,
 *   "Without a curator the error is √n times larger: 31.6 times for 1,000 friends",
 * );
 * ```
 */
export function localCentralChart(
  rows: readonly LocalCentralRow[],
  options: { sensitivity: number; epsilon: number },
): Chart {
  const action = "draw the errors";
  requireKnown(action, options, ["sensitivity", "epsilon"]);
  const { sensitivity, epsilon } = options;
  requireRows(action, rows);
  requirePositive(action, "sensitivity", sensitivity);
  requirePositive(action, "epsilon", epsilon);
  for (const row of rows) {
    requirePositive(action, "friends", row.friends);
    requirePositive(action, "local", row.local);
    requirePositive(action, "central", row.central);
  }
  const one = Math.SQRT2 * sensitivity / epsilon;
  const exact = ({ friends }: { friends: number }) => ({
    friends,
    local: one / Math.sqrt(friends),
    central: one / friends,
  });
  const last = rows.at(-1)!;
  const sizes = rows.map(({ friends }) => friends);
  const lines = [Math.min(...sizes), Math.max(...sizes)]
    .map((friends) => exact({ friends }));
  const errors = [...rows, ...lines].flatMap((row) => [row.local, row.central]);
  const range: [number, number] = [
    Math.min(...errors) / 1.4,
    Math.max(...errors) * 1.4,
  ];
  const ticks = Array.from({ length: 30 }, (_, i) => 10 ** (i - 10))
    .filter((tick) => range[0] <= tick && tick <= range[1]);
  const whole = (x: number) => x.toLocaleString("en-US");
  const rounded = (x: number) => whole(Number(x.toPrecision(3)));
  const kinds = [
    { name: "local", color: palette.orange },
    { name: "central", color: palette.blue },
  ] as const;
  const gap = exact(last);
  return chart({
    title: `Without a curator the error is √n times larger: ${
      Math.sqrt(last.friends).toFixed(1)
    } times for ${whole(last.friends)} friends`,
    subtitle: `Laplace noise at ε = ${epsilon} on incomes in an interval of $${
      whole(sensitivity)
    }; replace-one, n public`,
    description:
      `Root mean square error of a private mean against the number of friends, both on log axes: dots measured, lines exact. ` +
      `The local line falls by √10 for ten times the friends, the central line by 10. ` +
      rows.map((row) =>
        `${whole(row.friends)} friends: local ${
          rounded(row.local)
        } measured and ${rounded(exact(row).local)} exact, central ${
          rounded(row.central)
        } and ${rounded(exact(row).central)}`
      ).join("; ") + ".",
    legend: [
      {
        label: "local, exact: each friend adds noise",
        color: palette.orange,
        symbol: "dash",
      },
      {
        label: "central, exact: a curator adds noise",
        color: palette.blue,
        symbol: "dash",
      },
      { label: "measured", color: palette.muted, symbol: "circle" },
    ],
    marginLeft: 92,
    x: { type: "log" },
    y: { type: "log", domain: range },
    marks: [
      labeledAxis(Plot.axisX, sizes, "friends n (log scale) →"),
      Plot.axisY(ticks, {
        text: whole,
        label: "↑ root mean square error (dollars, log scale)",
        labelAnchor: "center",
        labelArrow: "none",
      }),
      Plot.gridY(ticks),
      Plot.ruleX([gap], {
        x: "friends",
        y1: "central",
        y2: "local",
        stroke: palette.ink,
        strokeDasharray: "5 4",
      }),
      Plot.text([gap], {
        x: "friends",
        y: Math.sqrt(gap.local * gap.central),
        text: () => `× ${Math.sqrt(last.friends).toFixed(1)}`,
        textAnchor: "end",
        dx: -8,
        fill: palette.ink,
      }),
      ...kinds.flatMap(({ name, color }) => [
        Plot.line(lines, {
          x: "friends",
          y: name,
          stroke: color,
          strokeWidth: 2,
        }),
        Plot.dot(rows, {
          x: "friends",
          y: name,
          r: 4.5,
          fill: color,
          stroke: "white",
        }),
      ]),
    ],
  });
}
