import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { Clone } from "./clone.ts";

async function kernelClone(): Promise<Clone> {
  const clone = new Clone();
  clone.fakePython();
  clone.copy("tools/kernel.ts");
  await clone.start("hello");
  return clone;
}

Deno.test("our kernel goes into the reader's Jupyter, once", async () => {
  using clone = await kernelClone();
  const folder = join(clone.home, "jupyter/kernels/deno");
  const { code, stdout } = await clone.start("kernel");
  strictEqual(code, 0);
  match(
    stdout,
    new RegExp(`^The Deno kernel is in your Jupyter now: ${folder}\n`),
  );
  match(stdout, new RegExp(`To remove it, delete ${folder}\n$`));
  const spec = JSON.parse(clone.read(join(folder, "kernel.json")));
  strictEqual(spec.argv[0], join(clone.root, ".venv/bin/deno"));
  strictEqual(spec.interrupt_mode, "message");
  match((await clone.start("kernel")).stdout, /is in your Jupyter already/);
  deepStrictEqual(
    [...Deno.readDirSync(join(clone.home, "jupyter"))].map((e) => e.name),
    ["kernels"],
  );
});

Deno.test("another kernel of that name is kept, beside and not offered", async () => {
  using clone = await kernelClone();
  const data = join(clone.home, "jupyter");
  for (const number of [1, 2]) {
    clone.write(join(data, "kernels/deno/kernel.json"), `{"number":${number}}`);
    const backup = join(data, `deno-kernel-backup-${number}`);
    const { stdout } = await clone.start("kernel");
    match(stdout, new RegExp(`kept in ${backup}\n`));
    strictEqual(
      clone.read(join(backup, "kernel.json")),
      `{"number":${number}}`,
    );
  }
  deepStrictEqual(
    [...Deno.readDirSync(join(data, "kernels"))].map((e) => e.name),
    ["deno"],
  );
});

Deno.test("a Jupyter folder that cannot be written to is one clear line", async () => {
  using clone = await kernelClone();
  clone.write(join(clone.home, "jupyter"), "");
  const { code, stderr } = await clone.start("kernel");
  strictEqual(code, 1);
  match(stderr, /^Cannot add the kernel to your Jupyter: [^\n]*\n$/);
});
