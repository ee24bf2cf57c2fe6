/** The `.venv` of this clone: JupyterLab and Deno, pinned. */

import { createHash } from "node:crypto";
import { basename, join } from "node:path";
import { cleanEnvironment, venvEnvironment } from "./environment.ts";
import { toJson } from "./jupyter.ts";
import { places } from "./places.ts";
import { pipProblem, venvProblem } from "./problem.ts";
import { findPython } from "./python.ts";
import { countEvery } from "./progress.ts";
import { runLogged } from "./run.ts";

/** Raise it when `.venv`s that are made another way have to be made anew. */
const recipe = 1;

const pipOptions = [
  "--require-hashes",
  // Overrules a pip.conf that installs for the user.
  "--no-user",
  "--no-input",
  "--progress-bar=off",
  "--disable-pip-version-check",
  "--requirement",
];

/** Whether the `.venv` is complete, of today's pins, made for this very path, and runs. */
export async function venvIsReady(): Promise<boolean> {
  try {
    if (Deno.readTextFileSync(places.marker) !== marker()) return false;
    if (!Deno.statSync(places.deno).isFile) return false;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
  return await pythonRuns();
}

/** Removes whatever is in `.venv` and makes it from nothing. */
export async function makeVenv(): Promise<void> {
  console.log("Setting up JupyterLab and Deno in .venv: about a minute, once.");
  clear();
  const python = await findPython();
  console.log(
    `  Python ${python.version} (${
      python.command.join(" ")
    }): making the environment …`,
  );
  const [program = "", ...args] = python.command;
  const made = await runLogged({
    program,
    args: [...args, "-m", "venv", places.venv],
    env: cleanEnvironment(),
    cwd: places.root,
  }, places.log);
  if (made.code !== 0) throw venvProblem(made.output, places.log);

  console.log("  Installing the Python packages …");
  const installed = await runLogged(
    {
      program: places.python,
      args: ["-m", "pip", "install", ...pipOptions, places.requirements],
      env: venvEnvironment(),
      cwd: places.root,
    },
    places.log,
    sayProgress(),
  );
  if (installed.code !== 0) throw pipProblem(installed.output, places.log);
  Deno.writeTextFileSync(places.marker, marker());
}

/** The fetched packages are counted; writing them to the disk takes as long again. */
function sayProgress(): (line: string) => void {
  const count = countEvery(/^Collecting /, 20, (n) => `  … ${n} packages`);
  return (line) => {
    count(line);
    if (line.startsWith("Installing collected packages")) {
      console.log("  … all fetched, unpacking");
    }
  };
}

function marker(): string {
  const requirements = createHash("sha256")
    .update(Deno.readTextFileSync(places.requirements))
    .digest("hex");
  return toJson({ recipe, venv: places.venv, requirements });
}

/** A link to a Python that was removed or replaced by another version does not run. */
async function pythonRuns(): Promise<boolean> {
  const program =
    "import importlib.util as u, sys; sys.exit(u.find_spec('pip') is None)";
  try {
    const { success } = await new Deno.Command(places.python, {
      args: ["-I", "-c", program],
      env: venvEnvironment(),
      clearEnv: true,
      stdin: "null",
    }).output();
    return success;
  } catch {
    return false;
  }
}

/** The marker goes first: a `.venv` without it is never taken for a complete one. */
function clear(): void {
  const lock = basename(places.lock);
  const names = [...Deno.readDirSync(places.venv)].map((entry) => entry.name);
  names.sort((a, b) =>
    Number(b === basename(places.marker)) -
    Number(a === basename(places.marker))
  );
  for (const name of names) {
    if (name !== lock) {
      Deno.removeSync(join(places.venv, name), { recursive: true });
    }
  }
}
