/**
 * Formats the repository with `deno fmt`, and each code cell and solution of
 * the notebooks in place; their outputs stay.
 */

import { basename, join } from "node:path";
import { chooseNotebooks } from "./notebook/choose.ts";
import { formatNotebookFile } from "./notebook/format_notebook.ts";
import { deno, root } from "./notebook/paths.ts";
import { Problem } from "./setup/problem.ts";

const { code } = await new Deno.Command(deno, {
  args: ["fmt", "--config", join(root, "deno.json")],
  cwd: root,
  stdout: "inherit",
  stderr: "inherit",
}).output();
let exitCode = code;
for (const path of await chooseNotebooks([])) {
  try {
    if (await formatNotebookFile(path)) console.log(path);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(`${basename(path)}  ${error.message}`);
    exitCode = 1;
  }
}
Deno.exit(exitCode);
