import { basename, join } from "node:path";
import { Problem } from "../setup/problem.ts";
import { root } from "./paths.ts";

/** The folder of the lessons. */
export const lessons = join(root, "notebooks");

/**
 * The paths of the notebooks that are meant by `names`: each a path, a file
 * name in notebooks/ or its start (`02`); all lessons if there are none.
 *
 * @throws {Problem} if there is no such notebook
 */
export async function chooseNotebooks(names: string[]): Promise<string[]> {
  const all: string[] = [];
  for await (const { name } of Deno.readDir(lessons)) {
    if (name.endsWith(".ipynb")) all.push(name);
  }
  all.sort();
  if (names.length === 0) return all.map((name) => join(lessons, name));
  const paths = await Promise.all(names.map(async (name) => {
    if (await exists(name)) return [await Deno.realPath(name)];
    return all.filter((file) => file.startsWith(basename(name)))
      .map((file) => join(lessons, file));
  }));
  for (const [i, found] of paths.entries()) {
    if (found.length > 0) continue;
    throw new Problem(
      `Cannot find the notebook ${names[i]}: it must be a path or one of ${
        all.join(", ")
      }`,
    );
  }
  return [...new Set(paths.flat())];
}

async function exists(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch {
    return false;
  }
}
