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
  const child = new Deno.Command(program, {
    args,
    env,
    cwd,
    clearEnv: true,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let output = "";
  const read = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>) => {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
      output += text;
      onText(text);
    }
  };
  const { status, signal } = await untilEnd(child, [
    read(child.stdout),
    read(child.stderr),
  ], true);
  if (signal) throw new Interrupted(signal);
  return { code: status.code, output };
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
export async function runAttached(command: Command): Promise<number> {
  const { program, args, env, cwd } = command;
  const child = new Deno.Command(program, { args, env, cwd, clearEnv: true })
    .spawn();
  const { status } = await untilEnd(child, [], !Deno.stdin.isTerminal());
  return status.code;
}

async function untilEnd(
  child: Deno.ChildProcess,
  reading: Promise<void>[],
  passInterruptOn: boolean,
): Promise<{ status: Deno.CommandStatus; signal?: Deno.Signal }> {
  let received: Deno.Signal | undefined;
  const listeners = signals.map((signal) => {
    const listener = () => {
      received ??= signal;
      if (signal === "SIGINT" && !passInterruptOn) return;
      try {
        // Its terminal is gone: a hang-up asks the command to end, whatever it makes of one.
        child.kill(signal === "SIGHUP" ? "SIGTERM" : signal);
      } catch {
        // It has ended already.
      }
    };
    Deno.addSignalListener(signal, listener);
    return { signal, listener };
  });
  try {
    const [status] = await Promise.all([child.status, ...reading]);
    return { status, ...(received && { signal: received }) };
  } finally {
    for (const { signal, listener } of listeners) {
      Deno.removeSignalListener(signal, listener);
    }
  }
}
