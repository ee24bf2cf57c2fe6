/**
 * A chart with a slider, which moves in the notebook's output itself. Brings Plot.
 *
 * @module
 */
import type { Chart } from "./charts/plot.ts";
import { requireKnown } from "./checks.ts";
import { changesBetween } from "./notebook/changes.ts";
import { compact } from "./notebook/compact.ts";
import { figureHtml } from "./notebook/figure.ts";
import { movingScale } from "./notebook/fixed_scales.ts";
import { send } from "./notebook/kernel.ts";
import { sliderScript } from "./notebook/slider_script.ts";
import { drawSvg, type Svg } from "./notebook/svg.ts";

export interface Exploration<T> {
  /** What the slider moves, such as "ε". */
  readonly label: string;
  /** What it can be set to, in order. */
  readonly values: readonly T[];
  /** Where it stands at first, and what is shown where scripts do not run; the first value if not given. */
  readonly start?: T;
  /** The words for a value. */
  readonly format?: (value: T) => string;
  /** The picture at a value. */
  readonly chart: (value: T) => Chart;
  /** A sentence below. */
  readonly caption?: string;
}

/** One place of the slider: what slider.js needs to know of it, and its picture. */
interface State {
  readonly value: string;
  readonly title: string;
  readonly description: string;
  readonly svg: Svg;
  readonly pieces: readonly string[];
}

const action = "explore the chart";

/** More than this makes a notebook slow to load and its changes hard to read. */
const MOST_BYTES = 300_000;

/**
 * Shows a chart with a slider, which a reader moves with the hand or the
 * keyboard; outside the notebook, the text of the chart at `start`. All its
 * pictures are drawn now and travel in the output, the first one whole and of
 * the others what differs: it needs no kernel. Where scripts do not run there is
 * the picture at `start` and no slider.
 *
 * @throws {TypeError} if what `chart` gives is no chart, what `format` gives no text,
 * or an option is unknown or of another type
 * @throws {RangeError} if there are fewer than two values, `start` is none of them,
 * two have the same words, a scale changes with the value, or the output would be
 * larger than 300 kB
 *
 * @example
 * ```ts
 * import { neighborsChart } from "lib/charts/mod.ts";
 * import { explore } from "lib/explore.ts";
 *
 * await explore({
 *   label: "ε",
 *   values: [0.5, 1, 2],
 *   chart: (epsilon) =>
 *     neighborsChart({ counts: [9, 10], epsilon, outputs: [0, 20] }),
 * });
 * ```
 */
export async function explore<T>(exploration: Exploration<T>): Promise<void> {
  const { label, values, start, format, chart, caption } = read(exploration);
  const states = values.map((value) => stateAt(chart(value), format(value)));
  requireComparable(label, states);

  const first = states[start]!;
  const html = figureHtml(first.pieces.join('"'), {
    alt: first.description,
    caption,
    script: sliderScript({
      label,
      width: Number(first.svg.getAttribute("width")),
      start,
      states: states.map(({ value, title, description, pieces }) => ({
        value,
        title,
        description,
        changes: changesBetween(first.pieces, pieces),
      })),
    }),
  });
  const bytes = new TextEncoder().encode(html).length;
  if (bytes > MOST_BYTES) {
    throw new RangeError(
      `Cannot ${action}: the output must be at most 300 kB, but is ${
        Math.ceil(bytes / 1000)
      } kB; fewer values or fewer marks make it smaller`,
    );
  }
  const [from, to] = [states[0]!, states.at(-1)!].map(({ value }) => value);
  const range =
    `With a slider in the notebook: ${label} from ${from} to ${to}, here ${first.value}.`;
  await send({
    "text/html": html,
    "text/plain": [first.description, caption, range].filter(Boolean)
      .join("\n"),
  });
}

/** The options, complete, and `start` as a place among the values. */
function read<T>(exploration: Exploration<T>) {
  requireKnown(action, exploration, [
    "label",
    "values",
    "start",
    "format",
    "chart",
    "caption",
  ]);
  const { label, values, format = inWords, chart, caption = "" } = exploration;
  if (typeof label !== "string" || label.trim() === "") {
    throw new TypeError(
      `Cannot ${action}: label must say what the slider moves`,
    );
  }
  if (!Array.isArray(values) || typeof chart !== "function") {
    throw new TypeError(
      `Cannot ${action}: values must be a list, and chart a function of one of them`,
    );
  }
  if (values.length < 2) {
    throw new RangeError(
      `Cannot ${action}: values must be at least two, but are ${values.length}`,
    );
  }
  if (typeof format !== "function" || typeof caption !== "string") {
    throw new TypeError(
      `Cannot ${action}: format must be a function of a value, and caption a text`,
    );
  }
  const { start } = exploration;
  const place = start === undefined ? 0 : values.indexOf(start);
  if (place === -1) {
    throw new RangeError(
      `Cannot ${action}: start must be one of the values, but is ${start}`,
    );
  }
  return { label, values, start: place, format, chart, caption };
}

function inWords(value: unknown): string {
  return typeof value === "number"
    ? value.toLocaleString("en-US", { maximumFractionDigits: 6 })
    : String(value);
}

function stateAt(chart: Chart, value: string): State {
  if (typeof value !== "string") {
    throw new TypeError(`Cannot ${action}: format must give a text`);
  }
  const { ariaLabel, ariaDescription, ...options }: Chart = Object(chart);
  if (!Array.isArray(options.marks) || !ariaLabel || !ariaDescription) {
    throw new TypeError(
      `Cannot ${action}: chart must give options with marks, ariaLabel and ariaDescription, as chart() of lib/charts/plot.ts does`,
    );
  }
  // Title and description go beside the picture: inside an image nobody reads them out.
  const svg = drawSvg(options);
  return {
    value,
    title: ariaLabel,
    description: ariaDescription,
    svg,
    pieces: compact(svg.outerHTML).split('"'),
  };
}

/** Refuses pictures that cannot be compared while the hand moves from one to the next. */
function requireComparable(label: string, states: readonly State[]): void {
  const [first, ...others] = states;
  for (const { value, svg } of others) {
    const moving = movingScale(first!.svg, svg);
    if (moving !== undefined) {
      throw new RangeError(
        `Cannot ${action}: ${moving} must be the same for every value, but is not for ${label} = ${
          first!.value
        } and ${label} = ${value}; give the chart a domain that holds for all`,
      );
    }
  }
  const words = states.map(({ value }) => value);
  const twice = words.find((value, i) => words.indexOf(value) !== i);
  if (twice !== undefined) {
    throw new RangeError(
      `Cannot ${action}: each value must have words of its own, but two are ${twice}`,
    );
  }
}
