import type { Chart, Plot } from "./charts/plot.ts";
import { advised } from "./advice.ts";
import { requireKnown } from "./checks.ts";
import { type Displayable, jupyterDisplay } from "./displayable.ts";
import { type DisplayBundle, tableBundle } from "./html_table.ts";
import { figureHtml } from "./notebook/figure.ts";
import { send } from "./notebook/kernel.ts";
import { drawSvg } from "./notebook/svg.ts";
import { columnsOf, rowsOf, type TableData } from "./rows.ts";

export { progress } from "./notebook/progress.ts";

export interface ShowOptions {
  /** Text for readers who cannot see a chart; a chart of the library brings its own. */
  readonly alt?: string;
  /** A sentence below a chart or above a table. */
  readonly caption?: string;
}

/**
 * Shows a chart, a table or anything with a rich display in the notebook, and
 * its text on the console elsewhere. Await it: the output is then complete
 * before the cell ends.
 *
 * @param x options of a chart, records or a DataFrame, or an object with a rich display
 * @throws {TypeError} if `x` is none of these, a chart has no text for readers who
 * cannot see it, or an option is unknown
 *
 * @example
 * ```ts
 * import { show } from "lib/display.ts";
 *
 * await show([{ epsilon: 1, error: 0.7 }], { caption: "One release" });
 * ```
 */
export async function show(
  x: Chart | Plot.PlotOptions | TableData | Displayable,
  options: ShowOptions = {},
): Promise<void> {
  requireKnown("show the value", options, ["alt", "caption"]);
  await send(await bundleOf(x, options));
}

async function bundleOf(
  x: unknown,
  { alt, caption = "" }: ShowOptions,
): Promise<Record<string, unknown>> {
  // A ledger is a list of records that shows itself.
  if (isTable(x) && !(Array.isArray(x) && isDisplayable(x))) {
    return { ...tableBundle(columnsOf(x), rowsOf(x), { caption }) };
  }
  if (isDisplayable(x)) {
    return await x[jupyterDisplay]() as Record<string, unknown>;
  }
  if (isChart(x)) {
    return { ...figure(x, alt ?? x.ariaDescription ?? "", caption) };
  }
  throw new TypeError(advised(
    "Cannot show the value: it must be options of a chart, a table or an object with a rich display",
    x instanceof Promise
      ? "It is a promise: put await before what gives it."
      : undefined,
  ));
}

function figure(
  options: Plot.PlotOptions,
  alt: string,
  caption: string,
): DisplayBundle {
  if (alt.trim() === "") {
    throw new TypeError(
      "Cannot show the chart: alt must describe it for readers who cannot see it",
    );
  }
  return {
    "text/html": figureHtml(drawSvg(options).outerHTML, { alt, caption }),
    "text/plain": [alt, caption].filter(Boolean).join("\n"),
  };
}

function isTable(x: unknown): x is TableData {
  const { columns, values } = Object(x);
  return Array.isArray(x) && x.every((row) => row === Object(row)) ||
    Array.isArray(columns) && Array.isArray(values) &&
      values.every(Array.isArray);
}

function isDisplayable(x: unknown): x is Displayable {
  return typeof (x as Displayable | null)?.[jupyterDisplay] === "function";
}

function isChart(x: unknown): x is Plot.PlotOptions {
  return Array.isArray((x as Plot.PlotOptions | null)?.marks);
}
