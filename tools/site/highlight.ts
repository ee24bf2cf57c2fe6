import { createRequire } from "node:module";
import { escapeHtml } from "lib/html_table.ts";

/** The little of highlight.js that is used here; its own types bring the DOM's into every file. */
interface Highlighter {
  registerLanguage(name: string, language: unknown): void;
  getLanguage(name: string): object | undefined;
  highlight(code: string, options: { language: string }): { value: string };
}

const require = createRequire(import.meta.url);
const hljs: Highlighter = require("highlight.js/lib/core");
hljs.registerLanguage(
  "typescript",
  require("highlight.js/lib/languages/typescript"),
);

/** A block of code; TypeScript is colored, anything else is left as it is. */
export function codeBlock(code: string, language: string): string {
  const html = hljs.getLanguage(language)
    ? hljs.highlight(code, { language }).value
    : escapeHtml(code);
  return `<pre class="code scroll" tabindex="0"><code>${html.trimEnd()}</code></pre>\n`;
}
