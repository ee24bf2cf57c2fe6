/** Builds the lessons as static pages: `deno task site [--output DIR]`. */

import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { places } from "./setup/places.ts";
import { Problem } from "./setup/problem.ts";
import { buildSite } from "./site/build.ts";
import { readCourse } from "./site/course.ts";
import { writeSite } from "./site/write.ts";

async function main(args: string[]): Promise<void> {
  const folder = outputFolder(args);
  const files = await buildSite(await readCourse(places.root));
  try {
    writeSite(folder, files);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(
      `Cannot write the site to ${folder}: ${(error as Error).message}`,
    );
  }
  console.log(`Open ${pathToFileURL(join(folder, "index.html"))}`);
}

/** The folder after `--output`, from where the reader typed it. */
function outputFolder(args: string[]): string {
  if (args.length === 0) return join(places.root, "site");
  const [option, folder] = args;
  if (option !== "--output" || !folder || args.length > 2) {
    throw new Problem(
      `Cannot understand "${args.join(" ")}": it may be --output and ` +
        "the folder to write to, or nothing.",
    );
  }
  return resolve(Deno.env.get("INIT_CWD") ?? Deno.cwd(), folder);
}

// With a listener, no signal can come between the steps of a replacement.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  if (signal === "SIGTERM" && Deno.build.os === "windows") continue;
  Deno.addSignalListener(signal, () => Deno.exit(130));
}

try {
  await main(Deno.args);
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  console.error(error.message);
  Deno.exit(1);
}
Deno.exit(0);
