import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { Clone } from "./clone.ts";

/** A clone whose JupyterLab prints its arguments, one a line. */
async function labClone(): Promise<Clone> {
  const clone = new Clone();
  clone.fakePython();
  clone.copy("tools/lab.ts");
  await clone.start("hello");
  clone.write(
    ".venv/bin/jupyter",
    `#!/bin/sh\nprintf '%s\\n' "$@"\nexit 5\n`,
    0o755,
  );
  return clone;
}

Deno.test("JupyterLab opens on the lessons, with our kernel alone", async () => {
  using clone = await labClone();
  const { code, stdout } = await clone.start("lab");
  strictEqual(code, 5);
  const lines = stdout.trimEnd().split("\n");
  match(lines[0]!, /^Starting JupyterLab/);
  for (
    const option of [
      `--ServerApp.root_dir=${clone.root}`,
      "--LabApp.default_url=/lab/tree/notebooks",
      "--MultiKernelManager.default_kernel_name=deno",
      "--KernelSpecManager.allowed_kernelspecs=deno",
      "--KernelSpecManager.ensure_native_kernel=False",
    ]
  ) ok(lines.includes(option), option);
});

Deno.test("the reader's options come last, and so win", async () => {
  using clone = await labClone();
  const options = ["--no-browser", "--port", "8899", "--ServerApp.token=a b"];
  const { stdout } = await clone.start("lab", "--", ...options);
  deepStrictEqual(stdout.trimEnd().split("\n").slice(-4), options);
});

Deno.test("root is told about --allow-root, nobody else gets it", async () => {
  using clone = await labClone();
  const { stdout } = await clone.start("lab");
  strictEqual(stdout.includes("\n--allow-root\n"), Deno.uid() === 0);
  strictEqual(/^You are root/m.test(stdout), Deno.uid() === 0);
});

Deno.test("a port in use is said, a free one is not", async () => {
  using clone = await labClone();
  const listener = Deno.listen({ hostname: "localhost", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  for (const options of [["--port", `${port}`], [`--port=${port}`]]) {
    match(
      (await clone.start("lab", ...options)).stdout,
      new RegExp(`^Port ${port} is in use`, "m"),
    );
  }
  listener.close();
  strictEqual(
    (await clone.start("lab", "--port", `${port}`)).stdout.includes("in use"),
    false,
  );
});

Deno.test("a closed terminal reaches JupyterLab as a request to end", async () => {
  using clone = await labClone();
  clone.write(
    ".venv/bin/jupyter",
    `#!/bin/sh
trap 'echo ended properly; exit 0' TERM
kill -HUP $PPID
kill -HUP $$
while :; do /bin/sleep 0.1; done
`,
    0o755,
  );
  const { stdout } = await clone.start("lab");
  match(stdout, /ended properly\n$/);
});
