/** Where everything lies: all of it is in the clone that this file is in. */

import { join, resolve } from "node:path";

const windows = Deno.build.os === "windows";
const root = Deno.realPathSync(resolve(import.meta.dirname!, "..", ".."));
const venv = join(root, ".venv");
const bin = join(venv, windows ? "Scripts" : "bin");
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
  python: program("python"),
  deno: program("deno"),
  jupyterData,
  kernelspec: join(jupyterData, "kernels", "deno", "kernel.json"),
  labSettings: join(jupyterData, "lab", "settings", "overrides.json"),
  labWorkspaces: join(jupyterData, "lab", "workspaces"),
  /** Written last: says which set-up this `.venv` is the result of. */
  marker: join(venv, "setup.json"),
  lock: join(venv, "setup.lock"),
  log: join(venv, "setup.log"),
  packagesLog: join(venv, "packages.log"),
};
