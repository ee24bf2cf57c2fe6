import { Buffer } from "node:buffer";
import { escapeHtml } from "../html_table.ts";

/**
 * A figure as an image inside HTML: the one form that also shows in a notebook
 * that is not trusted yet, where inline SVG and scripts are stripped.
 *
 * @param svg the picture
 * @param options.alt what a reader who cannot see it is told
 * @param options.caption a sentence below it
 * @param options.script what the page runs, if it runs scripts at all
 */
export function figureHtml(
  svg: string,
  { alt, caption = "", script = "" }: {
    alt: string;
    caption?: string;
    script?: string;
  },
): string {
  const data = Buffer.from(svg).toString("base64");
  return [
    `<figure><img alt="${
      escapeHtml(alt)
    }" src="data:image/svg+xml;base64,${data}">`,
    caption && `<figcaption>${escapeHtml(caption)}</figcaption>`,
    script && `<script>${script}</script>`,
    "</figure>",
  ].join("");
}
