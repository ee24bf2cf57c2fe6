/** What is in the package, and what is not. */

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import { rollup } from "rollup";
import { doors, packageName } from "../../../tools/pack/manifest.ts";
import { built } from "./package.ts";

/** Scripts by their names, and what each imports. */
async function scripts(): Promise<Map<string, string[]>> {
  return new Map(
    [...await built()].filter(([path]) => path.startsWith("js/"))
      .map(([path, text]) => [
        path.slice("js/".length),
        [...text.matchAll(/^(?:import|export) (?:.* from )?'([^']*)';$/gm)]
          .map(([, name]) => name!),
      ]),
  );
}

/** All that is loaded with a script: other scripts, and packages. */
async function loadedBy(script: string): Promise<Set<string>> {
  const all = await scripts();
  const loaded = new Set([script]);
  for (const name of loaded) {
    for (const other of all.get(name) ?? []) {
      loaded.add(other.replace("./", ""));
    }
  }
  return loaded;
}

Deno.test("each door loads the packages that it names, the core none", async () => {
  for (const { file, peers } of doors) {
    const door = file.split("/")[0]!.replace(".ts", "") + ".js";
    const loaded = [...await loadedBy(door)];
    assert.deepEqual(
      loaded.filter((name) => !name.endsWith(".js")).sort(),
      [...peers].sort(),
      door,
    );
  }
  assert(
    doors.every(({ path, peers }) => (path === "") === (peers.length === 0)),
  );
});

Deno.test("the core is a few scripts of little size, so that it loads in a moment", async () => {
  const core = [...await loadedBy("mod.js")];
  const files = await built();
  const text = core.map((name) => files.get(`js/${name}`)!).join("");
  assert(core.length <= 30, `${core.length} files`);
  assert(text.length <= 400_000, `${text.length} bytes`);
  assert(gzipSync(Buffer.from(text)).length <= 100_000);
});

Deno.test("a bundle that uses a part of the core holds a part of it", async () => {
  const files = await built();
  const size = async (statement: string) => {
    const build = await rollup({
      input: "user",
      // What `sideEffects: false` in the package.json makes bundlers do.
      treeshake: { moduleSideEffects: (id) => id === "user" },
      plugins: [{
        name: "user",
        resolveId: (id) => id.replace("./", ""),
        load: (id) => id === "user" ? statement : files.get(`js/${id}`),
      }],
    });
    return (await build.generate({ format: "es" })).output[0].code.length;
  };
  const whole = await size(`export * from "mod.js"`);
  for (const [name, most] of [["PrivacyBudget", 1 / 8], ["laplace", 1 / 4]]) {
    const part = await size(`export { ${name} } from "mod.js"`);
    assert(
      part > 1000 && part < whole * Number(most),
      `${name} ${part / whole}`,
    );
  }
});

Deno.test("package.json leads to files of the package", async () => {
  const files = await built();
  const { exports, sideEffects, scripts, dependencies } = JSON.parse(
    files.get("package.json")!,
  );
  assert.deepEqual([sideEffects, scripts, dependencies], [
    false,
    undefined,
    undefined,
  ]);
  const targets = Object.values<string | Record<string, string>>(exports)
    .flatMap((target) =>
      typeof target === "string" ? target : Object.values(target)
    );
  assert.equal(targets.length, 2 * doors.length + 1);
  for (const target of targets) assert(files.has(target.slice(2)), target);
});

Deno.test("nothing in the package leads out of it", async () => {
  for (const [path, text] of await built()) {
    assert.doesNotMatch(
      text,
      /file:\/\/|"lib\/|sourceMappingURL|amd-module/,
      path,
    );
    if (path.startsWith("js/")) {
      assert.doesNotMatch(
        text,
        /\bDeno\.|\bprocess\.|['"]node:(?!assert)/,
        path,
      );
    }
  }
});

Deno.test("the README names every value of the core, and nothing else as such", async () => {
  const files = await built();
  const section = files.get("README.md")!.split("\n## What is in it\n")[1]!
    .split("\n## ")[0]!.replaceAll(/\(`count`.*?\)/g, "");
  const named = [...section.matchAll(/`(\w+)`/g)].map(([, name]) => name!);
  const core: Record<string, unknown> = await import("lib/mod.ts");
  assert.deepEqual(named.sort(), Object.keys(core).sort());
  assert(files.get("README.md")!.startsWith(`# ${packageName}\n`));
});
