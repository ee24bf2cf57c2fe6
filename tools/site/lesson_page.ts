import { escapeHtml } from "lib/html_table.ts";
import type { Cell } from "../notebook/nbformat.ts";
import { Problem } from "../setup/problem.ts";
import { contents } from "./contents.ts";
import type { Course, Lesson } from "./course.ts";
import { codeBlock } from "./highlight.ts";
import type { Page } from "./layout.ts";
import { Links } from "./links.ts";
import { PageMarkdown } from "./markdown.ts";
import { outputHtml } from "./outputs.ts";

/**
 * The page of the lesson at `index` of the course.
 *
 * @throws {Problem} if a cell cannot be shown, or the notebook is not called as the README says
 */
export function lessonPage(course: Course, index: number): Page {
  const lesson = course.lessons[index]!;
  const markdown = new PageMarkdown(new Links(course, "notebooks"));
  const [first, ...rest] = lesson.notebook.cells.map((cell) =>
    cellHtml(cell, markdown)
  );
  const [title] = markdown.headings;
  if (title?.level !== 1 || title.text !== lesson.title) {
    throw new Problem(
      `Cannot build the page of ${lesson.name}: its first heading must be ` +
        `the title in README.md, "${lesson.title}", but is "${title?.text}"`,
    );
  }
  const previous = course.lessons[index - 1];
  const next = course.lessons[index + 1];
  return {
    title: lesson.title,
    description: lesson.question,
    head: headLink("prev", previous) + headLink("next", next),
    aside: contents(markdown.headings),
    main: [
      `<p class="place">Lesson ${index + 1} of ${course.lessons.length}</p>\n`,
      first,
      runNote(lesson),
      ...rest,
      neighbors(previous, next),
    ].join(""),
  };
}

function cellHtml(cell: Cell, markdown: PageMarkdown): string {
  if (cell.cell_type !== "code") {
    // A raw cell is for other formats.
    if (cell.cell_type === "raw") return "";
    const html = markdown.render(cell.source);
    return html.replace(exercises, `$&${exercisesNote}`);
  }
  const outputs = cell.outputs.map(outputHtml).join("");
  return `<div class="cell">
${codeBlock(cell.source, "typescript")}${
    outputs &&
    `<div class="outputs" role="group" aria-label="Output">\n${outputs}</div>\n`
  }</div>
`;
}

const exercises = /<h2 id="exercises">.*\n/;

const exercisesNote =
  `<aside class="note" aria-label="How to solve the exercises">
<p>To solve them you need the lesson in JupyterLab: on this page nothing runs, and below each cell stands what <code>check</code> says as long as there is no answer.</p>
</aside>
`;

function runNote({ name }: Lesson): string {
  const number = name.split("_")[0];
  return `<aside class="note" aria-label="Run this lesson">
<p>This page shows the lesson as it ran. In a clone of the repository, <code>npx -y deno task lab</code> opens it in JupyterLab, to change it and run it yourself, and <code>npx -y deno task notebooks --check ${number}</code> runs it anew and compares it with what stands here.</p>
<p><a href="${name}.ipynb" download>Download the notebook</a></p>
</aside>
`;
}

function headLink(relation: string, lesson: Lesson | undefined): string {
  return lesson ? `<link rel="${relation}" href="${lesson.name}.html">\n` : "";
}

function neighbors(previous?: Lesson, next?: Lesson): string {
  const link = (lesson: Lesson | undefined, rel: string, label: string) =>
    lesson
      ? `<a rel="${rel}" href="${lesson.name}.html"><span>${label}</span> ${
        escapeHtml(lesson.title)
      }</a>\n`
      : "";
  return `<nav class="neighbors" aria-label="Previous and next lesson">
${link(previous, "prev", "Previous")}${link(next, "next", "Next")}</nav>
`;
}
