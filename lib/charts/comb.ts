import { requireFiniteSecret, requireKnown, requireRows } from "../checks.ts";
import { type Chart, chart, palette, Plot } from "./plot.ts";

/** Which of a stretch of neighboring doubles can be released. */
export interface CombRow {
  readonly label: string;
  readonly reachable: readonly boolean[];
}

const COLORS = [palette.orange, palette.blue, palette.green];

/**
 * A stretch of neighboring doubles for each label, a tick where one is reachable.
 *
 * @param options.start the first double of the stretch
 * @throws {RangeError | TypeError} if there is no row, or an option is unknown or
 * outside its interval
 *
 * @example The title says the finding
 * ```ts
 * import { combChart } from "lib/charts/comb.ts";
 * import assert from "node:assert/strict";
 *
 * const rows = [
 *   { label: "from 0", reachable: [true, false, false] },
 *   { label: "from 1", reachable: [false, true, false] },
 * ];
 * const { ariaLabel } = combChart(rows, { start: 2 });
 * assert.equal(
 *   ariaLabel,
 *   "No double of this stretch can come from both",
 * );
 * ```
 */
export function combChart(
  rows: readonly CombRow[],
  options: { start: number },
): Chart {
  const action = "draw the comb";
  requireKnown(action, options, ["start"]);
  const { start } = options;
  requireRows(action, rows);
  requireFiniteSecret(action, "start", start);
  const ticks = rows.flatMap(({ label, reachable }, row) =>
    reachable.flatMap((isReachable, i) =>
      isReachable ? [{ label, i, color: COLORS[row % COLORS.length]! }] : []
    )
  );
  const count = rows[0]!.reachable.length;
  const shared =
    rows[0]!.reachable.filter((_, i) =>
      rows.every(({ reachable }) => reachable[i])
    ).length;
  const sizes = rows.map(({ label, reachable }) =>
    `${label}: ${reachable.filter(Boolean).length}`
  ).join("; ");
  return chart({
    title: shared === 0
      ? "No double of this stretch can come from both"
      : `Only ${shared} of ${count} doubles can come from both`,
    subtitle:
      `${count} neighboring doubles from ${start} up; a bar where one can be released`,
    description:
      `Bars mark which of ${count} neighboring doubles, from ${start} up, can be released. ${sizes}. In common: ${shared}.`,
    height: 110 + 56 * rows.length,
    marginLeft: 120,
    x: {
      domain: [-0.5, count - 0.5],
      label: `doubles after ${start} →`,
      labelAnchor: "center",
      labelArrow: "none",
    },
    y: { domain: rows.map(({ label }) => label), label: null },
    marks: [
      Plot.barX(rows, {
        y: "label",
        x1: -0.5,
        x2: count - 0.5,
        fill: "#f1f1f1",
      }),
      Plot.barX(ticks, {
        y: "label",
        x1: (tick: { i: number }) => tick.i - 0.4,
        x2: (tick: { i: number }) => tick.i + 0.4,
        fill: "color",
      }),
    ],
  });
}
