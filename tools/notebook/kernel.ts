import { fileURLToPath } from "node:url";
import { Problem } from "../setup/problem.ts";
import type { JsonObject } from "./nbformat.ts";
import { python } from "./paths.ts";

/** A message that the kernel published for all its front ends. */
export interface Published {
  readonly type: string;
  /** Names the request that it belongs to. */
  readonly parent: string;
  readonly content: JsonObject;
}

/** The kernel's answer to a piece of code. */
export interface Reply {
  readonly status: string;
  readonly ename?: string;
  readonly evalue?: string;
  readonly traceback?: readonly string[];
}

/** The kernel can answer no more; the message says why. */
export class KernelLostError extends Problem {
  override name = "KernelLostError";
}

type Event =
  | { type: "ready"; language_info: JsonObject }
  | { type: "iopub"; msg_type: string; parent: string; content: JsonObject }
  | { type: "reply"; content: Reply }
  | { type: "dead"; log: string }
  | { type: "failed"; message: string };

const bridge = fileURLToPath(new URL("./kernel_bridge.py", import.meta.url));

/** A running Deno kernel, reached through kernel_bridge.py. */
export class Kernel {
  readonly #process: Deno.ChildProcess;
  readonly #requests: WritableStreamDefaultWriter<Uint8Array>;
  readonly #published = new Queue<Published>();
  readonly #replies = new Queue<Reply>();
  readonly #ready = Promise.withResolvers<JsonObject>();

  private constructor(process: Deno.ChildProcess) {
    this.#process = process;
    this.#requests = process.stdin.getWriter();
    this.#ready.promise.catch(() => {});
    this.#read();
  }

  /**
   * Starts a kernel in `folder` and waits until its messages arrive.
   *
   * @throws {KernelLostError} if it does not start
   */
  static async start(folder: string): Promise<Kernel> {
    const cannotStart = (reason: string) =>
      new KernelLostError(`Cannot start the kernel: ${reason}`);
    let process: Deno.ChildProcess;
    try {
      process = new Deno.Command(python, {
        args: [bridge],
        cwd: folder,
        stdin: "piped",
        stdout: "piped",
      }).spawn();
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
      throw cannotStart(`${python} is missing; deno task notebooks sets it up`);
    }
    const kernel = new Kernel(process);
    try {
      await kernel.#ready.promise;
    } catch (error) {
      await kernel.close();
      throw cannotStart((error as Error).message);
    }
    return kernel;
  }

  /** The kernel's own description of its language, which notebooks record. */
  get languageInfo(): Promise<JsonObject> {
    return this.#ready.promise;
  }

  /** Runs `code` as a cell. */
  async execute(code: string): Promise<Reply> {
    await this.#send({ op: "execute", code, silent: false });
    return await this.#replies.next();
  }

  /**
   * Runs `code` of the runner, which takes no number and shows no result.
   *
   * @throws {KernelLostError} if it fails, so that no later check is trusted
   */
  async executeSilently(code: string): Promise<void> {
    await this.#send({ op: "execute", code, silent: true });
    const { status, evalue } = await this.#replies.next();
    if (status === "ok") return;
    throw new KernelLostError(`the runner's own code failed in it: ${evalue}`);
  }

  /** The next message that the kernel publishes, in the order of publication. */
  published(): Promise<Published> {
    return this.#published.next();
  }

  /** Stops the code that runs now, as the Stop button does. */
  async interrupt(): Promise<void> {
    await this.#send({ op: "interrupt" });
  }

  /** Ends the kernel, whatever it is doing. */
  async close(): Promise<void> {
    await this.#requests.close().catch(() => {});
    await this.#process.status;
  }

  async #send(request: JsonObject): Promise<void> {
    const line = new TextEncoder().encode(JSON.stringify(request) + "\n");
    // A bridge that is gone says so through what is read from it.
    await this.#requests.write(line).catch(() => {});
  }

  async #read(): Promise<void> {
    let rest = "";
    for await (
      const text of this.#process.stdout.pipeThrough(new TextDecoderStream())
    ) {
      const lines = (rest + text).split("\n");
      rest = lines.pop()!;
      for (const line of lines) this.#receive(JSON.parse(line));
    }
    this.#lose("its bridge ended");
  }

  #receive(event: Event): void {
    switch (event.type) {
      case "ready":
        return this.#ready.resolve(event.language_info);
      case "iopub":
        return this.#published.push({
          type: event.msg_type,
          parent: event.parent,
          content: event.content,
        });
      case "reply":
        return this.#replies.push(event.content);
      case "dead":
        return this.#lose(lastLine(event.log) ?? "its process ended");
      case "failed":
        return this.#lose(event.message);
    }
  }

  #lose(reason: string): void {
    const error = new KernelLostError(reason);
    this.#ready.reject(error);
    this.#published.end(error);
    this.#replies.end(error);
  }
}

/** Values for a reader who waits; after the end, the error in their place. */
class Queue<T> {
  readonly #values: T[] = [];
  #waiting?: PromiseWithResolvers<T>;
  #error?: Error;

  push(value: T): void {
    if (this.#waiting === undefined) this.#values.push(value);
    else this.#waiting.resolve(value);
    this.#waiting = undefined;
  }

  end(error: Error): void {
    this.#error ??= error;
    this.#waiting?.reject(this.#error);
    this.#waiting = undefined;
  }

  async next(): Promise<T> {
    if (this.#values.length > 0) return this.#values.shift()!;
    if (this.#error !== undefined) throw this.#error;
    this.#waiting = Promise.withResolvers<T>();
    return await this.#waiting.promise;
  }
}

function lastLine(log: string): string | undefined {
  const lines = log.split("\n").filter((line) =>
    line.trim() !== "" && !line.includes('"deno jupyter" is unstable')
  );
  return lines.at(-1);
}
