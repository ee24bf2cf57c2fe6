/** What Binder builds from, as far as it runs here. */

import {
  deepStrictEqual,
  doesNotMatch,
  ok,
  strictEqual,
} from "node:assert/strict";
import { join } from "node:path";
import denoJson from "../../deno.json" with { type: "json" };
import { kernelspec } from "../../tools/setup/jupyter.ts";
import { places } from "../../tools/setup/places.ts";
import { Clone, ended } from "./clone.ts";

const folder = join(places.root, ".binder");

Deno.test("Binder is told no version: the pins are those of the set-up", () => {
  deepStrictEqual([...Deno.readDirSync(folder)].map(({ name }) => name), [
    "postBuild",
  ]);
  const path = join(folder, "postBuild");
  doesNotMatch(Deno.readTextFileSync(path), /\d\.\d|@\d|[<=>]=/);
  ok(Deno.statSync(path).mode! & 0o100, "it is executable");
});

Deno.test("Binder's Jupyter gets the kernel, and Stop leaves it alive there", async () => {
  using clone = new Clone();
  clone.fakePython();
  clone.copy("tools/kernel.ts");
  clone.copy(".binder/postBuild");
  clone.write("deno.json", JSON.stringify({ tasks: denoJson.tasks }));
  clone.write(
    join(clone.bin, "npx"),
    `#!/bin/sh
echo "$1 $2" >> "$CALLS"
shift 2
exec "${Deno.execPath()}" "$@"
`,
    0o755,
  );
  const { code, stderr } = await ended(
    new Deno.Command("/bin/sh", {
      args: [".binder/postBuild"],
      cwd: clone.root,
      env: clone.env,
      clearEnv: true,
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn(),
  );
  strictEqual(code, 0, stderr);
  strictEqual(clone.called("-y deno"), 1);
  const spec = JSON.parse(
    clone.read(join(clone.home, "jupyter/kernels/deno/kernel.json")),
  );
  deepStrictEqual(spec, {
    ...kernelspec,
    argv: [join(clone.root, ".venv/bin/deno"), ...kernelspec.argv.slice(1)],
  });
});
