import { dirname } from "node:path";
import { CellError } from "./cell_error.ts";
import { sourceLine } from "./generated_line.ts";
import { Kernel, KernelLostError, type Published } from "./kernel.ts";
import type { CodeCell, JsonObject, Notebook, Output } from "./nbformat.ts";
import { Outputs } from "./outputs.ts";
import { afterCell, cellEnd, hiddenError, prelude } from "./prelude.ts";
import { reasonOfFailure } from "./reason.ts";
import { refuseUnshareable } from "./shareable.ts";
import { parseSources, type Syntax } from "./syntax.ts";

export interface RunOptions {
  /** The longest that one cell may run. */
  readonly cellSeconds?: number;
}

/**
 * Runs the code cells of `notebook`, a file at `path`, from top to bottom in a
 * fresh kernel, as Run All does, and returns it with their outputs.
 *
 * @throws {CellError} at the first cell with an error, also with one that the
 *   kernel does not show
 */
export async function runNotebook(
  path: string,
  notebook: Notebook,
  { cellSeconds = 600 }: RunOptions = {},
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
    await kernel.execute(prelude, { silent: true });
    const outputs = new Outputs();
    const done: CodeCell[] = [];
    for (const [i, cell] of code.entries()) {
      const run = new CellRun(kernel, cell, i + 1, syntax[i]!, outputs);
      done.push({
        ...cell,
        execution_count: i + 1,
        outputs: await run.run(cellSeconds),
      });
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

/** One cell on its way through the kernel. */
class CellRun {
  readonly #label: string;

  constructor(
    readonly kernel: Kernel,
    readonly cell: CodeCell,
    number: number,
    readonly syntax: Syntax,
    readonly outputs: Outputs,
  ) {
    this.#label = `cell [${number}]`;
  }

  async run(seconds: number): Promise<Output[]> {
    const outputs = this.outputs.startCell();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const limit = new Promise<never>((_, reject) => {
      const reason = `it did not end within ${seconds} s`;
      timer = setTimeout(
        () => reject(new CellError(this.#label, undefined, reason)),
        seconds * 1000,
      );
    });
    try {
      await Promise.race([this.#execute(), limit]);
    } catch (error) {
      if (!(error instanceof KernelLostError)) throw error;
      const reason = `the kernel is lost: ${error.message}`;
      throw new CellError(this.#label, undefined, reason);
    } finally {
      clearTimeout(timer);
    }
    return outputs;
  }

  async #execute(): Promise<void> {
    const reply = await this.kernel.execute(this.cell.source);
    const names = this.syntax.imports.flatMap(({ names }) => names);
    const failed = reply.status !== "ok";
    await this.kernel.execute(afterCell(failed ? [] : names), { silent: true });
    for (;;) {
      const message = await this.kernel.published();
      if (message.type === cellEnd) {
        this.#checkImports(message.content.undefinedImports as string[]);
        break;
      }
      await this.#receive(message);
    }
    if (failed) {
      const { line, message } = await reasonOfFailure(this.cell.source);
      throw this.#error(line, message);
    }
  }

  async #receive(message: Published): Promise<void> {
    if (message.type === "error" || message.type === hiddenError) {
      throw await this.#published(message.content);
    }
    try {
      this.outputs.add(message);
    } catch (error) {
      throw this.#error(this.syntax.lastStatement, (error as Error).message);
    }
  }

  async #published(content: JsonObject): Promise<CellError> {
    const { kind, ename, evalue } = content as Record<string, string>;
    const traceback = content.traceback as string[];
    const reason = ename ? `${ename}: ${evalue}` : String(evalue);
    const prefix = kind === "rejection"
      ? "a promise was rejected and nothing handles it: "
      : kind === "throw"
      ? "thrown outside of the cell's own flow: "
      : "";
    return this.#error(await this.#line(traceback, reason), prefix + reason);
  }

  /** The line of this cell from which the error was reached. */
  async #line(
    traceback: string[],
    reason: string,
  ): Promise<number | undefined> {
    if (traceback.some((frame) => frame.includes("ext:cli/40_jupyter.js"))) {
      return this.syntax.lastStatement;
    }
    const frame = traceback.findLast((frame) => /<anonymous>:\d/.test(frame));
    const place = /<anonymous>:(\d+):(\d+)/.exec(frame ?? "");
    if (place) {
      return await sourceLine(this.cell.source, this.syntax.imports, {
        line: Number(place[1]),
        col: Number(place[2]),
      });
    }
    // An error of V8's parser has no place: look for what it quotes.
    const quoted = /'([^']+)'/.exec(reason)?.[1];
    const lines = this.cell.source.split("\n");
    const found = lines.findLastIndex((line) =>
      quoted && line.includes(quoted)
    );
    return found === -1 ? undefined : found + 1;
  }

  #checkImports(undefinedNames: string[]): void {
    const [name] = undefinedNames;
    if (name === undefined) return;
    const statement = this.syntax.imports.find((x) => x.names.includes(name));
    const reason =
      `Cannot import ${name}: the module must export a value of that name, it is undefined (for a type write "import type")`;
    throw this.#error(statement?.start.line, reason);
  }

  #error(line: number | undefined, reason: string): CellError {
    return new CellError(this.#label, line, reason);
  }
}

/** What JupyterLab records when the Deno kernel is chosen. */
function metadata(languageInfo: JsonObject): JsonObject {
  return {
    kernelspec: { name: "deno", display_name: "Deno", language: "typescript" },
    language_info: languageInfo,
  };
}
