import { Problem } from "../setup/problem.ts";

/** What is wrong with a cell: which, where in it, and why. */
export class CellError extends Problem {
  override name = "CellError";

  /**
   * @param cell what a reader finds it by, such as `cell [3]`: the number that
   *   JupyterLab shows beside it
   * @param line the 1-based line in the cell, where it is known
   */
  constructor(
    readonly cell: string,
    readonly line: number | undefined,
    reason: string,
  ) {
    super(
      `${cell}${line === undefined ? "" : `, line ${line}`}: ${reason.trim()}`,
    );
  }
}
