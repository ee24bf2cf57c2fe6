import { join, resolve } from "node:path";
import { places } from "../setup/places.ts";
import { Problem } from "../setup/problem.ts";
import {
  type Files,
  type FolderContent,
  replaceFolder,
} from "./replace_folder.ts";

export interface OutputTask<Made extends Files> extends FolderContent<Made> {
  /** Where it is written without `--output`, from the root of the clone. */
  folder: string;
  /** What is said in the end. */
  said: (files: Made, folder: string) => string;
}

/** Runs a task that writes a folder, `[--output DIR]`, and ends the process. */
export async function runOutputTask<Made extends Files>(
  task: OutputTask<Made>,
): Promise<never> {
  // With a listener, no signal comes between the steps of a replacement.
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    if (signal === "SIGTERM" && Deno.build.os === "windows") continue;
    Deno.addSignalListener(signal, () => Deno.exit(130));
  }
  try {
    const folder = outputFolder(Deno.args, join(places.root, task.folder));
    console.log(task.said(await replaceFolder(folder, task), folder));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(error.message);
    Deno.exit(1);
  }
  Deno.exit(0);
}

/** The folder after `--output`, from where the reader typed it. */
function outputFolder(args: string[], usual: string): string {
  if (args.length === 0) return usual;
  const [option, folder] = args;
  if (option !== "--output" || !folder || args.length > 2) {
    throw new Problem(
      `Cannot understand "${args.join(" ")}": it may be --output and ` +
        "the folder to write to, or nothing.",
    );
  }
  return resolve(Deno.env.get("INIT_CWD") ?? Deno.cwd(), folder);
}
