/** Where everything lies: all of it is in the clone that this file is in. */

import { join, resolve } from "node:path";
import type { Versions } from "./versions.ts";

const windows = Deno.build.os === "windows";
const root = Deno.realPathSync(resolve(import.meta.dirname!, "..", ".."));

/** Where a virtual environment of this clone keeps what is its own. */
export interface VenvPlaces {
  folder: string;
  bin: string;
  python: string;
  /** Written last: says which set-up this environment is the result of. */
  marker: string;
  lock: string;
  log: string;
}

/** An environment: where it lies and what it is made of. */
export interface Venv extends VenvPlaces {
  /** What is set up with it, for messages. */
  contents: string;
  /** Every package with its version and hashes. */
  requirements: string;
  /** Files without which it is not complete. */
  needed: string[];
  /** The versions of Python for which the packages are pinned. */
  versions: Versions;
}

/** The places of the virtual environment in the folder `name` of the clone. */
export function venvPlaces(name: string): VenvPlaces {
  const folder = join(root, name);
  const bin = join(folder, windows ? "Scripts" : "bin");
  return {
    folder,
    bin,
    python: join(bin, windows ? "python.exe" : "python"),
    marker: join(folder, "setup.json"),
    lock: join(folder, "setup.lock"),
    log: join(folder, "setup.log"),
  };
}

const { folder: venv, bin, python } = venvPlaces(".venv");
const jupyterData = join(venv, "share", "jupyter");

/** The program `name` of the `.venv`. */
export function program(name: string): string {
  return join(bin, windows ? `${name}.exe` : name);
}

/** Absolute paths, links resolved. */
export const places = {
  root,
  requirements: join(root, "tools", "requirements.txt"),
  venv,
  bin,
  python,
  deno: program("deno"),
  /** As `.vscode/settings.json` has it. */
  denoOfEditor: join(venv, "bin", "deno"),
  jupyterData,
  kernelspec: join(jupyterData, "kernels", "deno", "kernel.json"),
  labSettings: join(jupyterData, "lab", "settings", "overrides.json"),
  labWorkspaces: join(jupyterData, "lab", "workspaces"),
  firstLoad: join(root, "tools", "notebook", "first_load.ts"),
  packagesLog: join(venv, "packages.log"),
  /** Says which packages the set-up has made ready. */
  packagesMarker: join(venv, "packages.sha256"),
};
