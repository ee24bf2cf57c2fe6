import { resolve } from "node:path";
import { Problem } from "./problem.ts";

/**
 * The folder after the one option that a task has, from where the reader typed it; undefined
 * if nothing was typed.
 *
 * @param option such as `--output`
 * @param purpose what the folder is for, after "the folder to"
 * @throws {Problem} if the arguments are anything else
 */
export function folderOption(
  args: readonly string[],
  option: string,
  purpose: string,
): string | undefined {
  if (args.length === 0) return undefined;
  const [given, folder] = args;
  if (given !== option || !folder || args.length > 2) {
    throw new Problem(
      `Cannot understand "${args.join(" ")}": it may be ${option} and ` +
        `the folder to ${purpose}, or nothing.`,
    );
  }
  return resolve(Deno.env.get("INIT_CWD") ?? Deno.cwd(), folder);
}
