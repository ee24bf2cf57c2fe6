import { join } from "node:path";
import { type Notebook, parseNotebook } from "../notebook/nbformat.ts";
import { Problem } from "../setup/problem.ts";

/** A lesson as the README lists it, with its notebook. */
export interface Lesson {
  /** The name of its file in notebooks/, without the ending. */
  readonly name: string;
  readonly title: string;
  /** The question that it answers. */
  readonly question: string;
  /** The bytes of the notebook. */
  readonly text: string;
  readonly notebook: Notebook;
}

/** What the site is made from; all words of the course that it shows stand in these files. */
export interface Course {
  readonly root: string;
  readonly readme: string;
  readonly lessons: readonly Lesson[];
}

const row = /^\| \[([^\]]+)\]\(notebooks\/([\w-]+)\.ipynb\) *\| *(.+?) *\|/gm;

/**
 * The course in the folder `root`: its README, and the lessons in the order of its table.
 *
 * @throws {Problem} if the table and the notebooks do not agree
 */
export async function readCourse(root: string): Promise<Course> {
  const readme = await Deno.readTextFile(join(root, "README.md"));
  const rows = [...readme.matchAll(row)];
  const listed = rows.map(([, , name]) => `${name}.ipynb`);
  const there = [...Deno.readDirSync(join(root, "notebooks"))]
    .map(({ name }) => name).filter((name) => name.endsWith(".ipynb")).sort();
  if (listed.join() !== there.join()) {
    throw new Problem(
      "Cannot build the site: the lessons in README.md must be those in notebooks/, " +
        `but are ${listed.join(", ") || "none"}`,
    );
  }
  const lessons = await Promise.all(
    rows.map(async ([, title, name, question]) => {
      const text = await Deno.readTextFile(
        join(root, "notebooks", `${name}.ipynb`),
      );
      return {
        name: name!,
        title: title!,
        question: question!,
        text,
        notebook: parseNotebook(text),
      };
    }),
  );
  return { root, readme, lessons };
}
