import { homedir } from "node:os";
import { CellError } from "./cell_error.ts";
import type { Output } from "./nbformat.ts";
import { root } from "./paths.ts";

/**
 * Refuses outputs that say something about this machine, or that only a
 * terminal can read.
 *
 * @param cell how to name the cell
 * @throws {CellError}
 */
export function refuseUnshareable(cell: string, outputs: Output[]): void {
  for (const output of outputs) {
    for (const text of texts(output)) {
      const found = machinePath(text);
      if (found !== undefined) {
        throw new CellError(
          cell,
          undefined,
          `Cannot keep the output: it must not name a place on this machine, it contains ${found}`,
        );
      }
      if (text.includes("\x1b")) {
        throw new CellError(
          cell,
          undefined,
          `Cannot keep the output: it must not contain escape codes of a terminal, it contains ${
            JSON.stringify(around(text, text.indexOf("\x1b")))
          }`,
        );
      }
    }
  }
}

/** All text of an output, that of embedded images included. */
function texts(output: Output): string[] {
  if (output.output_type === "stream") return [output.text];
  return Object.values(output.data).flatMap((value) => {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    const embedded = text.matchAll(/;base64,([A-Za-z0-9+/]+=*)/g);
    return [text, ...[...embedded].map(([, data]) => atob(data!))];
  });
}

function machinePath(text: string): string | undefined {
  const home = homedir();
  for (const place of ["file:///", root, home]) {
    if (place.length < 3) continue;
    for (let at = text.indexOf(place); at >= 0;) {
      const next = text[at + place.length] ?? "";
      if (place === "file:///" || !/[\w-]/.test(next)) {
        return around(text, at);
      }
      at = text.indexOf(place, at + 1);
    }
  }
  return undefined;
}

function around(text: string, at: number): string {
  return text.slice(at, at + 60).split("\n")[0]!;
}
