import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { Clone, ended, until } from "./clone.ts";

Deno.test("a fresh clone is set up and the task gets its arguments", async () => {
  using clone = new Clone();
  clone.fakePython();
  const { code, stdout, stderr } = await clone.start(
    "hello",
    "--port",
    "8899",
    "--no-browser",
  );
  strictEqual(stderr, "");
  strictEqual(code, 0);
  match(stdout, /^Setting up .*about a minute, once\.\n/);
  match(stdout, /hello \["--port","8899","--no-browser"\]\n$/);
});

Deno.test("the dashes that deno task passes on are dropped", async () => {
  using clone = new Clone();
  clone.fakePython();
  const { stdout } = await clone.start("hello", "--", "--port", "--");
  match(stdout, /hello \["--port","--"\]\n$/);
});

Deno.test("once set up, the task speaks at once and alone", async () => {
  using clone = new Clone();
  clone.fakePython();
  await clone.start("hello");
  const before = performance.now();
  const { stdout } = await clone.start("hello");
  ok(performance.now() - before < 3000);
  strictEqual(stdout, "hello []\n");
  strictEqual(clone.called("venv"), 1);
});

Deno.test("the exit code of the task is passed on", async () => {
  using clone = new Clone();
  clone.fakePython();
  clone.write("tools/hello.ts", "Deno.exit(7);");
  strictEqual((await clone.start("hello")).code, 7);
});

Deno.test("an unknown task is refused with the list of tasks, before any set-up", async () => {
  using clone = new Clone();
  clone.fakePython();
  for (const args of [["lessons"], ["start"], []]) {
    const { code, stderr } = await clone.start(...args);
    strictEqual(code, 1);
    strictEqual(
      stderr,
      `Cannot run the task "${args[0] ?? ""}": choose one of hello.\n`,
    );
  }
  strictEqual(clone.called("venv"), 0);
});

Deno.test("the task runs on the .venv, whatever the reader's environment says", async () => {
  using clone = new Clone();
  clone.fakePython();
  clone.write(
    "tools/hello.ts",
    `const { PATH, VIRTUAL_ENV, JUPYTER_PATH, ...env } = Deno.env.toObject();
     console.log(JSON.stringify({ execPath: Deno.execPath(), PATH, VIRTUAL_ENV, JUPYTER_PATH, env }));`,
  );
  Object.assign(clone.env, {
    JUPYTER_PATH: "/elsewhere",
    JUPYTERLAB_DIR: "/elsewhere",
    PYTHONHOME: "/elsewhere",
    PYTHONPATH: "/elsewhere",
    VIRTUAL_ENV: "/elsewhere",
    PIP_TARGET: "/elsewhere",
    PIP_USER: "1",
    PIP_INDEX_URL: "http://127.0.0.1:9/",
    HTTPS_PROXY: "http://127.0.0.1:9/",
  });
  const { stdout } = await clone.start("hello");
  const seen = JSON.parse(stdout.trim().split("\n").at(-1)!);
  const venv = join(clone.root, ".venv");
  strictEqual(seen.PATH.split(":")[0], join(venv, "bin"));
  strictEqual(seen.VIRTUAL_ENV, venv);
  strictEqual(seen.JUPYTER_PATH, join(venv, "share/jupyter"));
  const others = Object.keys(seen.env).filter((name) =>
    /^(JUPYTER|PYTHON|PIP_|HTTPS)/.test(name)
  );
  deepStrictEqual(others.sort(), ["HTTPS_PROXY", "PIP_INDEX_URL"]);
});

Deno.test("the kernel is the Deno of the .venv and is interrupted by a message", async () => {
  using clone = new Clone();
  clone.fakePython();
  await clone.start("hello");
  const spec = JSON.parse(
    clone.read(".venv/share/jupyter/kernels/deno/kernel.json"),
  );
  const deno = join(clone.root, ".venv/bin/deno");
  deepStrictEqual(spec.argv, [
    deno,
    "jupyter",
    "--kernel",
    "--conn",
    "{connection_file}",
  ]);
  strictEqual(spec.interrupt_mode, "message");
  deepStrictEqual(spec.env, { NO_COLOR: "1" });
  const settings = JSON.parse(
    clone.read(".venv/share/jupyter/lab/settings/overrides.json"),
  );
  deepStrictEqual(settings, {
    "@jupyterlab/apputils-extension:notification": {
      fetchNews: "false",
      checkForUpdates: false,
    },
  });
});

Deno.test("a kernel that was changed by hand is written anew", async () => {
  using clone = new Clone();
  clone.fakePython();
  await clone.start("hello");
  const file = ".venv/share/jupyter/kernels/deno/kernel.json";
  const text = clone.read(file);
  clone.write(file, "{}");
  await clone.start("hello");
  strictEqual(clone.read(file), text);
  strictEqual(clone.called("venv"), 1);
});

for (
  const [name, damage] of [
    ["without its marker", (venv) => Deno.removeSync(join(venv, "setup.json"))],
    ["without its Deno", (venv) => Deno.removeSync(join(venv, "bin/deno"))],
    ["whose Python is gone", (venv) => {
      Deno.removeSync(join(venv, "bin/python"));
      Deno.symlinkSync("/no/such/python", join(venv, "bin/python"));
    }],
    ["whose Python does not see its packages", (venv) => {
      Deno.writeTextFileSync(join(venv, "bin/python"), "#!/bin/sh\nexit 1\n");
    }],
  ] as [string, (venv: string) => void][]
) {
  Deno.test(`a .venv ${name} is made anew`, async () => {
    using clone = new Clone();
    clone.fakePython();
    await clone.start("hello");
    const leftover = join(clone.root, ".venv/lib/leftover");
    clone.write(leftover, "");
    damage(join(clone.root, ".venv"));
    const { code, stdout } = await clone.start("hello");
    strictEqual(code, 0);
    match(stdout, /hello \[\]\n$/);
    strictEqual(clone.called("venv"), 2);
    strictEqual(
      [...Deno.readDirSync(join(clone.root, ".venv"))].some((e) =>
        e.name === "lib"
      ),
      false,
    );
    strictEqual((await clone.start("hello")).stdout, "hello []\n");
  });
}

Deno.test("other pins make the .venv anew", async () => {
  using clone = new Clone();
  clone.fakePython();
  await clone.start("hello");
  clone.write("tools/requirements.txt", "# other\n");
  await clone.start("hello");
  strictEqual(clone.called("venv"), 2);
});

Deno.test("a clone that was moved is set up again, with the kernel at the new place", async () => {
  using clone = new Clone();
  clone.fakePython();
  await clone.start("hello");
  const moved = join(clone.folder, "moved");
  Deno.renameSync(clone.root, moved);
  clone.root = moved;
  const { code } = await clone.start("hello");
  strictEqual(code, 0);
  strictEqual(clone.called("venv"), 2);
  const spec = JSON.parse(
    clone.read(".venv/share/jupyter/kernels/deno/kernel.json"),
  );
  strictEqual(spec.argv[0], join(moved, ".venv/bin/deno"));
});

Deno.test("of two commands started at once one sets up and the other waits", async () => {
  using clone = new Clone();
  clone.fakePython("python3", { pip: "/bin/sleep 1" });
  const [one, two] = await Promise.all([
    clone.start("hello"),
    clone.start("hello"),
  ]);
  strictEqual(one.code, 0, one.stderr);
  strictEqual(two.code, 0, two.stderr);
  strictEqual(clone.called("venv"), 1);
  match(one.stdout, /hello \[\]\n$/);
  match(two.stdout, /hello \[\]\n$/);
  strictEqual(
    (one.stdout + two.stdout).match(/Another command is setting up/g)?.length,
    1,
  );
});

/** A set-up whose pip hangs, with the number of that process. */
async function duringPip(clone: Clone) {
  clone.fakePython("python3", {
    pip: `echo $$ > "$HOME/pid"; exec /bin/sleep 15`,
  });
  const child = clone.spawn(["hello"]);
  const pid = join(clone.home, "pid");
  await until(() => isThere(pid) && clone.read(pid) !== "");
  return { child, pip: Number(clone.read(pid)) };
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  Deno.test(`${signal} during pip ends pip too, and the next run recovers`, async () => {
    using clone = new Clone();
    const { child, pip } = await duringPip(clone);
    const before = performance.now();
    child.kill(signal);
    const { code, stderr } = await ended(child);
    strictEqual(code, 130);
    strictEqual(stderr, "Interrupted. The same command takes it up again.\n");
    strictEqual(isAlive(pip), false);
    ok(performance.now() - before < 10_000, "pip was waited for, not ended");

    clone.fakePython();
    const { stdout } = await clone.start("hello");
    match(stdout, /hello \[\]\n$/);
  });
}

Deno.test("a set-up that was killed is made anew", async () => {
  using clone = new Clone();
  const { child, pip } = await duringPip(clone);
  child.kill("SIGKILL");
  Deno.kill(pip, "SIGKILL");
  await ended(child);
  clone.fakePython();
  const { code, stdout } = await clone.start("hello");
  strictEqual(code, 0);
  match(stdout, /hello \[\]\n$/);
});

Deno.test("a signal is passed on to the task, which ends in its own way", async () => {
  using clone = new Clone();
  clone.fakePython();
  clone.write(
    "tools/hello.ts",
    `Deno.addSignalListener("SIGINT", () => {
       console.log("ending");
       setTimeout(() => Deno.exit(3), 100);
     });
     setTimeout(() => {}, 15_000);
     Deno.writeTextFileSync(Deno.env.get("HOME") + "/ready", "");`,
  );
  const child = clone.spawn(["hello"]);
  await until(() => isThere(join(clone.home, "ready")));
  child.kill("SIGINT");
  const { code, stdout } = await ended(child);
  match(stdout, /ending\n$/);
  strictEqual(code, 3);
});

function isThere(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    // SIGCONT asks nothing of a process that runs.
    Deno.kill(pid, "SIGCONT");
    return true;
  } catch {
    return false;
  }
}
