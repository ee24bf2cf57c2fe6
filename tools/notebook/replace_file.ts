import { basename, dirname, join } from "node:path";

/** Writes a file so that it is always either the old one or the new one. */
export function replaceFile(path: string, text: string): void {
  const next = join(dirname(path), `.${basename(path)}.new`);
  try {
    Deno.writeTextFileSync(next, text);
    Deno.renameSync(next, path);
  } catch (error) {
    try {
      Deno.removeSync(next);
    } catch {
      // It was not even made.
    }
    throw error;
  }
}
