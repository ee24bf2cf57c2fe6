import { join } from "node:path";
import { deno } from "./paths.ts";
import type { ImportStatement } from "./syntax.ts";

/**
 * The line of `source` that the kernel means by a place in a stack trace, or
 * undefined. The kernel runs what its compiler makes of a cell, with other
 * lines; the same compiler gives the map between the two.
 */
export async function sourceLine(
  source: string,
  imports: readonly ImportStatement[],
  place: { line: number; column: number },
): Promise<number | undefined> {
  const map = await lineMap(compilable(source, imports));
  const segments = map[place.line - 1] ?? [];
  const shift = place.line === 1 ? kernelPrefix.length : 0;
  const before = segments.filter(({ column }) => column < place.column - shift);
  return (before.at(-1) ?? segments[0])?.sourceLine;
}

/** What the kernel puts before the first line. */
const kernelPrefix = "'use strict'; void 0;";

/**
 * The compiler drops an import that nothing in the cell uses, the kernel keeps
 * it on a line of its own: a statement stands in for it.
 */
function compilable(
  source: string,
  imports: readonly ImportStatement[],
): string {
  const lines = source.split("\n");
  for (const { start, end, typeOnly } of imports.toReversed()) {
    const before = lines[start.line - 1]!.slice(0, start.col);
    const after = lines[end.line - 1]!.slice(end.col);
    lines[start.line - 1] = before + (typeOnly ? "" : "void 0;");
    for (let line = start.line; line < end.line; line++) lines[line] = "";
    lines[end.line - 1] += after;
  }
  const text = lines.join("\n");
  // As the kernel reads what looks like an object.
  return /^\s*\{/.test(text) && !/;\s*$/.test(text) ? `(${text})` : text;
}

interface Segment {
  readonly column: number;
  readonly sourceLine: number;
}

/** For each line that the compiler makes of `source`: where its parts are from. */
async function lineMap(source: string): Promise<Segment[][]> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(join(folder, "cell.ts"), source);
    const { success } = await new Deno.Command(deno, {
      args: [
        "transpile",
        "--no-config",
        "--source-map=separate",
        "--outdir",
        "out",
        "cell.ts",
      ],
      cwd: folder,
      stdout: "null",
      stderr: "null",
    }).output();
    if (!success) return [];
    const map = await Deno.readTextFile(join(folder, "out", "cell.js.map"));
    return decodeMappings(JSON.parse(map).mappings);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Decodes the "mappings" of a source map, whose numbers are differences. */
function decodeMappings(mappings: string): Segment[][] {
  let line = 0;
  return mappings.split(";").map((text) => {
    let column = 0;
    return text.split(",").filter(Boolean).map((segment) => {
      const [columnStep = 0, , lineStep = 0] = decodeNumbers(segment);
      column += columnStep;
      line += lineStep;
      return { column, sourceLine: line + 1 };
    });
  });
}

const base64 =
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Five bits a digit, lowest first; the sixth continues; the lowest is the sign. */
function decodeNumbers(digits: string): number[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const digit of digits) {
    const bits = base64.indexOf(digit);
    value |= (bits & 31) << shift;
    shift += 5;
    if (bits & 32) continue;
    numbers.push(value & 1 ? -(value >> 1) : value >> 1);
    value = shift = 0;
  }
  return numbers;
}
