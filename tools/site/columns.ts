import { parseHTML } from "linkedom";

/** The little of the DOM that is used here; Deno has no DOM types. */
interface Document {
  readonly body: { readonly innerHTML: string };
  querySelectorAll(selector: string): Iterable<Table>;
}

interface Table {
  querySelectorAll(selector: string): Iterable<{ children: Iterable<Cell> }>;
}

interface Cell {
  readonly textContent: string;
  readonly classList: { add(name: string): void };
}

/** A number with its sign and unit, or a list of numbers: −3.2%, $40, × 22026.5, 1e-5, 167 242. */
const number = /^[<>≤≥≈~×+−-]*\s*\$?\d[\d,.\s]*(e[+-]?\d+)?\s*[%kM×]?$|^[–∞]$/;

/** Beyond this many letters a text is broken into lines rather than moved out of sight. */
const long = 24;

/**
 * The HTML of an output, in which the cells of each column of its tables have the class
 * `number` or `long` where that is what the column holds.
 */
export function markColumns(html: string): string {
  const { document } = parseHTML(
    `<!doctype html><html><body>${html}</body></html>`,
  ) as unknown as { document: Document };
  for (const table of document.querySelectorAll("table")) {
    const head = rowsOf(table, "thead tr");
    const body = rowsOf(table, "tbody tr");
    for (const i of body[0]?.keys() ?? []) {
      const cells = column(body, i);
      const texts = cells.map(({ textContent }) => textContent.trim());
      const kind = texts.every((text) => number.test(text))
        ? "number"
        : texts.some(({ length }) => length > long)
        ? "long"
        : undefined;
      if (kind === undefined) continue;
      for (const cell of [...column(head, i), ...cells]) {
        cell.classList.add(kind);
      }
    }
  }
  return document.body.innerHTML;
}

function rowsOf(table: Table, selector: string): Cell[][] {
  return [...table.querySelectorAll(selector)].map(({ children }) => [
    ...children,
  ]);
}

function column(rows: Cell[][], i: number): Cell[] {
  return rows.flatMap((row) => row[i] ?? []);
}
