import { formatSources } from "./format_code.ts";
import { formatNotebook, parseNotebook } from "./nbformat.ts";
import { piecesOf } from "./pieces.ts";
import { replaceFile } from "./replace_file.ts";

/**
 * Formats each code cell and solution of the notebook at `path` in place; its
 * outputs stay.
 *
 * @returns whether the notebook changed
 * @throws {Problem} if it cannot be read
 */
export async function formatNotebookFile(path: string): Promise<boolean> {
  const old = await Deno.readTextFile(path);
  const notebook = parseNotebook(old);
  const pieces = piecesOf(notebook);
  const formatted = await formatSources(pieces.map(({ code }) => code));
  if (pieces.every(({ code }, i) => code === formatted[i])) return false;
  const cells = [...notebook.cells];
  for (const [i, { index, withCode }] of pieces.entries()) {
    cells[index] = withCode(formatted[i]!);
  }
  await replaceFile(path, old, formatNotebook({ ...notebook, cells }));
  return true;
}
