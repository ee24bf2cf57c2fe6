import { CellError } from "./cell_error.ts";

const summary = /<details>\s*<summary>\s*Solution\s*<\/summary>/;
const block = /(?<=^```ts\n)[^]*?(?=\n```$)/gm;

/** The code of a solution and where it stands in its Markdown cell. */
export interface Solution {
  readonly code: string;
  readonly start: number;
}

/**
 * The solution in the Markdown cell `source`, or undefined if it has none.
 *
 * @param label how to name the cell
 * @throws {CellError} unless a solution has exactly one fenced `ts` block
 */
export function solutionIn(
  source: string,
  label: string,
): Solution | undefined {
  if (!summary.test(source)) return undefined;
  const found = [...source.matchAll(block)];
  if (found.length !== 1) {
    throw new CellError(
      label,
      undefined,
      `Cannot read the solution: it must have one fenced ts block, it has ${found.length}`,
    );
  }
  return { code: found[0]![0], start: found[0]!.index };
}

/** `source` with `code` in place of its solution's code. */
export function withSolution(
  source: string,
  { code: old, start }: Solution,
  code: string,
): string {
  return source.slice(0, start) + code + source.slice(start + old.length);
}
