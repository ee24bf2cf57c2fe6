import { match, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { places } from "../../tools/setup/places.ts";
import { type Ended, ended } from "./clone.ts";

/** Runs `test` with a folder to write to that is not there yet, in a folder of its own. */
async function inFolder(
  test: (folder: string, parent: string) => Promise<void>,
): Promise<void> {
  const parent = Deno.makeTempDirSync({ prefix: "site-" });
  try {
    await test(join(parent, "site"), parent);
  } finally {
    Deno.removeSync(parent, { recursive: true });
  }
}

/** Runs the task, as one who types it in the folder `where` of a clone. */
function runTask(args: string[], where = places.root): Promise<Ended> {
  return ended(
    new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", join(places.root, "tools/site.ts"), ...args],
      env: { NO_COLOR: "1", INIT_CWD: where },
      stdout: "piped",
      stderr: "piped",
    }).spawn(),
  );
}

Deno.test("the task writes the site to --output and says where to begin", () =>
  inFolder(async (folder, parent) => {
    const { code, stdout } = await runTask(["--output", "site"], parent);
    strictEqual(code, 0);
    match(stdout, /^Open file:\/\/\/.*\/site\/index\.html\n$/);
    Deno.statSync(join(folder, "02_medical_records.html"));
  }));

Deno.test("an option that is not known, or a folder that is not ours, is a problem", () =>
  inFolder(async (_, parent) => {
    const unknown = await runTask(["--open"]);
    strictEqual(unknown.code, 1);
    match(unknown.stderr, /^Cannot understand "--open": it may be --output /);
    Deno.writeTextFileSync(join(parent, "mine.txt"), "mine");
    const foreign = await runTask(["--output", parent]);
    strictEqual(foreign.code, 1);
    match(foreign.stderr, /^Cannot write the site: .* holds mine\.txt\.\n$/);
    const names = [...Deno.readDirSync(parent)].map(({ name }) => name);
    strictEqual(names.join(), "mine.txt");
  }));
