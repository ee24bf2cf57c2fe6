/**
 * Makes `console.log` hand over all lines of one uninterrupted run at once, in
 * order, and gives a function that hands over what is waiting.
 *
 * For the notebook: when all cells are run, the kernel puts lines that arrive one
 * by one under a later cell, the more so the more there are.
 *
 * @param target the console to change
 * @param done called each time that lines were handed over
 * @returns hands over the lines that are waiting
 */
export function gatherLines(
  target: { log: (...values: unknown[]) => void },
  done: () => void = () => {},
): () => void {
  const log = target.log.bind(target);
  const lines: string[] = [];
  const flush = () => {
    if (lines.length === 0) return;
    log(lines.splice(0).join("\n"));
    done();
  };
  target.log = (...values) => {
    if (lines.length === 0) queueMicrotask(flush);
    lines.push(values.map(textOf).join(" "));
  };
  return flush;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : Deno.inspect(value);
}
