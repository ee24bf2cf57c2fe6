import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { parseNotebook } from "./nbformat.ts";
import { type Piece, piecesOf } from "./pieces.ts";
import { brokenRules } from "./rules.ts";
import { parseSources, type Syntax } from "./syntax.ts";
import { CellError } from "./cell_error.ts";

/** A place in a notebook: a piece of its code, and the 1-based line in it. */
export interface Origin {
  readonly label: string;
  readonly line: number;
}

/** The exit code of a module that ran to its end, which Deno.exit() would hide. */
export const endReached = 77;

/** A notebook's code as one TypeScript module. */
export interface ExtractedModule {
  /** The path of the notebook. */
  readonly notebook: string;
  readonly text: string;
  /** For each line of `text`: where it is from; undefined for added lines. */
  readonly origins: readonly (Origin | undefined)[];
  readonly pieces: readonly Piece[];
  /** Where the notebook breaks a rule that no compiler knows. */
  readonly problems: readonly CellError[];
}

/**
 * The code cells and solutions of the notebook at `path` as one module. A
 * solution is a block of its own: it sees what stands above it, declares for
 * itself, and must leave solved every exercise it checks. Where a cell calls
 * `overview`, every exercise of the lesson must be solved. A hint that stands
 * ready behind `//` is called.
 */
export async function extractModule(path: string): Promise<ExtractedModule> {
  const notebook = parseNotebook(await Deno.readTextFile(path));
  const pieces = piecesOf(notebook);
  const syntax = await parseSources(pieces.map(({ code }) => code));

  const lines: string[] = [];
  const origins: (Origin | undefined)[] = [];
  const add = (text: string, origin?: Origin) => {
    lines.push(text);
    origins.push(origin);
  };
  if (pieces.some(({ kind }) => kind === "solution")) {
    add('import { solvedExercises as solvedSoFar } from "lib/exercises.ts";');
  }
  if (syntax.some(({ overviews }) => overviews.length > 0)) {
    add('import { standings as standingsSoFar } from "lib/exercises.ts";');
  }
  for (const [i, piece] of pieces.entries()) {
    if (piece.kind === "solution") add("{");
    const code = absoluteImports(piece.code, syntax[i]!, path).split("\n");
    for (const [j, line] of code.entries()) {
      add(withHint(line), { label: piece.label, line: j + 1 });
    }
    for (const { start } of syntax[i]!.overviews) {
      add(assertAllSolved, { label: piece.label, line: start.line });
    }
    if (piece.kind === "solution") {
      for (const { exercise, start } of syntax[i]!.checks) {
        add(assertSolved(exercise), { label: piece.label, line: start.line });
      }
      add("}");
    }
  }
  add(`Deno.exitCode = ${endReached};`);
  return {
    notebook: path,
    text: lines.join("\n") + "\n",
    origins,
    pieces,
    problems: brokenRules(pieces, syntax),
  };
}

function assertSolved(exercise = ""): string {
  const name = JSON.stringify(exercise);
  const reason = JSON.stringify(`the solution does not solve ${name}`);
  return `if (!solvedSoFar().includes(${name})) throw new Error(${reason});`;
}

/** One line, like all that is added: an overview of nothing is no success. */
const assertAllSolved = [
  `if (standingsSoFar().length === 0) throw new Error("no exercise was checked above");`,
  `for (const { exercise, state } of standingsSoFar()) if (state !== "right") throw new Error("no solution above solves " + exercise);`,
].join(" ");

/** The line with the call that a reader uncovers to get a hint. */
function withHint(line: string): string {
  return line.replace(/^\/\/ (?=hint\("[^"]+"\);$)/, "");
}

/** The module lies elsewhere: what is relative to the notebook is made absolute. */
function absoluteImports(
  code: string,
  { specifiers }: Syntax,
  notebook: string,
): string {
  const lines = code.split("\n");
  const base = pathToFileURL(dirname(notebook)).href + "/";
  for (const { text, start, end } of specifiers.toReversed()) {
    if (!/^\.\.?\//.test(text)) continue;
    const line = lines[start.line - 1]!;
    const url = JSON.stringify(new URL(text, base).href);
    lines[start.line - 1] = line.slice(0, start.col) + url +
      line.slice(end.col);
  }
  return lines.join("\n");
}
