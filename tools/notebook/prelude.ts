/**
 * What the runner does in the kernel without the lesson's seeing it: it hears
 * of errors that the kernel hides, and marks the end of a cell.
 *
 * The kernel publishes through one queue. The mark passes through it as well,
 * so that everything the cell has shown arrives before the mark.
 */

/** Message types that only the runner understands. */
export const hiddenError = "runner_hidden_error";
export const cellEnd = "runner_cell_end";

/** What the mark of a cell's end tells. */
export interface CellEnd {
  /** The imported names that have no value. */
  readonly undefinedImports: readonly string[];
  /** Whether something that was started is still to come. */
  readonly isBusy: boolean;
}

/** Code to run silently before the first cell. */
export const prelude = `(() => {
  const internal = Deno[Deno.internal];
  const { broadcast } = Deno.jupyter;
  const now = performance.now.bind(performance);
  const timeout = setTimeout;
  const tell = (kind, error) => {
    const isError = error instanceof Error;
    broadcast("${hiddenError}", {
      kind,
      ename: isError ? String(error.name) : "",
      evalue: isError ? String(error.message) : String(error),
      traceback: isError ? String(error.stack).split("\\n") : [],
    });
  };
  // Whole stacks, from which the line in a cell is found.
  Error.prepareStackTrace = (error, frames) =>
    [String(error), ...frames.map((frame) => "    at " + frame)].join("\\n");
  addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    tell("rejection", event.reason);
  });
  addEventListener("error", (event) => {
    event.preventDefault();
    tell("throw", event.error);
  });
  const refuse = (reason) => tell("use", new Error("Cannot use " + reason));
  Deno.test = () => refuse("Deno.test: the kernel shows no failing test");
  for (const stream of [Deno.stdout, Deno.stderr]) {
    stream.writeSync = (bytes) => {
      refuse("Deno.stdout or Deno.stderr: no notebook shows what is written to them");
      return bytes.length;
    };
    stream.write = (bytes) => Promise.resolve(stream.writeSync(bytes));
  }
  const isBusy = () => internal.core.eventLoopHasMoreWork();
  internal.runnerCellEnd = async (patience, undefinedImports) => {
    const end = now() + patience;
    do {
      await new Promise((resolve) => timeout(resolve, 0));
    } while (isBusy() && now() < end);
    broadcast("${cellEnd}", { undefinedImports, isBusy: isBusy() });
  };
})()`;

/**
 * Code to run silently after a cell that imports `names`. It marks the end of
 * the cell when nothing that was started is pending any more, or after
 * `patience` milliseconds.
 */
export function afterCell(patience: number, names: readonly string[]): string {
  const undefinedOnes = names.map((name) =>
    `typeof ${name} === "undefined" && "${name}"`
  );
  return `Deno[Deno.internal].runnerCellEnd(${patience}, [${undefinedOnes}].filter(Boolean))`;
}
