/** What Jupyter reads from the `.venv`: the Deno kernel and JupyterLab's settings. */

import { dirname } from "node:path";
import { cleanEnvironment } from "./environment.ts";
import { places } from "./places.ts";

/** The Deno kernel: the pinned Deno, by a path that outlives every cache. */
export const kernelspec = {
  argv: [places.deno, "jupyter", "--kernel", "--conn", "{connection_file}"],
  display_name: "Deno",
  language: "typescript",
  // Stop sends a message; the signal that it would send otherwise ends the kernel.
  interrupt_mode: "message",
  // Keeps color codes out of saved outputs.
  env: { NO_COLOR: "1" },
};

/** No question about news, no look for updates: the versions are pinned. */
const labSettings = {
  "@jupyterlab/apputils-extension:notification": {
    fetchNews: "false",
    checkForUpdates: false,
  },
};

/** Writes the kernel and the settings into the `.venv`, unless they are there. */
export function writeJupyterFiles(): void {
  writeIfChanged(places.kernelspec, toJson(kernelspec));
  writeIfChanged(places.labSettings, toJson(labSettings));
}

/** The folder in which every Jupyter of this user looks, as the Jupyter of the `.venv` says. */
export function userJupyterData(): string {
  const { stdout } = new Deno.Command(places.python, {
    args: [
      "-c",
      "from jupyter_core.paths import jupyter_data_dir as d; print(d(), end='')",
    ],
    env: cleanEnvironment(),
    clearEnv: true,
    stderr: "inherit",
  }).outputSync();
  return new TextDecoder().decode(stdout);
}

export function toJson(value: unknown): string {
  return JSON.stringify(value, null, 2) + "\n";
}

/** Replaces a file as a whole, so that nobody reads half of it. */
function writeIfChanged(path: string, text: string): void {
  try {
    if (Deno.readTextFileSync(path) === text) return;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  Deno.mkdirSync(dirname(path), { recursive: true });
  const part = `${path}.${Deno.pid}`;
  Deno.writeTextFileSync(part, text);
  Deno.renameSync(part, path);
}
