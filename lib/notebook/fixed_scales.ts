import type { Plot } from "../charts/plot.ts";
import type { Svg } from "./svg.ts";

const names = [
  "x",
  "y",
  "fx",
  "fy",
  "r",
  "color",
  "opacity",
  "symbol",
  "length",
] as const;

/**
 * The first thing that a reader compares two drawings of a chart by and that
 * they do not have in common: a scale or their size.
 */
export function movingScale(one: Svg, other: Svg): string | undefined {
  const size = ["width", "height"].find((name) =>
    one.getAttribute(name) !== other.getAttribute(name)
  );
  if (size !== undefined) return `the ${size}`;
  const scale = names.find((name) =>
    text(one.scale(name)) !== text(other.scale(name))
  );
  return scale && `the scale of ${scale}`;
}

/** What a scale maps to what, as text. */
function text(scale: Plot.Scale | undefined): string {
  const { type, domain, range } = scale ?? {};
  return JSON.stringify([type, [...domain ?? []], [...range ?? []]]);
}
