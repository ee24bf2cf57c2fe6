import { cellOf, type Row } from "./rows.ts";

/** What a notebook front end shows: the same content in several formats. */
export interface DisplayBundle {
  readonly "text/html": string;
  readonly "text/plain": string;
}

/**
 * A table as escaped HTML and as aligned text, cut after `most` rows with a
 * line that says so.
 *
 * @param columns the names to show, in order
 * @param rows the records
 * @param options.caption a sentence above the table
 * @param options.most number of rows shown
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
  { caption = "", most = 20 }: { caption?: string; most?: number } = {},
): DisplayBundle {
  const cells = rows.slice(0, most).map((row) =>
    columns.map((column) => cellText(cellOf(row, column)))
  );
  const total = rows.length.toLocaleString("en-US");
  const rest = rows.length === 0
    ? "no rows"
    : rows.length > most
    ? `${most} of ${total} rows shown`
    : "";
  return {
    "text/html": htmlTable(columns, cells, caption, rest),
    "text/plain": textTable(columns, cells, caption, rest),
  };
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

function cellText(value: unknown): string {
  if (value === null || value === undefined) return "–";
  if (typeof value === "number" && !Number.isInteger(value)) {
    return String(Number(
      Math.abs(value) < 1e4 ? value.toPrecision(6) : value.toFixed(2),
    ));
  }
  return String(value);
}

function htmlTable(
  columns: readonly string[],
  cells: readonly string[][],
  caption: string,
  rest: string,
): string {
  const row = (tag: string, texts: readonly string[]) =>
    `<tr>${
      texts.map((text) => `<${tag}>${escapeHtml(text)}</${tag}>`).join("")
    }</tr>`;
  return [
    "<table>",
    caption && `<caption>${escapeHtml(caption)}</caption>`,
    `<thead>${row("th", columns)}</thead>`,
    `<tbody>${cells.map((texts) => row("td", texts)).join("\n")}</tbody>`,
    "</table>",
    rest && `<p>${escapeHtml(rest)}</p>`,
  ].filter(Boolean).join("\n");
}

function textTable(
  columns: readonly string[],
  cells: readonly string[][],
  caption: string,
  rest: string,
): string {
  const widths = columns.map((column, i) =>
    Math.max(column.length, ...cells.map((texts) => texts[i]!.length))
  );
  const line = (texts: readonly string[]) =>
    texts.map((text, i) => text.padStart(widths[i]!)).join("  ");
  return [caption, line(columns), ...cells.map(line), rest]
    .filter((text) => text !== "").join("\n");
}
