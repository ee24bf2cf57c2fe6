/** Runs the lessons and opens the pages in a real browser: `deno task browser [--pictures DIR]`. */

import { resolve } from "node:path";
import { findChromium } from "./browser/chromium.ts";
import { places } from "./setup/places.ts";
import { asProblem, Interrupted, Problem } from "./setup/problem.ts";
import { runCaptured } from "./setup/run.ts";
import { readCounts } from "./test/counts.ts";

async function main(args: string[]): Promise<number> {
  const pictures = picturesFolder(args);
  const chromium = findChromium();
  if (!chromium) {
    console.log(
      "Skipped: no Chromium was found. Install Chromium or Chrome (on Debian: " +
        "apt install chromium), or set CHROMIUM to the program's path.",
    );
    return 0;
  }
  const { code, output } = await runCaptured({
    program: Deno.execPath(),
    args: ["test", "-A", "--frozen", "tests/browser"],
    env: {
      ...Deno.env.toObject(),
      NO_COLOR: "1",
      CHROMIUM: chromium,
      ...pictures ? { PICTURES: pictures } : {},
    },
    cwd: places.root,
  }, (text) => Deno.stdout.writeSync(new TextEncoder().encode(text)));
  const { passed, failed } = readCounts(code, output);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

/** The folder after `--pictures`, from where the reader typed it. */
function picturesFolder(args: string[]): string | undefined {
  if (args.length === 0) return undefined;
  const [option, folder] = args;
  if (option !== "--pictures" || !folder || args.length > 2) {
    throw new Problem(
      `Cannot understand "${args.join(" ")}": it may be --pictures and ` +
        "the folder to save them in, or nothing.",
    );
  }
  return resolve(Deno.env.get("INIT_CWD") ?? Deno.cwd(), folder);
}

try {
  Deno.exit(await main(Deno.args));
} catch (error) {
  if (error instanceof Interrupted) Deno.exit(130);
  console.error(asProblem(error).message);
  Deno.exit(1);
}
