/** What is on this machine and in this clone, looked up without changing anything. */

import { join } from "node:path";
import { peersVenv } from "../bench/peers_venv.ts";
import { findChromium } from "../browser/chromium.ts";
import { cleanEnvironment } from "../setup/environment.ts";
import { kernelspec, userJupyterData } from "../setup/jupyter.ts";
import { packagesAreCached } from "../setup/packages.ts";
import { places, type Venv } from "../setup/places.ts";
import { defaultPort, isFree } from "../setup/port.ts";
import { Problem } from "../setup/problem.ts";
import { findPython } from "../setup/python.ts";
import { courseVenv, isReady } from "../setup/venv.ts";

/** A kernel called "deno": that of this clone, or what else is in its place. */
export type Kernel = "ours" | "other" | "ended by Stop" | "none" | "unknown";

interface Versions {
  deno?: string;
  jupyterlab?: string;
}

export interface Facts {
  /** The version of the Deno that runs this. */
  deno: string;
  pinned: Versions;
  /** In the `.venv`. */
  installed: Versions;
  /** The version of the Node on the path. */
  node?: string;
  /** The version of a fitting Python on the path. */
  python?: string;
  /** Whether the set-up has nothing to do in the `.venv`. */
  venvIsReady: boolean;
  /** In the `.venv`. */
  kernel: Kernel;
  /** In the Jupyter of the reader, where VS Code looks. */
  userKernel: Kernel;
  packagesAreCached: boolean;
  /** The port that JupyterLab tries first. */
  portIsFree: boolean;
  hasChromium: boolean;
  peersAreReady: boolean;
}

export async function lookUp(): Promise<Facts> {
  const venvIsReady = await ready(courseVenv);
  return {
    deno: Deno.version.deno,
    node: (await said("node", "--version")).match(/^v(\S+)/)?.[1],
    pinned: pinnedVersions(Deno.readTextFileSync(places.requirements)),
    installed: venvIsReady ? await installedVersions() : {},
    python: await pythonVersion(),
    venvIsReady,
    kernel: kernelIn(places.kernelspec),
    userKernel: venvIsReady
      ? kernelIn(join(userJupyterData(), "kernels", "deno", "kernel.json"))
      : "unknown",
    packagesAreCached: await packagesAreCached(
      venvIsReady ? places.deno : Deno.execPath(),
    ),
    portIsFree: isFree(defaultPort),
    hasChromium: hasChromium(),
    peersAreReady: await ready(peersVenv),
  };
}

/** The versions that a list of requirements pins. */
export function pinnedVersions(requirements: string): Versions {
  const version = (name: string) =>
    requirements.match(new RegExp(`^${name}==(\\S+)`, "m"))?.[1];
  return { deno: version("deno"), jupyterlab: version("jupyterlab") };
}

/** What the `kernel.json` at `path` starts. */
export function kernelIn(path: string): Kernel {
  let spec;
  try {
    spec = JSON.parse(Deno.readTextFileSync(path));
  } catch (error) {
    return error instanceof Deno.errors.NotFound ? "none" : "other";
  }
  if (spec?.interrupt_mode !== kernelspec.interrupt_mode) {
    return "ended by Stop";
  }
  return JSON.stringify(spec.argv) === JSON.stringify(kernelspec.argv)
    ? "ours"
    : "other";
}

async function installedVersions(): Promise<Versions> {
  const deno = await said(places.deno, "--version");
  const program =
    "from importlib.metadata import version; print(version('jupyterlab'))";
  return {
    deno: deno.match(/^deno (\S+)/)?.[1],
    jupyterlab: (await said(places.python, "-I", "-c", program)).trim() ||
      undefined,
  };
}

/** What a program prints; nothing if it does not run. */
async function said(program: string, ...args: string[]): Promise<string> {
  try {
    const { stdout } = await new Deno.Command(program, {
      args,
      env: { ...cleanEnvironment(), NO_COLOR: "1" },
      clearEnv: true,
      stdin: "null",
    }).output();
    return new TextDecoder().decode(stdout);
  } catch {
    return "";
  }
}

async function pythonVersion(): Promise<string | undefined> {
  try {
    return (await findPython(courseVenv.versions, courseVenv.contents)).version;
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

/** A place that cannot be read is not ready either. */
async function ready(venv: Venv): Promise<boolean> {
  try {
    return await isReady(venv);
  } catch {
    return false;
  }
}

function hasChromium(): boolean {
  try {
    return findChromium() !== undefined;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}
