import { requireFiniteSecret, requireKnown, requireRows } from "../checks.ts";
import { type Chart, chart, labeledAxis, palette, Plot } from "./plot.ts";

/** The answer that an attacker gets by averaging the first `answers` answers. */
export interface AveragingRow {
  readonly answers: number;
  readonly average: number;
}

/**
 * Running averages of repeated noisy answers, closing in on the truth.
 *
 * @param options.trueValue the answer without noise, in the unit of the averages
 * @throws {RangeError | TypeError} if there is no row, or an option is unknown or
 * outside its interval
 *
 * @example The title says the finding
 * ```ts
 * import { averagingChart } from "lib/charts/averaging.ts";
 * import assert from "node:assert/strict";
 *
 * const rows = [{ answers: 1, average: 9 }, { answers: 2, average: 10.2 }];
 * const { ariaLabel } = averagingChart(rows, { trueValue: 10 });
 * assert.equal(
 *   ariaLabel,
 *   "After 2 answers the average is 0.20 from the secret",
 * );
 * ```
 */
export function averagingChart(
  rows: readonly AveragingRow[],
  options: { trueValue: number },
): Chart {
  const action = "draw the averages";
  requireKnown(action, options, ["trueValue"]);
  const { trueValue } = options;
  requireRows(action, rows);
  requireFiniteSecret(action, "trueValue", trueValue);
  const last = rows.at(-1)!;
  const isInside = Math.abs(last.average - trueValue) < 0.5;
  const off = Math.abs(last.average - trueValue).toFixed(2);
  const reach = Math.max(
    ...rows.map(({ average }) => Math.abs(average - trueValue)),
    1,
  ) * 1.1;
  return chart({
    title:
      `After ${last.answers} answers the average is ${off} from the secret`,
    subtitle:
      "Inside the shaded half-person band, rounding gives the true count",
    description:
      `Running average of repeated noisy counts against their number on a log axis. It starts ${
        Math.abs(rows[0]!.average - trueValue).toFixed(2)
      } away from the true count ${trueValue} and ends ${off} away after ${last.answers} answers, ${
        isInside ? "inside" : "outside"
      } the band of half a person where rounding gives the truth.`,
    x: { type: "log" },
    y: {
      domain: [trueValue - reach, trueValue + reach],
      grid: true,
      label: "↑ average of the answers (people)",
      labelAnchor: "center",
      labelArrow: "none",
    },
    marks: [
      labeledAxis(
        Plot.axisX,
        [1, 3, 10, 30, 100, 300, 1000].filter((tick) => tick <= last.answers),
        "answers averaged (log scale) →",
      ),
      Plot.rect([0], {
        x1: 1,
        x2: last.answers,
        y1: trueValue - 0.5,
        y2: trueValue + 0.5,
        fill: palette.orange,
        fillOpacity: 0.2,
      }),
      Plot.ruleY([trueValue], {
        stroke: palette.orange,
        strokeDasharray: "5 4",
      }),
      Plot.line(rows, { x: "answers", y: "average", stroke: palette.blue }),
    ],
  });
}
