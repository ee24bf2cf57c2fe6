/** The Python that runs the peers: asked for one run at a time, silent in between. */

import { join } from "node:path";
import { venvEnvironment } from "../setup/environment.ts";
import { places } from "../setup/places.ts";
import { Problem } from "../setup/problem.ts";
import type { Venv } from "../setup/places.ts";
import type { Measurement } from "./row.ts";

/** A piece of work of `peers.py`: the name of its function and its arguments. */
export interface Work {
  peer: string;
  options?: Record<string, number>;
}

export class PeerProcess implements Disposable {
  readonly #child: Deno.ChildProcess;
  readonly #requests: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  readonly #replies: AsyncIterator<string>;

  constructor(venv: Venv) {
    this.#child = new Deno.Command(venv.python, {
      args: [join(places.root, "tests", "bench", "peers.py")],
      env: peersEnvironment(venv),
      clearEnv: true,
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    this.#requests = this.#child.stdin.getWriter();
    this.#replies = linesOf(this.#child.stdout);
  }

  [Symbol.dispose](): void {
    try {
      this.#child.kill();
    } catch {
      // It has ended already.
    }
  }

  /** Python and its packages, in words. */
  async versions(): Promise<string> {
    return await this.#ask({ peer: "versions" }) as string;
  }

  /** One run, timed by Python around the work alone. */
  async run(work: Work): Promise<Measurement> {
    return await this.#ask(work) as Measurement;
  }

  async #ask(work: Work): Promise<unknown> {
    const request = JSON.stringify({ options: {}, ...work }) + "\n";
    await this.#requests.write(new TextEncoder().encode(request))
      .catch(() => {}); // That it has ended shows below.
    const { done, value } = await this.#replies.next();
    if (done) {
      throw new Problem(
        `Cannot run ${work.peer}: its Python ended; what it said stands above.`,
      );
    }
    return JSON.parse(value);
  }
}

/** One thread for everything; and whatever BLAS numpy itself takes for best. */
function peersEnvironment(venv: Venv): Record<string, string> {
  const environment = venvEnvironment(venv);
  delete environment.OPENBLAS_CORETYPE;
  delete environment.OPENBLAS_L2_SIZE;
  return {
    ...environment,
    OMP_NUM_THREADS: "1",
    OPENBLAS_NUM_THREADS: "1",
    MKL_NUM_THREADS: "1",
    RAYON_NUM_THREADS: "1",
  };
}

async function* linesOf(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<string> {
  let partial = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (partial + text).split("\n");
    partial = lines.pop() ?? "";
    yield* lines;
  }
}
