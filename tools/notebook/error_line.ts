import { sourceLine } from "./generated_line.ts";
import type { Syntax } from "./syntax.ts";

/**
 * The line of the cell `source` from which an error was reached, or undefined
 * if nothing tells.
 */
export async function errorLine(
  source: string,
  syntax: Syntax,
  traceback: readonly string[],
  message: string,
): Promise<number | undefined> {
  // The kernel was showing the value of the cell. Frames above may be of a
  // display that an earlier cell defines.
  if (traceback.some((frame) => frame.includes("ext:cli/40_jupyter.js"))) {
    return syntax.lastStatement;
  }
  // The outermost frame is the one that is this cell's for sure.
  const frame = traceback.findLast((frame) => place.test(frame));
  if (frame !== undefined) {
    const [, line, column] = place.exec(frame)!;
    return await sourceLine(source, syntax.imports, {
      line: Number(line),
      column: Number(column),
    });
  }
  return quotedLine(source, message) ?? throwLine(source);
}

const place = /<anonymous>:(\d+):(\d+)/;

/** An error of the engine's parser has no place: look for what it quotes. */
function quotedLine(source: string, message: string): number | undefined {
  const quoted = /^SyntaxError: .*?'([^']+)'/.exec(message)?.[1];
  if (quoted === undefined) return undefined;
  const found = source.split("\n").findLastIndex((x) => x.includes(quoted));
  return found === -1 ? undefined : found + 1;
}

/** A thrown value that is no error has no place either. */
function throwLine(source: string): number | undefined {
  const lines = source.split("\n");
  const found = lines.findIndex((line) => /\bthrow\b/.test(line));
  const isOnly = found === lines.findLastIndex((x) => /\bthrow\b/.test(x));
  return found !== -1 && isOnly ? found + 1 : undefined;
}
