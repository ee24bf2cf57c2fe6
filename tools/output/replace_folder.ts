/** Writing a folder whole: what a task builds is there, or what was there before. */

import { basename, dirname, join } from "node:path";
import { Problem } from "../setup/problem.ts";

/** Texts or bytes by their paths in a folder, with `/` between the parts. */
export type Files = ReadonlyMap<string, string | Uint8Array>;

/** What a folder is to hold. */
export interface FolderContent<Made extends Files> {
  /** What is written, for messages: "the package". */
  name: string;
  /** The file that lists all files, one a line: what else is in the folder is not ours. */
  list: string;
  /** Makes them, after it is clear that they may be written. */
  make: () => Promise<Made>;
}

/**
 * Puts files into `folder`, in place of those of an earlier build. At every moment it holds the
 * one or the other or, between two renames, is not there; never a part.
 *
 * @returns the files
 * @throws {Problem} if the folder holds anything that no build has put there, or cannot be
 *   written
 */
export async function replaceFolder<Made extends Files>(
  folder: string,
  content: FolderContent<Made>,
): Promise<Made> {
  refuseForeign(folder, content);
  const files = await content.make();
  try {
    put(folder, files, content);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(
      `Cannot write ${content.name} to ${folder}: ${(error as Error).message}`,
    );
  }
  return files;
}

function put(
  folder: string,
  files: Files,
  content: Pick<FolderContent<Files>, "name" | "list">,
): void {
  const parent = dirname(folder);
  Deno.mkdirSync(parent, { recursive: true });
  // Beside it, and so on the same disk: a rename across disks would be a copy.
  const beside = Deno.makeTempDirSync({
    dir: parent,
    prefix: `.${basename(folder)}-`,
  });
  const [next, last] = [join(beside, "next"), join(beside, "last")];
  try {
    const names = [...files.keys(), content.list].sort();
    write(next, files);
    write(next, new Map([[content.list, names.join("\n") + "\n"]]));
    const isThere = refuseForeign(folder, content);
    if (isThere) Deno.renameSync(folder, last);
    try {
      Deno.renameSync(next, folder);
    } catch (error) {
      if (isThere) Deno.renameSync(last, folder);
      throw error;
    }
  } finally {
    Deno.removeSync(beside, { recursive: true });
  }
}

function write(folder: string, files: Files): void {
  for (const [path, data] of files) {
    const target = join(folder, path);
    Deno.mkdirSync(dirname(target), { recursive: true });
    if (typeof data === "string") Deno.writeTextFileSync(target, data);
    else Deno.writeFileSync(target, data);
  }
}

/** Whether the folder is there; if it is, it is empty or all in it was listed by a build. */
function refuseForeign(
  folder: string,
  { name, list }: Pick<FolderContent<Files>, "name" | "list">,
): boolean {
  const refuse = (what: string) =>
    new Problem(
      `Cannot write ${name}: --output must be a folder that is empty or made by this task, but ${folder} ${what}.`,
    );
  let found: string[];
  try {
    found = filesIn(folder);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    if (error instanceof Deno.errors.NotADirectory) throw refuse("is a file");
    throw error;
  }
  const ours = new Set(
    found.includes(list)
      ? Deno.readTextFileSync(join(folder, list)).split("\n")
      : [],
  );
  // The Finder of macOS leaves its file in every folder that was looked into.
  const foreign = found.find((path) =>
    !ours.has(path) && basename(path) !== ".DS_Store"
  );
  if (foreign !== undefined) throw refuse(`holds ${foreign}`);
  return true;
}

/** The paths of all that is in the folder, in order; a link counts as a file. */
function filesIn(folder: string, prefix = ""): string[] {
  return [...Deno.readDirSync(join(folder, prefix))].flatMap((
    { name, isDirectory },
  ) => isDirectory ? filesIn(folder, `${prefix}${name}/`) : [prefix + name])
    .sort();
}
