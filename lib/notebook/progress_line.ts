import process from "node:process";
import { kernel, send } from "./kernel.ts";

/** One line that is written over and over; the empty text takes it away. */
export interface ProgressLine {
  show(text: string): void | Promise<void>;
}

/** The little of a terminal that is used here. */
export interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** The line in the notebook or on the terminal; nowhere if nobody watches. */
export function lineHere(terminal: Terminal = process.stderr): ProgressLine {
  if (kernel() !== undefined) return notebookLine();
  return terminal.isTTY ? terminalLine(terminal) : { show: () => {} };
}

/**
 * An output of its own in the notebook. It is there from the first text on, so
 * that what a cell leaves behind does not depend on how long a loop took.
 */
export function notebookLine(): ProgressLine {
  const id = `progress-${crypto.randomUUID()}`;
  let last: string | undefined;
  return {
    async show(text) {
      if (text === last) return;
      const update = last !== undefined;
      last = text;
      await send({ "text/plain": text }, { id, update });
    },
  };
}

/** The line of the terminal on which the cursor is. */
export function terminalLine(terminal: Terminal): ProgressLine {
  let isShown = false;
  return {
    show(text) {
      if (text === "" && !isShown) return;
      isShown = text !== "";
      // A line that is too long would go on to the next and stay there. A
      // terminal of unknown width says 0.
      const fitting = text.slice(0, (terminal.columns || 80) - 1);
      terminal.write(`\r${fitting}\x1b[K`);
    },
  };
}
