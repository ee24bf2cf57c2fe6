/**
 * Formats the repository with `deno fmt`, and each code cell and solution of
 * the notebooks in place; their outputs stay.
 */

import { basename, join } from "node:path";
import { chooseNotebooks } from "./notebook/choose.ts";
import { formatSources } from "./notebook/format_code.ts";
import { formatNotebook, parseNotebook } from "./notebook/nbformat.ts";
import { deno, root } from "./notebook/paths.ts";
import { piecesOf } from "./notebook/pieces.ts";
import { replaceFile } from "./notebook/replace_file.ts";
import { Problem } from "./setup/problem.ts";

const { code } = await new Deno.Command(deno, {
  args: ["fmt", "--config", join(root, "deno.json")],
  cwd: root,
  stdout: "inherit",
  stderr: "inherit",
}).output();
let failed = code;
for (const path of await chooseNotebooks([])) {
  try {
    if (await formatOne(path)) console.log(path);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(`${basename(path)}  ${error.message}`);
    failed = 1;
  }
}
Deno.exit(failed);

/** Whether the notebook at `path` changed. */
async function formatOne(path: string): Promise<boolean> {
  const old = await Deno.readTextFile(path);
  const notebook = parseNotebook(old);
  const pieces = piecesOf(notebook);
  const formatted = await formatSources(pieces.map(({ code }) => code));
  const cells = [...notebook.cells];
  for (const [i, { index, withCode }] of pieces.entries()) {
    cells[index] = withCode(formatted[i]!);
  }
  if (pieces.every(({ code }, i) => code === formatted[i])) return false;
  await replaceFile(path, old, formatNotebook({ ...notebook, cells }));
  return true;
}
