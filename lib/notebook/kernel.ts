import { gatherLines } from "../console_lines.ts";
import { tidyErrors } from "./errors.ts";

if (kernel() !== undefined) tidyErrors(new URL("..", import.meta.url).href);

const flushLines = kernel() === undefined
  ? () => {}
  : gatherLines(console, () => letPass(4));

/** The kernel that runs this code, if one does: `Deno.jupyter` throws when it is touched elsewhere. */
export function kernel(): typeof Deno.jupyter | undefined {
  try {
    return Deno.jupyter;
  } catch {
    return undefined;
  }
}

/** Shows a bundle in the notebook, and its text on the console elsewhere. */
export async function send(
  bundle: Record<string, unknown>,
  { id, update }: { id?: string; update?: boolean } = {},
): Promise<void> {
  const jupyter = kernel();
  if (jupyter === undefined) {
    console.log(bundle["text/plain"]);
  } else {
    flushLines();
    await jupyter.display(bundle, { raw: true, display_id: id, update });
    // Longer than for lines: it is bigger, and a loop shows less than it prints.
    letPass(10);
  }
}

/**
 * Holds this thread for the moment in which another one of the kernel publishes what
 * was shown. What it comes to after the end of a cell, it takes for the next cell's.
 */
function letPass(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
