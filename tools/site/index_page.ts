import { Problem } from "../setup/problem.ts";
import { contents } from "./contents.ts";
import type { Course } from "./course.ts";
import type { Page } from "./layout.ts";
import { Links } from "./links.ts";
import { PageMarkdown } from "./markdown.ts";

/** The sections of the README that are about the lessons, in the order of the page. */
const sections = [
  "The lessons",
  "Start",
  "If you know Python but not TypeScript",
  "Notation",
  "What is protected, and what is not",
];

/**
 * The first page: the README's introduction, its lessons and what helps to read them.
 *
 * @throws {Problem} if the README lacks a section
 */
export function indexPage(course: Course): Page {
  const [introduction = "", ...parts] = course.readme.split(/^(?=## )/m);
  const markdown = new PageMarkdown(new Links(course, "."));
  const main = [
    markdown.render(introduction),
    ...sections.map((title) => {
      const part = parts.find((text) => text.startsWith(`## ${title}\n`));
      if (part === undefined) {
        throw new Problem(
          `Cannot build the first page: README.md must have a section "${title}"`,
        );
      }
      return sectionHtml(part, course, markdown);
    }),
  ].join("");
  const [, name = "", first = ""] =
    /^# (.+)\n\n([^]+?)\n\n/.exec(introduction) ?? [];
  return {
    title: name,
    description: first.replaceAll("\n", " "),
    aside: contents(markdown.headings),
    main,
  };
}

/** A table of lessons becomes a list: it is read on a phone as well. */
function sectionHtml(
  source: string,
  course: Course,
  markdown: PageMarkdown,
): string {
  const table = /^\| lesson[^]*?\n(?!\|)/m;
  const [before = "", after] = source.split(table);
  if (after === undefined) return markdown.render(source);
  const items = course.lessons.map(({ name, title, question }) =>
    `<li>\n\n[${title}](notebooks/${name}.ipynb)\n\n${question}\n\n</li>`
  );
  return markdown.render(before) +
    markdown.render(`<ol class="lessons">\n${items.join("\n")}\n</ol>`) +
    markdown.render(after);
}
