import { basename, dirname, join } from "node:path";
import { Problem } from "../setup/problem.ts";
import type { Files } from "./build.ts";

/** Lists the files of a site, one a line: what else is in the folder is not ours. */
export const marker = "site-files.txt";

/**
 * Puts the site into `folder`, in place of an older one. At every moment the folder holds the
 * one or the other, or is not there; never a part of it.
 *
 * @throws {Problem} if the folder holds anything that is not of a site
 */
export function writeSite(folder: string, files: Files): void {
  const isThere = refuseForeign(folder);
  const parent = dirname(folder);
  Deno.mkdirSync(parent, { recursive: true });
  const beside = Deno.makeTempDirSync({
    dir: parent,
    prefix: `.${basename(folder)}-`,
  });
  const next = join(beside, "new");
  const last = join(beside, "old");
  try {
    const list = [marker, ...files.keys()].join("\n") + "\n";
    for (const [path, content] of [...files, [marker, list] as const]) {
      write(join(next, path), content);
    }
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

function write(path: string, content: string | Uint8Array): void {
  Deno.mkdirSync(dirname(path), { recursive: true });
  if (typeof content === "string") Deno.writeTextFileSync(path, content);
  else Deno.writeFileSync(path, content);
}

/** Whether the folder is there; if it is, all in it is ours or it is empty. */
function refuseForeign(folder: string): boolean {
  let there: string[];
  try {
    there = filesIn(folder);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    if (!(error instanceof Deno.errors.NotADirectory)) throw error;
    throw new Problem(
      `Cannot write the site: --output must be a folder, but a file is at ${folder} or above it`,
    );
  }
  const ours = new Set(
    there.includes(marker)
      ? Deno.readTextFileSync(join(folder, marker)).split("\n")
      : [],
  );
  const foreign = there.find((path) =>
    // The Finder of macOS leaves it in every folder that was looked into.
    !ours.has(path) && basename(path) !== ".DS_Store"
  );
  if (foreign !== undefined) {
    throw new Problem(
      `Cannot write the site: --output must be a folder that is empty or made by this task, but ${folder} holds ${foreign}`,
    );
  }
  return true;
}

/** The paths of all files in the folder, with `/` between their parts. */
function filesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) =>
    isDirectory
      ? filesIn(join(folder, name)).map((path) => `${name}/${path}`)
      : [name]
  ).sort();
}
