import type { Heading } from "./markdown.ts";

/** A table of contents of the main headings; the script of the page opens it where there is room. */
export function contents(headings: readonly Heading[]): string {
  const items = headings.filter(({ level }) => level === 2)
    .map(({ id, html }) => `<li><a href="#${id}">${html}</a></li>`);
  return `<nav class="contents" aria-label="On this page">
<details>
<summary>On this page</summary>
<ul>
${items.join("\n")}
</ul>
</details>
</nav>`;
}
