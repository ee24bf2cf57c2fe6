import { Problem } from "../setup/problem.ts";
import { CellError } from "./cell_error.ts";
import { errorLine } from "./error_line.ts";
import { type Kernel, KernelLostError, type Published } from "./kernel.ts";
import type { JsonObject, Output } from "./nbformat.ts";
import type { Outputs } from "./outputs.ts";
import { afterCell, type CellEnd, cellEnd, hiddenError } from "./prelude.ts";
import { reasonOfFailure } from "./reason.ts";
import type { Syntax } from "./syntax.ts";

export interface RunnableCell {
  /** How to name the cell to a reader. */
  readonly label: string;
  readonly source: string;
  readonly syntax: Syntax;
  /** An earlier cell, if one left something running. */
  readonly busy: string | undefined;
}

export interface CellLimits {
  /** The longest that the cell may run. */
  readonly seconds: number;
  /** How long to wait in milliseconds for what it started. */
  readonly patience: number;
}

/** One cell on its way through the kernel. */
export class CellRun {
  readonly #kernel: Kernel;
  readonly #outputs: Outputs;
  readonly #cell: RunnableCell;
  #isBusy = false;

  constructor(kernel: Kernel, outputs: Outputs, cell: RunnableCell) {
    this.#kernel = kernel;
    this.#outputs = outputs;
    this.#cell = cell;
  }

  /** Whether the cell is over and something that was started is not. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  /**
   * Runs the cell and gives what it shows.
   *
   * @throws {CellError}
   */
  async run({ seconds, patience }: CellLimits): Promise<Output[]> {
    const outputs = this.#outputs.startCell();
    const limit = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => limit.reject(this.#error(undefined, endless(seconds))),
      seconds * 1000,
    );
    try {
      await Promise.race([this.#execute(patience), limit.promise]);
    } catch (error) {
      if (!(error instanceof KernelLostError)) throw error;
      const lines = this.#cell.source.split("\n");
      const exit = lines.findIndex((line) => /\bexit\(/.test(line)) + 1;
      throw this.#error(
        exit || undefined,
        `the kernel is lost: ${error.message}`,
      );
    } finally {
      clearTimeout(timer);
    }
    return outputs;
  }

  async #execute(patience: number): Promise<void> {
    const { source, syntax } = this.#cell;
    const reply = await this.#kernel.execute(source);
    const failed = reply.status !== "ok";
    const names = failed ? [] : syntax.imports.flatMap(({ names }) => names);
    await this.#kernel.executeSilently(afterCell(patience, names));
    for (;;) {
      const message = await this.#kernel.published();
      if (message.type === cellEnd) {
        this.#end(message.content as unknown as CellEnd);
        break;
      }
      await this.#receive(message);
    }
    if (failed) {
      // Nothing was published: the kernel could not even start the cell.
      const { line, message } = await reasonOfFailure(source);
      throw this.#error(line, message);
    }
  }

  async #receive(message: Published): Promise<void> {
    if (message.type === "error" || message.type === hiddenError) {
      throw await this.#publishedError(message.content);
    }
    try {
      this.#outputs.add(message);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const line = this.#cell.syntax.lastStatement;
      throw this.#error(line, error.message);
    }
  }

  async #publishedError(content: JsonObject): Promise<CellError> {
    const { kind, ename, evalue } = content as Record<string, string>;
    const message = ename ? `${ename}: ${evalue}` : String(evalue);
    const late = kind === "rejection" || kind === "throw";
    if (late && this.#cell.busy !== undefined) {
      return this.#error(
        undefined,
        `${
          meanings[kind]
        }${message} (${this.#cell.busy} left something running)`,
      );
    }
    const line = await errorLine(
      this.#cell.source,
      this.#cell.syntax,
      content.traceback as string[],
      message,
    );
    if (kind === "use") return this.#error(line, evalue!);
    return this.#error(line, late ? meanings[kind] + message : message);
  }

  #end({ undefinedImports, isBusy }: CellEnd): void {
    this.#isBusy = isBusy;
    const [name] = undefinedImports;
    if (name === undefined) return;
    const { imports } = this.#cell.syntax;
    const statement = imports.find(({ names }) => names.includes(name));
    throw this.#error(
      statement?.start.line,
      `Cannot import ${name}: the module must export a value of that name, it is undefined (a type needs "import type")`,
    );
  }

  #error(line: number | undefined, reason: string): CellError {
    return new CellError(this.#cell.label, line, reason);
  }
}

const meanings = {
  rejection: "a promise was rejected and nothing handles it: ",
  throw: "thrown after the cell's own flow: ",
};

function endless(seconds: number): string {
  return `it must end within ${seconds} s, it is still running`;
}
