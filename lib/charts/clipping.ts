import { requireKnown, requireRows, requireText } from "../checks.ts";
import { type Chart, chart, labeledAxis, palette, Plot } from "./plot.ts";

/** What one limit costs: in bias, in noise, and in both together. */
export interface ClippingRow {
  readonly limit: number;
  readonly bias: number;
  readonly noise: number;
  readonly error: number;
}

const shown = [
  { name: "bias", label: "what the limit leaves out", color: palette.green },
  { name: "noise", label: "noise", color: palette.orange },
  { name: "error", label: "error of the release", color: palette.blue },
] as const;

/**
 * Bias and noise of a bounded sum against its limit: one falls, the other rises,
 * and between them the error has its minimum.
 *
 * @param rows one for each limit
 * @param options.limit what is limited, for the axis, with its unit
 * @param options.unit unit of the sum
 * @throws {RangeError} if there is no row
 * @throws {TypeError} if an option is unknown or no text
 *
 * @example The title says the finding
 * ```ts
 * import { clippingChart } from "lib/charts/clipping.ts";
 * import assert from "node:assert/strict";
 *
 * const rows = [
 *   { limit: 1, bias: 9, noise: 1, error: 9 },
 *   { limit: 2, bias: 2, noise: 2, error: 3 },
 *   { limit: 4, bias: 0, noise: 4, error: 4 },
 * ];
 * const options = { limit: "rows a customer", unit: "dollars" };
 * assert.equal(
 *   clippingChart(rows, options).ariaLabel,
 *   "Of these limits, 2 has the smallest error",
 * );
 * ```
 */
export function clippingChart(
  rows: readonly ClippingRow[],
  options: { limit: string; unit: string },
): Chart {
  const action = "draw the errors of clipping";
  requireKnown(action, options, ["limit", "unit"]);
  const { limit, unit } = options;
  requireRows(action, rows);
  requireText(action, "limit", limit);
  requireText(action, "unit", unit);
  const best = rows.reduce((a, b) => b.error < a.error ? b : a);
  const text = (value: number) =>
    value.toLocaleString("en-US", { maximumSignificantDigits: 3 });
  const values = rows.flatMap((row) => shown.map(({ name }) => row[name]));
  const range = [
    Math.min(...values.filter((value) => value > 0)) / 1.2,
    Math.max(...values) * 1.2,
  ] as const;
  const lines = shown.map(({ name, color }) =>
    // No logarithm of 0: where the limit leaves nothing out the line ends.
    Plot.line(rows.filter((row) => row[name] > 0), {
      x: "limit",
      y: name,
      stroke: color,
      strokeWidth: name === "error" ? 2.5 : 1.5,
      strokeDasharray: name === "error" ? undefined : "6 4",
    })
  );
  return chart({
    title: `Of these limits, ${text(best.limit)} has the smallest error`,
    subtitle: `Mean absolute error of a noisy sum; at the minimum ${
      text(best.error)
    } ${unit}, of which the limit takes ${text(best.bias)}`,
    description: `Errors in ${unit} against ${limit}, both on log axes. ` +
      rows.map(({ limit, bias, noise, error }) =>
        `At ${text(limit)}: bias ${text(bias)}, noise ${
          text(noise)
        }, together ${text(error)}`
      ).join("; ") + ".",
    legend: shown.map(({ label, color }) => ({ label, color, symbol: "dash" })),
    marginLeft: 84,
    x: { type: "log" },
    y: { type: "log", domain: range },
    marks: [
      labeledAxis(
        Plot.axisX,
        rows.map(({ limit }) => limit),
        `limit: ${limit} (log scale) →`,
      ),
      Plot.gridY(powers(range)),
      Plot.axisY(powers(range), {
        text: (value: number) =>
          value.toLocaleString("en-US", { notation: "compact" }),
        label: `↑ mean absolute error (${unit}, log scale)`,
        labelAnchor: "center",
        labelArrow: "none",
      }),
      Plot.ruleX([best], { x: "limit", stroke: palette.rule }),
      ...lines,
      Plot.dot(rows, { x: "limit", y: "error", fill: palette.blue, r: 4 }),
    ],
  });
}

/** The powers of ten in a range, and values between them if they are few. */
function powers([low, high]: readonly [number, number]): number[] {
  const digits = high / low > 100
    ? [1]
    : high / low > 10
    ? [1, 2, 5]
    : [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8];
  const first = Math.floor(Math.log10(low));
  const count = Math.ceil(Math.log10(high)) - first + 1;
  return Array.from({ length: count }, (_, i) => 10 ** (first + i))
    .flatMap((power) => digits.map((digit) => digit * power))
    .filter((value) => low <= value && value <= high);
}
