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

/** A cell is over when nothing that it started is pending, or after this time. */
const settleMilliseconds = 1000;

const inKernel = `(() => {
  const internal = Deno[Deno.internal];
  const { broadcast } = Deno.jupyter;
  const { hasOwn } = Object;
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
  addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    tell("rejection", event.reason);
  });
  addEventListener("error", (event) => {
    event.preventDefault();
    tell("throw", event.error);
  });
  Deno.test = () => tell("test", "the kernel shows no failing test");
  for (const stream of [Deno.stdout, Deno.stderr]) {
    stream.writeSync = (bytes) => {
      tell("write", "no notebook shows what is written to Deno.stdout or Deno.stderr");
      return bytes.length;
    };
    stream.write = (bytes) => Promise.resolve(stream.writeSync(bytes));
  }
  internal.runnerCellEnd = async (undefinedImports) => {
    const end = now() + ${settleMilliseconds};
    do {
      await new Promise((resolve) => timeout(resolve, 0));
    } while (internal.core.eventLoopHasMoreWork() && now() < end);
    broadcast("${cellEnd}", { undefinedImports });
  };
})()`;

/** Code to run silently before the first cell. */
export const prelude = inKernel;

/** Code to run silently after a cell that imports `names`. */
export function afterCell(names: readonly string[]): string {
  const undefinedOnes = names.map((name) =>
    `typeof ${name} === "undefined" && "${name}"`
  );
  return `Deno[Deno.internal].runnerCellEnd([${undefinedOnes.join()}].filter(Boolean))`;
}
