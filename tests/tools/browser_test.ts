import { match, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { findChromium } from "../../tools/browser/chromium.ts";
import { Clone } from "./clone.ts";

/** A clone with the browser task, and with no program on its path but Python. */
function browserClone(): Clone {
  const clone = new Clone();
  clone.fakePython();
  for (const path of ["browser.ts", "browser/chromium.ts", "test/counts.ts"]) {
    clone.copy(`tools/${path}`);
  }
  return clone;
}

/** Runs `work` with these environment variables, then puts the old ones back. */
function withEnvironment(
  variables: Record<string, string>,
  work: () => void,
): void {
  const before = Object.keys(variables).map((name) =>
    [name, Deno.env.get(name)] as const
  );
  for (const [name, value] of Object.entries(variables)) {
    Deno.env.set(name, value);
  }
  try {
    work();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) Deno.env.delete(name);
      else Deno.env.set(name, value);
    }
  }
}

Deno.test(
  "without a Chromium the browser tests are skipped, in one line that says so",
  {
    // There a Chrome is found without the path.
    ignore: Deno.build.os === "darwin",
  },
  async () => {
    using clone = browserClone();
    const { code, stdout } = await clone.start("browser");
    strictEqual(code, 0);
    match(
      stdout,
      /^Skipped: no Chromium was found\. Install .*, or set CHROMIUM to .*\n$/m,
    );
  },
);

Deno.test("the first Chromium on the path is found, and CHROMIUM comes before it", () => {
  const folder = Deno.makeTempDirSync();
  try {
    const [first, second] = ["google-chrome", "chromium"].map((name) => {
      const path = join(folder, name, name);
      Deno.mkdirSync(join(folder, name));
      Deno.writeTextFileSync(path, "");
      return path;
    });
    const PATH = ["nowhere", "google-chrome", "chromium"]
      .map((name) => join(folder, name)).join(":");
    withEnvironment({ PATH, CHROMIUM: "" }, () => {
      strictEqual(findChromium(), first);
    });
    withEnvironment({ PATH, CHROMIUM: second! }, () => {
      strictEqual(findChromium(), second);
    });
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});

Deno.test("a CHROMIUM that is no file is a problem, not a reason to skip", async () => {
  using clone = browserClone();
  clone.env.CHROMIUM = join(clone.folder, "none");
  const { code, stderr } = await clone.start("browser");
  strictEqual(code, 1);
  match(stderr, /^Cannot use a browser: CHROMIUM has to name .*\/none\.$/m);
});

Deno.test("an option that is not known is a problem", async () => {
  using clone = browserClone();
  const { code, stderr } = await clone.start("browser", "--pictures");
  strictEqual(code, 1);
  match(stderr, /^Cannot understand "--pictures": /m);
});
