import {
  deepStrictEqual,
  match,
  strictEqual,
  throws,
} from "node:assert/strict";
import { join } from "node:path";
import { places } from "../../tools/setup/places.ts";
import type { Files } from "../../tools/site/build.ts";
import { marker, writeSite } from "../../tools/site/write.ts";
import { type Ended, ended } from "./clone.ts";

const first: Files = new Map([["index.html", "1"], ["old.html", "1"]]);
const second: Files = new Map<string, string | Uint8Array>([
  ["index.html", "2"],
  ["fonts/a.woff2", new Uint8Array([1, 2])],
]);

/** Runs `test` with a folder to write to that is not there yet, in a folder of its own. */
async function inFolder(
  test: (folder: string, parent: string) => void | Promise<void>,
): Promise<void> {
  const parent = Deno.makeTempDirSync({ prefix: "site-" });
  try {
    await test(join(parent, "site"), parent);
  } finally {
    Deno.removeSync(parent, { recursive: true });
  }
}

function namesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
}

Deno.test("a new site takes the place of the old one, and nothing else is left", () =>
  inFolder((folder, parent) => {
    writeSite(folder, first);
    deepStrictEqual(namesIn(folder), ["index.html", "old.html", marker]);
    writeSite(folder, second);
    deepStrictEqual(namesIn(folder), ["fonts", "index.html", marker]);
    strictEqual(Deno.readTextFileSync(join(folder, "index.html")), "2");
    deepStrictEqual(namesIn(parent), ["site"]);
  }));

Deno.test("an empty folder may be used, and one that is not there is made", () =>
  inFolder((folder) => {
    Deno.mkdirSync(folder);
    writeSite(folder, first);
    writeSite(join(folder, "..", "a", "b"), first);
    strictEqual(Deno.readTextFileSync(join(folder, "index.html")), "1");
  }));

Deno.test("a folder with anything that is not of a site is refused, and stays", () =>
  inFolder((folder, parent) => {
    Deno.mkdirSync(folder);
    Deno.writeTextFileSync(join(folder, "mine.txt"), "mine");
    const refused = /--output must be .* but .*site holds mine\.txt$/;
    throws(() => writeSite(folder, first), refused);
    deepStrictEqual(namesIn(folder), ["mine.txt"]);

    Deno.removeSync(join(folder, "mine.txt"));
    writeSite(folder, first);
    Deno.writeTextFileSync(join(folder, "mine.txt"), "mine");
    throws(() => writeSite(folder, second), refused);
    strictEqual(Deno.readTextFileSync(join(folder, "index.html")), "1");

    throws(() => writeSite(join(folder, "mine.txt"), first), /a file is at /);
    deepStrictEqual(namesIn(parent), ["site"]);
  }));

Deno.test("a write that fails leaves the old site and nothing of the new one", () =>
  inFolder((folder, parent) => {
    writeSite(folder, first);
    const impossible: Files = new Map([["a", "1"], ["a/b", "1"]]);
    throws(() => writeSite(folder, impossible));
    deepStrictEqual(namesIn(parent), ["site"]);
    strictEqual(Deno.readTextFileSync(join(folder, "old.html")), "1");
  }));

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
  inFolder(async (folder, parent) => {
    const unknown = await runTask(["--open"]);
    strictEqual(unknown.code, 1);
    match(unknown.stderr, /^Cannot understand "--open": it may be --output /);
    Deno.writeTextFileSync(join(parent, "mine.txt"), "mine");
    const foreign = await runTask(["--output", parent]);
    strictEqual(foreign.code, 1);
    match(foreign.stderr, /^Cannot write the site: .* holds mine\.txt\n$/);
    deepStrictEqual(namesIn(parent), ["mine.txt"]);
    throws(() => Deno.statSync(folder));
  }));
