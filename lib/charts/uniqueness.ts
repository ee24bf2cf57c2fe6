import { requireRows } from "../checks.ts";
import { type Chart, chart, palette, Plot } from "./plot.ts";

/** How identifying a set of columns is. */
export interface UniquenessRow {
  /** The columns an attacker knows, as a reader would say them. */
  readonly known: string;
  /** Share of records that are alone with their values, from 0 to 1. */
  readonly unique: number;
}

/**
 * Bars of the share of unique records by what an attacker knows.
 *
 * @throws {RangeError} if there is no row
 *
 * @example The title says the finding
 * ```ts
 * import { uniquenessChart } from "lib/charts/uniqueness.ts";
 * import assert from "node:assert/strict";
 *
 * const { ariaLabel } = uniquenessChart([{ known: "age", unique: 0.25 }]);
 * assert.equal(
 *   ariaLabel,
 *   "Knowing age singles out 25.0% of the patients",
 * );
 * ```
 */
export function uniquenessChart(rows: readonly UniquenessRow[]): Chart {
  requireRows("draw the uniqueness", rows);
  const last = rows.at(-1)!;
  const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
  return chart({
    title: `Knowing ${last.known} singles out ${
      percent(last.unique)
    } of the patients`,
    subtitle:
      "With each further fact more patients are alone with their values",
    description: "Horizontal bars of the share of unique patients. " +
      rows.map(({ known, unique }) => `${known}: ${percent(unique)}`)
        .join("; ") +
      ".",
    height: 130 + 44 * rows.length,
    marginLeft: 190,
    marginRight: 60,
    x: {
      domain: [0, 100],
      percent: true,
      grid: true,
      label: "patients with values that nobody else has (%) →",
      labelAnchor: "center",
      labelArrow: "none",
    },
    y: { domain: rows.map(({ known }) => known), label: null },
    marks: [
      Plot.barX(rows, { x: "unique", y: "known", fill: palette.blue }),
      Plot.text(rows, {
        x: "unique",
        y: "known",
        text: (row: UniquenessRow) => percent(row.unique),
        textAnchor: "start",
        dx: 6,
      }),
      Plot.ruleX([0]),
    ],
  });
}
