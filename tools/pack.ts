/** Builds the npm package of the library: `deno task pack [--output DIR]`. */

import { join, resolve } from "node:path";
import { replaceFolder } from "./output/replace_folder.ts";
import { buildPackage } from "./pack/build.ts";
import { report } from "./pack/report.ts";
import { places } from "./setup/places.ts";
import { Problem } from "./setup/problem.ts";

async function main(args: string[]): Promise<void> {
  const folder = outputFolder(args);
  const files = await replaceFolder(folder, {
    name: "the package",
    list: "package-files.txt",
    make: () => buildPackage(places.root),
  });
  console.log(report(files, folder));
}

/** The folder after `--output`, from where the reader typed it. */
function outputFolder(args: string[]): string {
  if (args.length === 0) return join(places.root, "package");
  const [option, folder] = args;
  if (option !== "--output" || !folder || args.length > 2) {
    throw new Problem(
      `Cannot understand "${args.join(" ")}": it may be --output and ` +
        "the folder to write to, or nothing.",
    );
  }
  return resolve(Deno.env.get("INIT_CWD") ?? Deno.cwd(), folder);
}

// With a listener, no signal comes between the steps of a replacement.
Deno.addSignalListener("SIGINT", () => Deno.exit(130));

try {
  await main(Deno.args);
  Deno.exit(0);
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  console.error(error.message);
  Deno.exit(1);
}
