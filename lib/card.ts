import {
  alignedLines,
  CAPTION,
  type DisplayBundle,
  escapeHtml,
} from "./html_table.ts";
import { oneLine } from "./short_text.ts";

/** One thing that is known: its name and its value, as words. */
export interface Fact {
  readonly name: string;
  readonly value: string;
  /** What it means, in fewer words than a lesson: shown smaller, and in HTML alone. */
  readonly help?: string;
  /** Parts of a whole of 1, drawn as a bar beside the value, which says them too. */
  readonly shares?: readonly number[];
}

/** What is to be seen of a value that is not a table. */
export interface Card {
  /** What it is. */
  readonly title: string;
  /** What a reader looks for, in large letters. */
  readonly lead: string;
  /** The rest of that sentence, smaller. */
  readonly detail?: string;
  /** What must not be overlooked. */
  readonly warning?: string;
  readonly facts: readonly Fact[];
  /** A table below the facts. */
  readonly table?: DisplayBundle;
}

/**
 * A card as HTML and as text.
 *
 * Colors are those of the page it stands on, light or dark: rules and bars are
 * drawn in the color of its text. Styles are written on the elements, and all but
 * the even width of digits are kept by JupyterLab in a notebook that is not
 * trusted. A page can style the classes `dp-card`, `dp-facts`, `dp-title`,
 * `dp-lead`, `dp-detail`, `dp-warning`, `dp-help` and `dp-bar`.
 *
 * @example What a budget of 1 has left
 * ```ts
 * import { cardBundle } from "lib/card.ts";
 * import assert from "node:assert/strict";
 *
 * const bundle = cardBundle({
 *   title: "Budget",
 *   lead: "ε = 0.4",
 *   detail: "left of ε = 1",
 *   facts: [{ name: "spent", value: "60%", shares: [0.3, 0.3] }],
 * });
 * assert.equal(bundle["text/plain"], "Budget: ε = 0.4 left of ε = 1\n  spent  ██████░░░░ 60%");
 * ```
 */
export function cardBundle(card: Card): DisplayBundle {
  return { "text/html": cardHtml(card), "text/plain": cardText(card) };
}

function cardText(
  { title, lead, detail, warning, facts, table }: Card,
): string {
  const sentence = [`${title}:`, lead, detail].filter(Boolean).join(" ");
  const values = facts.map(({ value, shares }) =>
    shares === undefined ? value : `${barText(shares)} ${value}`
  );
  return [
    oneLine(sentence),
    ...indented(warning === undefined ? [] : [oneLine(warning)]),
    ...indented(
      alignedLines([facts.map(({ name }) => name), values], [false, false]),
    ),
    ...indented(table === undefined ? [] : table["text/plain"].split("\n")),
  ].join("\n");
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

/** More than what doubles that add up to 1 can be short of it. */
const ROUNDING = 1e-9;

/** Ten blocks: one is full as soon as anything is, and the last when everything is. */
function barText(shares: readonly number[]): string {
  const share = shares.reduce((sum, part) => sum + part, 0);
  const full = share === 0
    ? 0
    : share > 1 - ROUNDING
    ? 10
    : Math.min(Math.max(Math.round(10 * share), 1), 9);
  return "█".repeat(full) + "░".repeat(10 - full);
}

const RULE = "rgba(128,128,128,0.5)";

function cardHtml(
  { title, lead, detail, warning, facts, table }: Card,
): string {
  const more = detail === undefined || detail === ""
    ? ""
    : ` <span class="dp-detail">${escapeHtml(detail)}</span>`;
  return [
    `<div class="dp-card" style="border-left:3px solid ${RULE};padding-left:0.75em;max-width:52em">`,
    '<table class="dp-facts" style="width:100%;table-layout:auto;margin:0;font-variant-numeric:tabular-nums">',
    `<caption style="${CAPTION};font-weight:normal">`,
    `<div class="dp-title" style="opacity:0.75">${escapeHtml(title)}</div>`,
    `<div><strong class="dp-lead" style="font-size:1.6em">${
      escapeHtml(lead)
    }</strong>${more}</div>`,
    warning !== undefined &&
    `<div class="dp-warning" style="display:inline-block;border:1px solid;padding:0 0.5em;font-weight:600">${
      escapeHtml(warning)
    }</div>`,
    "</caption>",
    `<tbody>${facts.map(factHtml).join("\n")}</tbody>`,
    "</table>",
    table?.["text/html"],
    "</div>",
  ].filter(Boolean).join("\n");
}

const NAME =
  "text-align:left;vertical-align:top;font-weight:normal;opacity:0.75;white-space:nowrap;width:1%";

function factHtml({ name, value, help, shares }: Fact): string {
  const cell = [
    shares && barHtml(shares),
    escapeHtml(value),
    help &&
    `<br><span class="dp-help" style="opacity:0.75">${escapeHtml(help)}</span>`,
  ].filter(Boolean).join("");
  return `<tr><th scope="row" style="${NAME}">${
    escapeHtml(name)
  }</th><td style="text-align:left;vertical-align:top">${cell}</td></tr>`;
}

/**
 * A frame, and in it a block for each part. Blocks are borders without a color:
 * these take that of the text, and stay where a reader has turned colors off.
 */
function barHtml(shares: readonly number[]): string {
  const blocks = shares.map((share) =>
    `<div style="width:${
      Number((100 * share).toFixed(2))
    }%;border-top:0.7em solid"></div>`
  );
  return `<div class="dp-bar" style="display:flex;gap:1px;height:0.7em;max-width:24em;border:1px solid;padding:1px;margin:0.15em 0;opacity:0.75">${
    blocks.join("")
  }</div>`;
}
