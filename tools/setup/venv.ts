/** Virtual environments of this clone: their packages pinned, made anew when the pins change. */

import { createHash } from "node:crypto";
import { basename, join } from "node:path";
import { cleanEnvironment, venvEnvironment } from "./environment.ts";
import { toJson } from "./jupyter.ts";
import { withLock } from "./lock.ts";
import { places, type Venv, venvPlaces } from "./places.ts";
import { pipProblem, venvProblem } from "./problem.ts";
import { findPython } from "./python.ts";
import { countEvery } from "./progress.ts";
import { runLogged } from "./run.ts";

/** The `.venv`: JupyterLab and Deno. */
export const courseVenv: Venv = {
  ...venvPlaces(".venv"),
  contents: "JupyterLab",
  requirements: places.requirements,
  needed: [places.deno],
  versions: { oldest: 10 },
};

/** Raise it when environments that are made another way have to be made anew. */
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

/** Makes an environment if it is not ready. */
export async function ensureVenv(venv: Venv): Promise<void> {
  if (await isReady(venv)) return;
  await withLock(venv, async () => {
    // Another command may have made it while this one waited.
    if (!await isReady(venv)) await make(venv);
  });
}

/** Whether it is complete, of today's pins, made for this very path, and runs. */
export async function isReady(venv: Venv): Promise<boolean> {
  try {
    if (Deno.readTextFileSync(venv.marker) !== marker(venv)) return false;
    if (!venv.needed.every((path) => Deno.statSync(path).isFile)) return false;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
  return await pythonRuns(venv);
}

/** Removes whatever is in its folder and makes it from nothing. */
async function make(venv: Venv): Promise<void> {
  console.log(
    `Setting up ${venv.contents} in ${
      basename(venv.folder)
    }: about a minute, once.`,
  );
  clear(venv);
  const python = await findPython(venv.versions, venv.contents);
  console.log(
    `  Python ${python.version} (${
      python.command.join(" ")
    }): making the environment …`,
  );
  const [program = "", ...args] = python.command;
  const made = await runLogged({
    program,
    args: [...args, "-m", "venv", venv.folder],
    env: cleanEnvironment(),
    cwd: places.root,
  }, venv.log);
  if (made.code !== 0) throw venvProblem(made.output, venv);

  console.log("  Installing the Python packages …");
  const installed = await runLogged(
    {
      program: venv.python,
      args: ["-m", "pip", "install", ...pipOptions, venv.requirements],
      env: venvEnvironment(venv),
      cwd: places.root,
    },
    venv.log,
    sayProgress(),
  );
  if (installed.code !== 0) throw pipProblem(installed.output, venv);
  Deno.writeTextFileSync(venv.marker, marker(venv));
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

function marker({ folder, requirements }: Venv): string {
  const hash = createHash("sha256")
    .update(Deno.readTextFileSync(requirements))
    .digest("hex");
  return toJson({ recipe, venv: folder, requirements: hash });
}

/** A link to a Python that was removed or replaced by another version does not run. */
async function pythonRuns(venv: Venv): Promise<boolean> {
  const program =
    "import importlib.util as u, sys; sys.exit(u.find_spec('pip') is None)";
  try {
    const { success } = await new Deno.Command(venv.python, {
      args: ["-I", "-c", program],
      env: venvEnvironment(venv),
      clearEnv: true,
      stdin: "null",
    }).output();
    return success;
  } catch {
    return false;
  }
}

/** The marker goes first: an environment without it is never taken for a complete one. */
function clear({ folder, lock, marker }: Venv): void {
  const names = [...Deno.readDirSync(folder)].map((entry) => entry.name);
  names.sort((a, b) =>
    Number(b === basename(marker)) - Number(a === basename(marker))
  );
  for (const name of names) {
    if (name !== basename(lock)) {
      Deno.removeSync(join(folder, name), { recursive: true });
    }
  }
}
