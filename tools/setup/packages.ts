/** The npm packages of the library, in Deno's cache. */

import { createHash } from "node:crypto";
import { join } from "node:path";
import { cleanEnvironment, venvEnvironment } from "./environment.ts";
import { places } from "./places.ts";
import { npmProblem } from "./problem.ts";
import { countEvery } from "./progress.ts";
import { runLogged } from "./run.ts";

/** Whether the cache has everything, as the Deno `deno` finds it without asking the network. */
export async function packagesAreCached(deno: string): Promise<boolean> {
  const { success } = await new Deno.Command(deno, {
    args: ["install", "--cached-only", "--frozen"],
    env: cleanEnvironment(),
    clearEnv: true,
    cwd: places.root,
    stdin: "null",
  }).output();
  return success;
}

/** Fetches what is missing; where nothing is, no network is asked, as `deno install` would. */
export async function fetchPackages(): Promise<void> {
  const areCached = await packagesAreCached(places.deno);
  if (areCached && textOf(places.packagesMarker) === marker()) return;
  Deno.writeTextFileSync(places.packagesLog, "");
  if (!areCached) await install();
  await loadOnce();
  Deno.writeTextFileSync(places.packagesMarker, marker());
}

async function install(): Promise<void> {
  const { code, output } = await sayIfSlow(
    "Fetching the npm packages, once: 500 MB on the disk, most of it danfojs …",
    run(
      ["install"],
      countEvery(/^Download .*\.tgz$/, 100, (count) => `  … ${count} packages`),
    ),
  );
  if (code !== 0) throw npmProblem(output, places.packagesLog);
}

/** Until nothing is looked up any more; what goes wrong here is said where it matters. */
async function loadOnce(): Promise<void> {
  const load = ["run", "-A", places.firstLoad];
  await sayIfSlow(
    "Loading the library for the first time …",
    (async () => {
      for (let tries = 0; tries < 3; tries++) {
        const { output } = await run(load);
        if (!/^Download /m.test(output)) return;
      }
    })(),
  );
}

async function run(args: string[], onLine?: (line: string) => void) {
  return await runLogged(
    {
      program: places.deno,
      args,
      env: { ...venvEnvironment(), NO_COLOR: "1" },
      cwd: places.root,
    },
    places.packagesLog,
    onLine,
  );
}

async function sayIfSlow<T>(what: string, work: Promise<T>): Promise<T> {
  const announcement = setTimeout(() => console.log(what), 500);
  try {
    return await work;
  } finally {
    clearTimeout(announcement);
  }
}

/** Says which packages were looked up. */
function marker(): string {
  const lock = textOf(join(places.root, "deno.lock")) ?? "";
  return createHash("sha256").update(lock).digest("hex");
}

function textOf(path: string): string | undefined {
  try {
    return Deno.readTextFileSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
