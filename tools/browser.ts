/** Runs the lessons and opens the pages in a real browser: `deno task browser [--pictures DIR]`. */

import { findChromium } from "./browser/chromium.ts";
import { folderOption } from "./setup/folder_option.ts";
import { places } from "./setup/places.ts";
import { asProblem, Interrupted } from "./setup/problem.ts";
import { runCaptured } from "./setup/run.ts";
import { readCounts } from "./test/counts.ts";

async function main(args: string[]): Promise<number> {
  const pictures = folderOption(args, "--pictures", "save them in");
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

try {
  Deno.exit(await main(Deno.args));
} catch (error) {
  if (error instanceof Interrupted) Deno.exit(130);
  console.error(asProblem(error).message);
  Deno.exit(1);
}
