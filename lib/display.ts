import { Buffer } from "node:buffer";
import { DOMParser } from "linkedom";
import { type Chart, Plot } from "./charts/plot.ts";
import { gatherLines } from "./console_lines.ts";
import { type Displayable, jupyterDisplay } from "./displayable.ts";
import { type DisplayBundle, escapeHtml, tableBundle } from "./html_table.ts";
import { columnsOf, rowsOf, type TableData } from "./rows.ts";

const flushLines = kernel() === undefined ? () => {} : gatherLines(console);

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
 * @throws {TypeError} if `x` is none of these, or a chart has no text for readers who cannot see it
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
  await send(await bundleOf(x, options));
}

/**
 * Passes the elements of `iterable` on and shows how far it is, at most ten
 * times a second. What stays in the notebook is the last state.
 *
 * @example
 * ```ts
 * import { progress } from "lib/display.ts";
 *
 * let total = 0;
 * for await (const x of progress([1, 2, 3], { label: "Adding" })) total += x;
 * ```
 */
export async function* progress<T>(
  iterable: Iterable<T> | AsyncIterable<T>,
  { label }: { label: string },
): AsyncGenerator<T, void, void> {
  const total = sizeOf(iterable);
  const id = `progress-${crypto.randomUUID()}`;
  const report = async (done: number, update: boolean) => {
    const text = total === undefined
      ? `${label}: ${done}`
      : `${label}: ${done} of ${total}`;
    await send({ "text/plain": text }, { id, update });
  };
  const inKernel = kernel() !== undefined;
  let done = 0;
  let reported = -Infinity;
  if (inKernel) await report(0, false);
  for await (const item of iterable) {
    yield item;
    done++;
    if (inKernel && performance.now() - reported > 100) {
      await report(done, true);
      reported = performance.now();
    }
  }
  await report(done, inKernel);
}

async function bundleOf(
  x: unknown,
  { alt, caption = "" }: ShowOptions,
): Promise<Record<string, unknown>> {
  if (isTable(x)) {
    return { ...tableBundle(columnsOf(x), rowsOf(x), { caption }) };
  }
  if (isDisplayable(x)) {
    return await x[jupyterDisplay]() as Record<string, unknown>;
  }
  if (isChart(x)) {
    return { ...figure(x, alt ?? x.ariaDescription ?? "", caption) };
  }
  throw new TypeError(
    "Cannot show the value: it must be options of a chart, a table or an object with a rich display",
  );
}

/**
 * A figure as an image inside HTML: the one form that also shows in a notebook
 * that is not trusted yet, where inline SVG and scripts are stripped.
 */
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
  // Of HTML, linkedom would leave < and & in attributes, which breaks the XML.
  const document = new DOMParser().parseFromString("<svg/>", "image/svg+xml");
  const svg = Plot.plot({ ...options, document });
  if (svg.tagName.toLowerCase() !== "svg") {
    throw new TypeError(
      "Cannot show the chart: title, subtitle, caption and legend of Plot make it more than one SVG; use chart() of lib/charts/plot.ts",
    );
  }
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  svg.setAttribute("role", "img");
  const data = Buffer.from(svg.outerHTML).toString("base64");
  const below = caption && `<figcaption>${escapeHtml(caption)}</figcaption>`;
  return {
    "text/html": `<figure><img alt="${
      escapeHtml(alt)
    }" src="data:image/svg+xml;base64,${data}">${below}</figure>`,
    "text/plain": [alt, caption].filter(Boolean).join("\n"),
  };
}

async function send(
  bundle: Record<string, unknown>,
  { id, update }: { id?: string; update?: boolean } = {},
): Promise<void> {
  const jupyter = kernel();
  if (jupyter === undefined) {
    console.log(bundle["text/plain"]);
  } else {
    flushLines();
    await jupyter.display(bundle, { raw: true, display_id: id, update });
  }
}

/** `Deno.jupyter` throws when it is touched outside the kernel. */
function kernel(): typeof Deno.jupyter | undefined {
  try {
    return Deno.jupyter;
  } catch {
    return undefined;
  }
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

function sizeOf(iterable: object): number | undefined {
  const { length, size } = iterable as { length?: unknown; size?: unknown };
  return [length, size].find((n) => typeof n === "number");
}
