import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { kernelIn, pinnedVersions } from "../../tools/doctor/facts.ts";
import { kernelspec, toJson } from "../../tools/setup/jupyter.ts";
import { Clone, type Ended, ended } from "./clone.ts";

Deno.test("pinned versions are those of the very packages", () => {
  deepStrictEqual(
    pinnedVersions(
      "deno==2.9.6 \\\n  --hash\njupyterlab-server==2.0 \\\njupyterlab==4.6.6 \\\n",
    ),
    { deno: "2.9.6", jupyterlab: "4.6.6" },
  );
});

Deno.test("a kernel is told from others by what it starts and how it is interrupted", () => {
  using clone = new Clone();
  const kernel = (text: string) => {
    clone.write("kernel.json", text);
    return kernelIn(join(clone.root, "kernel.json"));
  };
  strictEqual(kernelIn(join(clone.root, "none.json")), "none");
  strictEqual(kernel(toJson(kernelspec)), "ours");
  strictEqual(kernel(toJson({ ...kernelspec, argv: ["deno"] })), "other");
  strictEqual(
    kernel(toJson({ ...kernelspec, interrupt_mode: "signal" })),
    "ended by Stop",
  );
  strictEqual(kernel("null"), "ended by Stop");
  strictEqual(kernel("{"), "other");
});

/** A clone with the doctor, and with pins that a set-up with the fake Python meets. */
function doctorClone(): Clone {
  const clone = new Clone();
  for (
    const path of [
      "tools/doctor.ts",
      "tools/doctor/facts.ts",
      "tools/doctor/findings.ts",
      "tools/bench/peers_venv.ts",
      "tools/browser/chromium.ts",
    ]
  ) clone.copy(path);
  clone.write(
    "tools/requirements.txt",
    `deno==${Deno.version.deno} \\\njupyterlab==4.6.6 \\\n`,
  );
  return clone;
}

/** What a doctor that finished has found, by the first word. */
function lines({ stdout }: Ended, state: string): string[] {
  return stdout.split(/\n(?! {9})/)
    .filter((text) => text.startsWith(`${state} `));
}

/** Every file below `folder`. */
function files(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) =>
    isDirectory ? files(join(folder, name)) : [join(folder, name)]
  ).sort();
}

Deno.test("a fresh clone is told what is missing, and stays as it is", async () => {
  using clone = doctorClone();
  clone.copy("deno.json");
  clone.copy("deno.lock");
  const before = [...files(clone.root), ...files(clone.home)];
  const result = await clone.start("doctor");
  strictEqual(result.stderr, "");
  strictEqual(result.code, 1);
  const missing = lines(result, "missing");
  strictEqual(missing.length, 4, result.stdout);
  for (const text of missing) match(text, /\n {9}Type: .*deno task lab$/);
  deepStrictEqual([...files(clone.root), ...files(clone.home)], before);
});

Deno.test("a Python is found before it is used", async () => {
  using clone = doctorClone();
  clone.fakePython();
  const result = await clone.start("doctor");
  match(result.stdout, /^ok {7}Python 3\.11$/m);
  strictEqual(result.code, 1);
  strictEqual(clone.called("venv"), 0);
});

Deno.test("after a set-up nothing is missing, until something is removed", async () => {
  using clone = doctorClone();
  clone.fakePython();
  await clone.start("hello");
  clone.write(
    ".venv/bin/python",
    `#!/bin/sh
case "$*" in
  *importlib.metadata*) echo 4.6.6 ;;
  *jupyter_data_dir*) printf %s "$HOME/jupyter" ;;
esac
`,
    0o755,
  );
  const result = await clone.start("doctor");
  strictEqual(result.stderr, "");
  deepStrictEqual(lines(result, "missing"), []);
  strictEqual(result.code, 0);
  match(result.stdout, /^note .*has no Deno kernel/m);

  const kernel = ".venv/share/jupyter/kernels/deno/kernel.json";
  clone.write(
    join(clone.home, "jupyter/kernels/deno/kernel.json"),
    clone.read(kernel),
  );
  match((await clone.start("doctor")).stdout, /^ok .*in your own Jupyter/m);

  Deno.removeSync(join(clone.root, kernel));
  const without = await clone.start("doctor");
  strictEqual(without.code, 1);
  strictEqual(lines(without, "missing").length, 1);
});

Deno.test("this clone, which runs its tests, has what they need", async () => {
  const result = await ended(
    new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-lock", "-A", "tools/start.ts", "doctor"],
      cwd: join(import.meta.dirname!, "../.."),
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn(),
  );
  strictEqual(result.code, 0, result.stdout + result.stderr);
  match(result.stdout, /\nThe lessons can be opened and the tests run\.\n$/);
});
