import { escapeHtml } from "lib/html_table.ts";
import type { Output } from "../notebook/nbformat.ts";
import { Problem } from "../setup/problem.ts";

/**
 * An output of a cell as it is shown on the page.
 *
 * @throws {Problem} if it has nothing that a page can show
 */
export function outputHtml(output: Output): string {
  if (output.output_type === "stream") {
    return textOutput(output.text, output.name);
  }
  const html = output.data?.["text/html"];
  if (typeof html === "string") {
    return `<div class="output scroll" tabindex="0">${html}</div>\n`;
  }
  const text = output.data?.["text/plain"];
  if (typeof text === "string") return textOutput(text, "result");
  throw new Problem(
    `Cannot show an output: it must have text/html or text/plain, but has ${
      Object.keys(output.data ?? {}).join(", ") || output.output_type
    }`,
  );
}

function textOutput(text: string, kind: string): string {
  // Of a progress line, its place stays when it is gone.
  if (text.trim() === "") return "";
  // Columns made of spaces stay columns; all else is broken where the page ends.
  const isAligned = /\S {2,}\S/.test(text);
  return `<pre class="output ${kind}${
    isAligned ? " aligned" : ""
  } scroll" tabindex="0">${escapeHtml(text.trimEnd())}</pre>\n`;
}
