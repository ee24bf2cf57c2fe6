import * as Plot from "@observablehq/plot";

export { Plot };

/** Options of Plot that make one picture: whoever owns a document calls `Plot.plot` with them. */
export interface Chart extends Plot.PlotOptions {
  /** The title: a sentence that says what the chart shows. */
  readonly ariaLabel: string;
  /** What a reader who cannot see the chart is told. */
  readonly ariaDescription: string;
  readonly marks: Plot.Markish[];
}

/** Colors that stay apart for color-blind readers and on a gray printer. */
export const palette = {
  blue: "#0072b2",
  sky: "#9dc3de",
  orange: "#d55e00",
  green: "#009e73",
  ink: "#222222",
  muted: "#6b6b6b",
  rule: "#999999",
  pale: ["#d6e9f8", "#fdf1c7", "#f9d5c3"],
} as const;

export interface LegendItem {
  readonly label: string;
  readonly color: string;
  /** A filled square for an area, a dot for points, a dash for a line. */
  readonly symbol?: "square" | "circle" | "dash";
}

const FONT_SIZE = 13;
const TITLE_SIZE = 17;
const CHARACTER = 0.54;
const LEFT = 64;
const TOP = { title: 34, subtitle: 22, legend: 26, gap: 8 };

/**
 * The frame that every chart shares: white ground, a title that says the
 * finding, a subtitle, a legend drawn in marks (so that the picture is one SVG),
 * and the description for readers who cannot see it.
 */
export function chart(
  { title, subtitle = "", description, legend = [], marks, ...options }:
    & Omit<Plot.PlotOptions, "title" | "subtitle" | "marks">
    & {
      title: string;
      subtitle?: string;
      description: string;
      legend?: readonly LegendItem[];
      marks: Plot.Markish[];
    },
): Chart {
  const { marginLeft = LEFT } = options;
  const marginTop = TOP.title + (subtitle === "" ? 0 : TOP.subtitle) +
    (legend.length === 0 ? 0 : TOP.legend) + TOP.gap;
  const heading = (text: string, y: number, more: Plot.TextOptions) =>
    Plot.text([text], {
      facet: "super",
      frameAnchor: "top-left",
      lineAnchor: "middle",
      dx: 12 - marginLeft,
      dy: y - marginTop,
      fill: palette.ink,
      ...more,
    });
  return {
    width: 760,
    height: 440,
    marginRight: 24,
    marginBottom: 48,
    ...options,
    marginLeft,
    marginTop,
    ariaLabel: title,
    ariaDescription: description,
    style: {
      background: "white",
      color: palette.ink,
      fontFamily: "system-ui, 'Segoe UI', 'DejaVu Sans', Arial, sans-serif",
      fontSize: `${FONT_SIZE}px`,
    },
    marks: [
      ...marks,
      heading(title, 22, { fontSize: TITLE_SIZE, fontWeight: 600 }),
      heading(subtitle, 45, { fill: palette.muted }),
      ...legendMarks(legend, 12 - marginLeft, -TOP.gap - TOP.legend / 2),
    ],
  };
}

function legendMarks(
  items: readonly LegendItem[],
  start: number,
  dy: number,
): Plot.Markish[] {
  let x = start + 7;
  return items.flatMap(({ label, color, symbol = "square" }) => {
    const left = x;
    x += 38 + label.length * FONT_SIZE * CHARACTER;
    const place = { facet: "super", frameAnchor: "top-left", dy } as const;
    return [
      symbol === "dash"
        ? Plot.text(["—"], {
          ...place,
          lineAnchor: "middle",
          textAnchor: "middle",
          fontWeight: 900,
          dx: left,
          fill: color,
        })
        : Plot.dot([label], {
          ...place,
          symbol,
          r: symbol === "square" ? 7 : 4,
          dx: left,
          fill: color,
          stroke: symbol === "square" ? palette.rule : color,
          strokeWidth: 0.5,
        }),
      Plot.text([label], {
        ...place,
        lineAnchor: "middle",
        textAnchor: "start",
        dx: left + 14,
        fill: palette.ink,
      }),
    ];
  });
}

/**
 * An axis on which every tick given is labeled. Plot leaves some labels of a
 * log scale out, whatever `tickFormat` says.
 */
export function labeledAxis(
  axis: typeof Plot.axisX,
  ticks: readonly number[],
  label: string,
): Plot.Markish {
  return axis(ticks, {
    text: (tick: number) => String(tick),
    label,
    labelAnchor: "center",
    labelArrow: "none",
  });
}
