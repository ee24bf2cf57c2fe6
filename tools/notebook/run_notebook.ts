import { dirname } from "node:path";
import { CellError } from "./cell_error.ts";
import { CellRun } from "./cell_run.ts";
import { Kernel } from "./kernel.ts";
import type { CodeCell, JsonObject, Notebook } from "./nbformat.ts";
import { Outputs } from "./outputs.ts";
import { prelude } from "./prelude.ts";
import { refuseUnshareable } from "./shareable.ts";
import { parseSources } from "./syntax.ts";

export interface RunOptions {
  /** The longest that one cell may run. */
  readonly cellSeconds?: number;
  /** Called after each cell. */
  readonly onCell?: () => void;
}

/** How long to wait for what cells started, in milliseconds. */
const patience = { cell: 1000, laterCell: 20, notebook: 5000 };

/**
 * Runs the code cells of `notebook`, a file at `path`, from top to bottom in a
 * fresh kernel, as Run All does, and returns it with their outputs.
 *
 * @throws {CellError} at the first cell with an error, also with one that the
 *   kernel does not show
 * @throws {KernelLostError} if the kernel does not start
 */
export async function runNotebook(
  path: string,
  notebook: Notebook,
  { cellSeconds = 600, onCell = () => {} }: RunOptions = {},
): Promise<Notebook> {
  const code = notebook.cells.filter((cell) => cell.cell_type === "code");
  const syntax = await parseSources(code.map(({ source }) => source));
  for (const [i, { error }] of syntax.entries()) {
    if (error) {
      throw new CellError(`cell [${i + 1}]`, error.line, error.message);
    }
  }
  const kernel = await Kernel.start(dirname(path));
  try {
    await kernel.executeSilently(prelude);
    const outputs = new Outputs();
    const done: CodeCell[] = [];
    /** The first cell that did not wait for all it started. */
    let busy: string | undefined;
    for (const [i, cell] of code.entries()) {
      const isLast = i === code.length - 1;
      const label = `cell [${i + 1}]`;
      const { source } = cell;
      const run = new CellRun(kernel, outputs, {
        label,
        source,
        syntax: syntax[i]!,
        busy,
      });
      const shown = await run.run({
        seconds: cellSeconds,
        patience: isLast
          ? patience.notebook
          : busy === undefined
          ? patience.cell
          : patience.laterCell,
      });
      if (run.isBusy) busy ??= label;
      done.push({ ...cell, execution_count: i + 1, outputs: shown });
      onCell();
    }
    for (const [i, { outputs }] of done.entries()) {
      refuseUnshareable(`cell [${i + 1}]`, outputs);
    }
    const languageInfo = await kernel.languageInfo;
    const cells = notebook.cells.map((cell) =>
      cell.cell_type === "code" ? done.shift()! : cell
    );
    return { cells, metadata: metadata(languageInfo) };
  } finally {
    await kernel.close();
  }
}

/** What JupyterLab records when the Deno kernel is chosen. */
function metadata(languageInfo: JsonObject): JsonObject {
  return {
    kernelspec: { name: "deno", display_name: "Deno", language: "typescript" },
    language_info: languageInfo,
  };
}
