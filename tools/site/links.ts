import { Buffer } from "node:buffer";
import { existsSync } from "node:fs";
import { extname, join, relative, resolve } from "node:path";
import { Problem } from "../setup/problem.ts";
import type { Course } from "./course.ts";
import { slug } from "./slug.ts";

const imageTypes: Record<string, string> = {
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

/** Where the links and images in a text of the course lead to on the site. */
export class Links {
  readonly #course: Course;
  readonly #folder: string;

  /** @param folder the folder that the text lies in, seen from the root of the course */
  constructor(course: Course, folder: string) {
    this.#course = course;
    this.#folder = resolve(course.root, folder);
  }

  /**
   * The address for `href`: a notebook is its page, another site stays. Undefined for a file of
   * the repository, which is not part of the site.
   *
   * @throws {Problem} if there is no such file
   */
  resolve(href: string): string | undefined {
    if (/^https?:/.test(href)) return href;
    const [path = "", fragment] = href.split("#").map(decodeURIComponent);
    // JupyterLab links to a heading by its text, with hyphens for the spaces.
    const hash = fragment === undefined ? "" : `#${slug(fragment)}`;
    if (path === "") return hash;
    const file = this.#file(path);
    const lesson = this.#course.lessons.find(({ name }) =>
      file === join(this.#course.root, "notebooks", `${name}.ipynb`)
    );
    return lesson && `${lesson.name}.html${hash}`;
  }

  /**
   * The image at `src`, as an address that holds it.
   *
   * @throws {Problem} if there is no such image in the repository
   */
  image(src: string): string {
    const file = this.#file(src);
    const type = imageTypes[extname(file)];
    if (type === undefined) {
      throw new Problem(
        `Cannot show ${src}: an image must end in ${
          Object.keys(imageTypes).join(" or ")
        }`,
      );
    }
    const data = Buffer.from(Deno.readFileSync(file)).toString("base64");
    return `data:${type};base64,${data}`;
  }

  #file(path: string): string {
    const file = resolve(this.#folder, path);
    const isOutside = relative(this.#course.root, file).startsWith("..");
    if (isOutside || !existsSync(file)) {
      throw new Problem(
        `Cannot link to ${path}: it must be a file of the repository, and there is none`,
      );
    }
    return file;
  }
}
