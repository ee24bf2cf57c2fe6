import { basename, dirname, join } from "node:path";
import { Problem } from "../setup/problem.ts";

/**
 * Puts `text` in place of `old` in the file at `path`, which holds either the
 * one or the other at every moment.
 *
 * @throws {Problem} if somebody else has changed the file
 */
export async function replaceFile(
  path: string,
  old: string,
  text: string,
): Promise<void> {
  if (await Deno.readTextFile(path) !== old) {
    throw new Problem(
      "Cannot write the notebook: it must stay as it was read, it was changed meanwhile",
    );
  }
  if (text === old) return;
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
