import type { Cell, Notebook } from "./nbformat.ts";
import { solutionIn, withSolution } from "./solution.ts";

/** A piece of a notebook that is code: a code cell, or a solution in Markdown. */
export interface Piece {
  readonly kind: "cell" | "solution";
  /** What a reader finds it by: the number that JupyterLab shows beside it. */
  readonly label: string;
  readonly code: string;
  /** Its cell, with other code. */
  readonly withCode: (code: string) => Cell;
  /** The place of its cell among all cells. */
  readonly index: number;
}

/**
 * The code in `notebook`, in the order in which it stands there.
 *
 * @throws {CellError} if a solution cannot be read
 */
export function piecesOf(notebook: Notebook): Piece[] {
  let cells = 0;
  let solutions = 0;
  return notebook.cells.flatMap((cell, index): Piece[] => {
    const { source } = cell;
    if (cell.cell_type === "code") {
      return [{
        kind: "cell",
        label: `cell [${++cells}]`,
        code: source,
        withCode: (code) => ({ ...cell, source: code }),
        index,
      }];
    }
    const label = `solution ${solutions + 1} (below cell [${cells}])`;
    const solution = cell.cell_type === "markdown"
      ? solutionIn(source, label)
      : undefined;
    if (solution === undefined) return [];
    solutions++;
    return [{
      kind: "solution",
      label,
      code: solution.code,
      withCode: (code) => ({
        ...cell,
        source: withSolution(source, solution, code),
      }),
      index,
    }];
  });
}
