import assert from "node:assert/strict";
import { type Chart, Plot } from "lib/charts/plot.ts";
import { documentOf, type Element } from "../dom.ts";

export interface Picture {
  readonly svg: Element;
  /** Every text in the picture, in the order of drawing. */
  readonly texts: string[];
  /** The elements that `selector` finds. */
  all(selector: string): Element[];
}

/**
 * Draws a chart, and checks what holds for each of them: one SVG with the title
 * and the description for readers who cannot see it, and no sign of a number
 * that could not be computed.
 */
export function render(chart: Chart): Picture {
  const svg = Plot.plot({
    ...chart,
    document: documentOf(""),
  }) as unknown as Element;
  assert.equal(svg.tagName.toLowerCase(), "svg");
  assert.doesNotMatch(svg.outerHTML, /NaN|undefined|null|Infinity|\[object/);
  assert.equal(svg.getAttribute("aria-label"), chart.ariaLabel);
  assert.equal(svg.getAttribute("aria-description"), chart.ariaDescription);
  const all = (selector: string) => [...svg.querySelectorAll(selector)];
  const texts = all("text").map((text) => text.textContent);
  assert(chart.ariaLabel.trim() !== "" && texts.includes(chart.ariaLabel));
  assert(chart.ariaDescription.length > chart.ariaLabel.length);
  return { svg, texts, all };
}

/** Fails unless every text is in the picture. */
export function requireTexts(picture: Picture, texts: readonly string[]) {
  const missing = texts.filter((text) => !picture.texts.includes(text));
  assert.deepEqual(missing, []);
}

/** The number of points of a path made of straight lines. */
export function pointsOf(path: Element): number {
  return path.getAttribute("d")!.match(/[ML]/g)!.length;
}
