/**
 * Runs a command until its own input is closed: `guard.ts <folder> <program> [arguments]`.
 * The system closes the input also when the tests are killed, so nothing of them stays behind:
 * the command is ended, and then the folder that it worked in is removed.
 */

const [folder, program, ...args] = Deno.args;

// Ctrl-C ends the tests, and with them the input.
for (const signal of ["SIGINT", "SIGHUP"] as const) {
  Deno.addSignalListener(signal, () => {});
}
const child = new Deno.Command(program!, { args, stdin: "null" }).spawn();
const ended = child.status;

await Promise.race([ended, inputIsClosed()]);
try {
  child.kill("SIGTERM");
} catch {
  // It has ended already.
}
const impatient = setTimeout(() => child.kill("SIGKILL"), 20_000);
await ended;
clearTimeout(impatient);
Deno.removeSync(folder!, { recursive: true });
Deno.exit(0);

async function inputIsClosed(): Promise<void> {
  for await (const _ of Deno.stdin.readable);
}
