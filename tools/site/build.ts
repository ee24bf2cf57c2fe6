import type { Files } from "../output/replace_folder.ts";
import { katexFiles, script, styleSheet } from "./assets.ts";
import type { Course } from "./course.ts";
import { indexPage } from "./index_page.ts";
import { layout } from "./layout.ts";
import { lessonPage } from "./lesson_page.ts";

/**
 * The site of a course. The same course gives the same bytes.
 *
 * @throws {Problem} if something in the course cannot be shown
 */
export async function buildSite(course: Course): Promise<Files> {
  const index = indexPage(course);
  const frame = {
    name: index.title,
    scripts: { early: await script("early"), late: await script("late") },
  };
  return new Map([
    ["index.html", layout(index, frame)],
    ...course.lessons.flatMap(({ name, text }, i): [string, string][] => [
      [`${name}.html`, layout(lessonPage(course, i), frame)],
      [`${name}.ipynb`, text],
    ]),
    ["style.css", await styleSheet()],
    ...await katexFiles(),
  ]);
}
