/**
 * Adds the Deno kernel to the reader's own Jupyter, and so to VS Code: `deno task kernel`.
 * A kernel called "deno" that is there already is moved aside, not lost.
 */

import { dirname, join } from "node:path";
import { kernelspec, toJson, userJupyterData } from "./setup/jupyter.ts";
import { places } from "./setup/places.ts";

function exists(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** A name outside `kernels/`, where Jupyter would offer the backup as a kernel. */
function freeBackup(data: string): string {
  for (let number = 1;; number++) {
    const path = join(data, `deno-kernel-backup-${number}`);
    if (!exists(path)) return path;
  }
}

function install(data: string): void {
  const file = join(data, "kernels", "deno", "kernel.json");
  const folder = dirname(file);
  const text = toJson(kernelspec);
  if (exists(file) && Deno.readTextFileSync(file) === text) {
    console.log(
      `The Deno kernel of this clone is in your Jupyter already: ${folder}`,
    );
  } else {
    if (exists(folder)) {
      const backup = freeBackup(data);
      Deno.renameSync(folder, backup);
      console.log(
        `There was another kernel called "deno": it is kept in ${backup}`,
      );
    }
    Deno.mkdirSync(folder, { recursive: true });
    Deno.writeTextFileSync(file, text);
    console.log(`The Deno kernel is in your Jupyter now: ${folder}`);
  }
  console.log(
    `It runs ${places.deno}: run this again when the clone has moved.`,
  );
  console.log(
    "In VS Code: open a notebook, Select Kernel, Jupyter Kernel, Deno.",
  );
  console.log(`To remove it, delete ${folder}`);
}

const data = userJupyterData();
try {
  install(data);
} catch (error) {
  if (!(error instanceof Error)) throw error;
  console.error(
    `Cannot add the kernel to your Jupyter: ${data} has to be a folder that you may write to. ` +
      `Check who owns it and run the same command again. (${error.message})`,
  );
  Deno.exit(1);
}
