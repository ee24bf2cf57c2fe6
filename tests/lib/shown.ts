import type { DisplayBundle } from "lib/html_table.ts";

/** What a notebook shows of a value. */
export function shown(value: object): DisplayBundle {
  const display = Symbol.for("Jupyter.display");
  return (value as Record<symbol, () => DisplayBundle>)[display]!();
}
