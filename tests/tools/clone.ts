/** A small clone to set up: our real tools, but its own home, path, pins and tasks. */

import { dirname, join, resolve } from "node:path";

const repository = resolve(import.meta.dirname!, "..", "..");

/** What an ended command left behind. */
export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

export class Clone implements Disposable {
  readonly folder = Deno.realPathSync(
    Deno.makeTempDirSync({ prefix: "clone " }),
  );
  root = join(this.folder, "course");
  readonly home = join(this.folder, "home");
  readonly bin = join(this.folder, "bin");
  /** Every call of a fake program, one a line. */
  readonly calls = join(this.folder, "calls");
  env: Record<string, string>;

  constructor() {
    for (const path of [this.root, this.home, this.bin]) Deno.mkdirSync(path);
    Deno.writeTextFileSync(this.calls, "");
    this.copy("tools/start.ts");
    for (const { name } of Deno.readDirSync(join(repository, "tools/setup"))) {
      this.copy(`tools/setup/${name}`);
    }
    this.write("deno.json", "{}");
    this.write("tools/requirements.txt", "# nothing\n");
    this.write(
      "tools/hello.ts",
      `console.log("hello", JSON.stringify(Deno.args));`,
    );
    this.env = {
      HOME: this.home,
      PATH: this.bin,
      DENO_DIR: join(this.folder, "deno"),
      CALLS: this.calls,
      NO_COLOR: "1",
    };
  }

  [Symbol.dispose](): void {
    Deno.removeSync(this.folder, { recursive: true });
  }

  /** Copies a file of this repository. */
  copy(path: string): void {
    this.write(path, Deno.readTextFileSync(join(repository, path)));
  }

  write(path: string, text: string, mode = 0o644): void {
    const full = resolve(this.root, path);
    Deno.mkdirSync(dirname(full), { recursive: true });
    Deno.writeTextFileSync(full, text);
    Deno.chmodSync(full, mode);
  }

  read(path: string): string {
    return Deno.readTextFileSync(resolve(this.root, path));
  }

  /**
   * Puts a program called `name` on the path that answers as a Python does to the calls of the
   * set-up. Each answer is a piece of shell.
   */
  fakePython(
    name = "python3",
    { version = "printf 3.11", venv = "", pip = "" } = {},
  ): void {
    this.write(
      join(this.bin, name),
      `#!/bin/sh
case "$*" in
  *version_info*) ${version} ;;
  "-m venv "*)
    echo venv >> "$CALLS"
    ${venv || ":"}
    /bin/mkdir -p "$3/bin"
    /bin/cp "$0" "$3/bin/python" ;;
  "-m pip install"*)
    echo pip >> "$CALLS"
    ${pip || ":"}
    /bin/ln -s "${Deno.execPath()}" "$VIRTUAL_ENV/bin/deno" ;;
  *jupyter_data_dir*) printf %s "$HOME/jupyter" ;;
esac
`,
      0o755,
    );
  }

  /** How often the fake Python was asked for this. */
  called(what: string): number {
    return this.read(this.calls).split("\n").filter((line) => line === what)
      .length;
  }

  /** Starts `deno run tools/<task>.ts`-to-be through the front door. */
  spawn(
    args: string[],
    options: Partial<Deno.CommandOptions> = {},
  ): Deno.ChildProcess {
    return new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-lock", "-A", "tools/start.ts", ...args],
      cwd: this.root,
      env: this.env,
      clearEnv: true,
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
      ...options,
    }).spawn();
  }

  async start(...args: string[]): Promise<Ended> {
    return await ended(this.spawn(args));
  }
}

export async function ended(child: Deno.ChildProcess): Promise<Ended> {
  const { code, stdout, stderr } = await child.output();
  const decoder = new TextDecoder();
  return {
    code,
    stdout: decoder.decode(stdout),
    stderr: decoder.decode(stderr),
  };
}

/** Waits until `condition` holds, for at most ten seconds or as many as given. */
export async function until(
  condition: () => boolean,
  seconds = 10,
): Promise<void> {
  for (let tries = 0; tries < 50 * seconds; tries++) {
    if (condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`It did not happen within ${seconds} seconds`);
}
