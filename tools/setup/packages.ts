/** The npm packages of the library, in Deno's cache. */

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

/** Fetches what is missing; a cache that has everything is looked through in a moment. */
export async function fetchPackages(): Promise<void> {
  const announcement = setTimeout(
    () =>
      console.log(
        "Fetching the npm packages, once: 430 MB on the disk, most of it danfojs …",
      ),
    500,
  );
  try {
    Deno.writeTextFileSync(places.packagesLog, "");
    const { code, output } = await runLogged(
      {
        program: places.deno,
        args: ["install"],
        env: { ...venvEnvironment(), NO_COLOR: "1" },
        cwd: places.root,
      },
      places.packagesLog,
      countEvery(/^Download .*\.tgz$/, 100, (count) => `  … ${count} packages`),
    );
    if (code !== 0) throw npmProblem(output, places.packagesLog);
  } finally {
    clearTimeout(announcement);
  }
}
