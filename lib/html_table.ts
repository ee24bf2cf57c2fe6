import { cellOf, type Row } from "./rows.ts";
import { oneLine, withCommas } from "./short_text.ts";

/** What a notebook front end shows: the same content in several formats. */
export interface DisplayBundle {
  readonly "text/html": string;
  readonly "text/plain": string;
}

/** How a table is shown. */
export interface TableOptions {
  /** A sentence above the table. */
  readonly caption?: string;
  /** The number of rows shown (20). */
  readonly most?: number;
  /** What is said where there is no row. */
  readonly none?: string;
  /** How many of the first columns name their row (0). */
  readonly rowNames?: number;
}

/**
 * A table as escaped HTML and as aligned text, numbers to the right and words to
 * the left, cut after `most` rows with a line that says so.
 *
 * Styles are written on the elements, for front ends that keep no style sheet; a
 * page can style the classes `dp-table` and `dp-note`.
 *
 * @param columns the names to show, in order
 * @param rows the records
 *
 * @example
 * ```ts
 * import { tableBundle } from "lib/html_table.ts";
 * import assert from "node:assert/strict";
 *
 * const bundle = tableBundle(["age"], [{ age: 34 }, { age: "<b>" }]);
 * assert(bundle["text/html"].includes("&lt;b&gt;"));
 * ```
 */
export function tableBundle(
  columns: readonly string[],
  rows: readonly Row[],
  { caption = "", most = 20, none = "no rows", rowNames = 0 }: TableOptions =
    {},
): DisplayBundle {
  const shown = rows.slice(0, most);
  const cells = columns.map((name) => {
    const texts = shown.map((row) => cellText(cellOf(row, name)));
    return { name, texts, isNumeric: areNumbers(texts) };
  });
  const total = withCommas(rows.length);
  const note = rows.length === 0
    ? none
    : rows.length > most
    ? `${most} of ${total} rows shown`
    : "";
  return {
    "text/html": tableHtml(cells, shown.length, { caption, note, rowNames }),
    "text/plain": [
      ...caption === "" ? [] : [caption],
      ...alignedLines(
        cells.map(({ name, texts }) => [name, ...texts]),
        cells.map(({ isNumeric }) => isNumeric),
      ),
      ...note === "" ? [] : [note],
    ].join("\n"),
  };
}

/**
 * The lines of a table, two spaces between its columns.
 *
 * @param given the cells of each column from top to bottom
 * @param toTheRight for each column whether its cells are aligned to the right
 */
export function alignedLines(
  given: readonly (readonly string[])[],
  toTheRight: readonly boolean[],
): string[] {
  const columns = given.map((cells) => cells.map(oneLine));
  const widths = columns.map((cells) =>
    cells.reduce((width, cell) => Math.max(width, cell.length), 0)
  );
  return (columns[0] ?? []).map((_, row) =>
    columns.map((cells, i) =>
      toTheRight[i]
        ? cells[row]!.padStart(widths[i]!)
        : cells[row]!.padEnd(widths[i]!)
    ).join("  ").trimEnd()
  );
}

/** Replaces the five characters that HTML gives a meaning. */
export function escapeHtml(text: string): string {
  const names: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (character) => names[character]!);
}

const MISSING = "–";

function cellText(value: unknown): string {
  if (value === null || value === undefined) return MISSING;
  if (typeof value === "number" && !Number.isInteger(value)) {
    return String(Number(
      Math.abs(value) < 1e4 ? value.toPrecision(6) : value.toFixed(2),
    ));
  }
  return String(value);
}

/** A number, also as lessons write it: "$1,200", "-3.5%", "× 2.7e+8", "1/11", "50–60k". */
const NUMBER =
  /^[-−+±×~<>≤≥≈$€£ ]*(\d[\d.,/]*([–-]\d[\d.,]*)?(e[-+]?\d+)?( ?%|[a-zA-Z])?|Infinity|NaN)$/;

/** Whether the cells of a column are numbers, but for the missing ones. */
function areNumbers(texts: readonly string[]): boolean {
  const present = texts.filter((text) => text !== MISSING);
  return present.length > 0 && present.every((text) => NUMBER.test(text));
}

interface ColumnCells {
  readonly name: string;
  readonly texts: readonly string[];
  readonly isNumeric: boolean;
}

function tableHtml(
  columns: readonly ColumnCells[],
  length: number,
  { caption, note, rowNames }:
    & Required<
      Pick<TableOptions, "caption" | "rowNames">
    >
    & { readonly note: string },
): string {
  const cell = (tag: string, style: string, text: string) => {
    const name = tag.slice(0, 2);
    return `<${tag} style="${style}">${escapeHtml(text)}</${name}>`;
  };
  const head = columns.map((column) =>
    cell('th scope="col"', sideOf(column), column.name)
  );
  const body = Array.from({ length }, (_, row) =>
    columns.map((column, i) => {
      const style = `${sideOf(column)}${wrapOf(column)}`;
      const text = column.texts[row]!;
      return i < rowNames
        ? cell('th scope="row"', `${style};font-weight:normal`, text)
        : cell("td", style, text);
    }));
  const line = (cells: readonly string[]) => `<tr>${cells.join("")}</tr>`;
  return [
    '<table class="dp-table" style="margin:0.25em 0;font-variant-numeric:tabular-nums">',
    caption &&
    `<caption style="${CAPTION};font-weight:600">${
      escapeHtml(caption)
    }</caption>`,
    `<thead>${line(head)}</thead>`,
    `<tbody>${body.map(line).join("\n")}</tbody>`,
    "</table>",
    note &&
    `<p class="dp-note" style="opacity:0.75;font-size:0.9em">${
      escapeHtml(note)
    }</p>`,
  ].filter(Boolean).join("\n");
}

function sideOf({ isNumeric }: ColumnCells): string {
  return `text-align:${isNumeric ? "right" : "left"}`;
}

/** Longer texts may go on in the next line. */
const LONGEST_LINE = 20;

function wrapOf({ texts }: ColumnCells): string {
  const canBreak = texts.some((text) => /[ -]/.test(text)) &&
    texts.every(({ length }) => length <= LONGEST_LINE);
  return canBreak ? ";white-space:nowrap" : "";
}

/** Of a caption: above the table, where reading begins. */
export const CAPTION =
  "caption-side:top;text-align:left;line-height:1.4;padding:0 0.5em 0.25em";
