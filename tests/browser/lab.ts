import { join } from "node:path";
import { copyCourse } from "./course.ts";
import { until } from "./until.ts";

const token = "browser-test";

/** JupyterLab as `deno task lab` starts it, on a copy of the course and with a home of its own. */
export class Lab {
  /** Holds all that the test writes; removed in the end. */
  readonly folder = Deno.makeTempDirSync({ prefix: "browser-" });
  readonly root = join(this.folder, "course");
  readonly #runtime = join(this.folder, "runtime");
  readonly #guard: Deno.ChildProcess;
  #log = "";
  #ended = false;
  #address = "";

  private constructor() {
    copyCourse(this.root);
    const home = join(this.folder, "home");
    Deno.mkdirSync(home);
    this.#guard = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "-A",
        join(import.meta.dirname!, "guard.ts"),
        this.folder,
        Deno.execPath(),
        "run",
        "-A",
        join(this.root, "tools", "lab.ts"),
        "--no-browser",
        `--port=${freePort()}`,
        `--IdentityProvider.token=${token}`,
      ],
      cwd: this.root,
      clearEnv: true,
      env: {
        ...environment(),
        DENO_DIR: denoDir(),
        HOME: home,
        JUPYTER_CONFIG_DIR: join(this.folder, "config"),
        JUPYTER_DATA_DIR: join(this.folder, "data"),
        JUPYTER_RUNTIME_DIR: this.#runtime,
      },
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#guard.status.then(() => this.#ended = true);
    this.#keep(this.#guard.stdout);
    this.#keep(this.#guard.stderr);
  }

  /** Starts a server and waits until it answers. */
  static async start(): Promise<Lab> {
    const lab = new Lab();
    try {
      await until("JupyterLab answers", 60, () => lab.#answers());
    } catch (error) {
      await lab.stop();
      throw new Error(`${(error as Error).message}. It said:\n${lab.#log}`);
    }
    return lab;
  }

  /** Ends the server and its kernels, and removes the folder. */
  async stop(): Promise<void> {
    await this.#guard.stdin.close();
    await this.#guard.status;
  }

  /** The address at which a reader opens this file of the course. */
  address(path: string): string {
    return `${this.#address}lab/tree/${path}?token=${token}`;
  }

  /** Ends every kernel: a lesson that was left has no use for its own. */
  async endKernels(): Promise<void> {
    const sessions = await (await this.#ask("api/sessions")).json();
    for (const { id } of sessions as { id: string }[]) {
      await this.#ask(`api/sessions/${id}`, "DELETE");
    }
  }

  async #answers(): Promise<boolean> {
    if (this.#ended) throw new Error("JupyterLab ended at once");
    const file = filesIn(this.#runtime).find((name) =>
      /^jpserver-\d+\.json$/.test(name)
    );
    if (!file) return false;
    try {
      const path = join(this.#runtime, file);
      this.#address = JSON.parse(Deno.readTextFileSync(path)).url;
      const answer = await this.#ask("api/status");
      await answer.body?.cancel();
      return answer.ok;
    } catch {
      // The file is being written, or nobody listens yet.
      return false;
    }
  }

  #ask(path: string, method = "GET"): Promise<Response> {
    return fetch(this.#address + path, {
      method,
      headers: { Authorization: `token ${token}` },
    });
  }

  async #keep(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
      this.#log += text;
    }
  }
}

/** Ours without what tells Jupyter where the reader keeps things. */
function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(Deno.env.toObject()).filter(([name]) =>
      !name.startsWith("JUPYTER")
    ),
  );
}

/** Where Deno keeps packages: with another home it would fetch them all again. */
function denoDir(): string {
  const { stdout } = new Deno.Command(Deno.execPath(), {
    args: ["info", "--json"],
  }).outputSync();
  return JSON.parse(new TextDecoder().decode(stdout)).denoDir;
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "localhost", port: 0 });
  return (listener.addr as Deno.NetAddr).port;
}

function filesIn(folder: string): string[] {
  try {
    return [...Deno.readDirSync(folder)].map(({ name }) => name);
  } catch {
    return [];
  }
}
