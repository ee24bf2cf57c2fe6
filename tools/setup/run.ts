/** Starting other programs, and stopping them with us. */

import { Interrupted } from "./problem.ts";

const signals: Deno.Signal[] = Deno.build.os === "windows"
  ? ["SIGINT", "SIGBREAK"]
  : ["SIGINT", "SIGTERM", "SIGHUP"];

export interface Command {
  program: string;
  args: string[];
  env: Record<string, string>;
  cwd: string;
}

/**
 * Runs a command to its end, giving each piece of its output to `onText` as it comes.
 * @throws {Interrupted} when a signal came, after the command was stopped by the same signal.
 */
export async function runCaptured(
  { program, args, env, cwd }: Command,
  onText: (text: string) => void = () => {},
): Promise<{ code: number; output: string }> {
  let output = "";
  const read = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>) => {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
      output += text;
      onText(text);
    }
  };
  using received = listen(true);
  const child = new Deno.Command(program, {
    args,
    env,
    cwd,
    clearEnv: true,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  received.child = child;
  const [{ code }] = await Promise.all([
    child.status,
    read(child.stdout),
    read(child.stderr),
  ]);
  if (received.signal) throw new Interrupted(received.signal);
  return { code, output };
}

/** Runs a command to its end, with its output at the end of `logFile` and each line to `onLine`. */
export async function runLogged(
  command: Command,
  logFile: string,
  onLine: (line: string) => void = () => {},
): Promise<{ code: number; output: string }> {
  using log = Deno.openSync(logFile, { append: true, create: true });
  const write = (text: string) => log.writeSync(new TextEncoder().encode(text));
  write(`$ ${[command.program, ...command.args].join(" ")}\n`);
  let partial = "";
  return await runCaptured(command, (text) => {
    write(text);
    const lines = (partial + text).split("\n");
    partial = lines.pop() ?? "";
    lines.forEach(onLine);
  });
}

/**
 * Runs a command on our own terminal, passes signals on to it, and returns its exit code.
 * Ctrl-C on a terminal reaches the command without us, so there it is only waited for.
 */
export async function runAttached(
  { program, args, env, cwd }: Command,
): Promise<number> {
  using received = listen(!Deno.stdin.isTerminal());
  const child = new Deno.Command(program, { args, env, cwd, clearEnv: true })
    .spawn();
  received.child = child;
  return (await child.status).code;
}

/**
 * Takes signals from now on and passes them on to `child`. It begins before the child is
 * started: no signal can end us in between and leave the child alone.
 */
function listen(passInterruptOn: boolean) {
  const received = {
    child: undefined as Deno.ChildProcess | undefined,
    signal: undefined as Deno.Signal | undefined,
    [Symbol.dispose]() {
      for (const [signal, listener] of listeners) {
        Deno.removeSignalListener(signal, listener);
      }
    },
  };
  const listeners = signals.map((signal) => {
    const listener = () => {
      received.signal ??= signal;
      if (signal === "SIGINT" && !passInterruptOn) return;
      try {
        // Its terminal is gone: a hang-up asks the command to end, whatever it makes of one.
        received.child?.kill(signal === "SIGHUP" ? "SIGTERM" : signal);
      } catch {
        // It has ended already.
      }
    };
    Deno.addSignalListener(signal, listener);
    return [signal, listener] as const;
  });
  return received;
}
