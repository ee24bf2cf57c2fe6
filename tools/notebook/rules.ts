import { CellError } from "./cell_error.ts";
import type { Piece } from "./pieces.ts";
import type { Syntax } from "./syntax.ts";

/** Longer code belongs in the library. */
const maxLines = 15;

/**
 * Where the pieces of a notebook break the rules that make it a module: those
 * that no compiler knows.
 */
export function brokenRules(
  pieces: readonly Piece[],
  syntax: readonly Syntax[],
): CellError[] {
  const first = pieces.findIndex(({ kind }) => kind === "cell");
  return pieces.flatMap((piece, i) => {
    const { imports, checks, error } = syntax[i]!;
    const problems: CellError[] = [];
    const refuse = (line: number | undefined, reason: string) =>
      problems.push(new CellError(piece.label, line, reason));

    if (error) refuse(error.line, error.message);
    const [statement] = imports;
    if (statement && i !== first) {
      refuse(
        statement.start.line,
        `Cannot import here: imports must stand in ${
          pieces[first]?.label ?? "a code cell"
        }, the first code cell`,
      );
    }
    const lines = piece.code.split("\n").length;
    if (piece.kind === "cell") {
      if (lines > maxLines) {
        refuse(
          maxLines + 1,
          `Cannot keep the cell: it must have at most ${maxLines} lines, it has ${lines}`,
        );
      }
      if (piece.code.endsWith("\n")) {
        refuse(
          lines,
          "Cannot keep the cell: it must not end with an empty line",
        );
      }
    } else {
      if (checks.length === 0) {
        refuse(
          undefined,
          "Cannot trust the solution: it must check its answer, it calls no check()",
        );
      }
      for (const { exercise, start } of checks) {
        if (exercise !== undefined) continue;
        refuse(
          start.line,
          "Cannot trust the solution: check() must name the exercise by a literal string",
        );
      }
    }
    return problems;
  });
}
