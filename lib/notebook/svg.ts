import { DOMParser } from "linkedom";
import { Plot } from "../charts/plot.ts";

/** The little of an SVG element that is used here; Deno has no DOM types. */
export interface Svg {
  readonly outerHTML: string;
  getAttribute(name: string): string | null;
  /** What Plot made of a scale, if the chart has it. */
  scale(name: Plot.ScaleName): Plot.Scale | undefined;
}

/**
 * Draws a chart without a browser.
 *
 * @returns one SVG element, complete in itself
 * @throws {TypeError} if the options make Plot wrap the picture in more than an SVG
 */
export function drawSvg(options: Plot.PlotOptions): Svg {
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
  return svg;
}
