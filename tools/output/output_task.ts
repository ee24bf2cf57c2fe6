import { join } from "node:path";
import { folderOption } from "../setup/folder_option.ts";
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
    const folder = folderOption(Deno.args, "--output", "write to") ??
      join(places.root, task.folder);
    console.log(task.said(await replaceFolder(folder, task), folder));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(error.message);
    Deno.exit(1);
  }
  Deno.exit(0);
}
