import {
  formatCell,
  formatNotebook,
  type Notebook,
  parseNotebook,
} from "./nbformat.ts";

/** Where the file `committed` differs from a `fresh` run first, or undefined. */
export function firstDifference(
  committed: string,
  fresh: Notebook,
): string | undefined {
  if (committed === formatNotebook(fresh)) return undefined;
  const old = parseNotebook(committed);
  let number = 0;
  for (const [i, cell] of fresh.cells.entries()) {
    if (cell.cell_type === "code") number++;
    const before = formatCell(old.cells[i]!);
    const after = formatCell(cell);
    const line = after.findIndex((line, j) => line !== before[j]);
    if (line === -1 && before.length === after.length) continue;
    const at = line === -1 ? after.length : line;
    return [
      `cell [${number}]: a fresh run differs from what is committed`,
      `  committed: ${shorten(before[at])}`,
      `  fresh run: ${shorten(after[at])}`,
    ].join("\n");
  }
  const before = committed.split("\n");
  const after = formatNotebook(fresh).split("\n");
  const at = after.findIndex((line, j) => line !== before[j]);
  return [
    "metadata or format differ from what a run writes",
    `  committed: ${shorten(before[at])}`,
    `  a run:     ${shorten(after[at])}`,
  ].join("\n");
}

function shorten(line = "(nothing)"): string {
  const text = line.trim();
  return text.length <= 120 ? text : `${text.slice(0, 119)}…`;
}
