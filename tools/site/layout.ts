import { escapeHtml } from "lib/html_table.ts";
import { contentPolicy } from "./policy.ts";

/** A page without what all pages share. */
export interface Page {
  readonly title: string;
  readonly description: string;
  /** What stands in `<main>`. */
  readonly main: string;
  /** What stands beside it: a table of contents. */
  readonly aside: string;
  /** More elements for the head. */
  readonly head?: string;
}

/** What all pages share. */
export interface Frame {
  /** The name of the site. */
  readonly name: string;
  /** The code of classic scripts: one for the head, one for the end of the page. */
  readonly scripts: { readonly early: string; readonly late: string };
}

const icon = "data:image/svg+xml," + encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0072b2"/><path d="M4 25C11 25 13 17 16 6C19 17 21 25 28 25" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/></svg>`,
);

/** The whole HTML of a page. */
export function layout(page: Page, { name, scripts }: Frame): string {
  const title = page.title === name ? name : `${page.title} · ${name}`;
  const head =
    `<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<meta name="description" content="${escapeHtml(page.description)}">
<link rel="icon" href="${icon}">
<link rel="stylesheet" href="katex/katex.css">
<link rel="stylesheet" href="style.css">
${page.head ?? ""}<script>${scripts.early}</script>`;
  const body = `<a class="skip" href="#content">Skip to the text</a>
<header class="site">
<a class="name" href="index.html">${escapeHtml(name)}</a>
<nav aria-label="Site">
<a href="index.html#the-lessons">Lessons</a>
<a href="index.html#notation">Notation</a>
</nav>
<button type="button" class="theme" aria-pressed="false" hidden>Dark</button>
</header>
<div class="columns">
${page.aside}
<main id="content" tabindex="-1">
${page.main}</main>
</div>
<footer class="site">
<p>${
    escapeHtml(name)
  }. MIT licensed. This page loads nothing from any other place.</p>
</footer>
<script>${scripts.late}</script>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${
    contentPolicy(head + body)
  }">
${head}
</head>
<body>
${body}
</body>
</html>
`;
}
