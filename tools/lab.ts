/** Opens JupyterLab on the lessons: `deno task lab [options of "jupyter lab"]`. */

import { venvEnvironment } from "./setup/environment.ts";
import { places, program } from "./setup/places.ts";
import { defaultPort, isFree } from "./setup/port.ts";
import { runAttached } from "./setup/run.ts";

const options = [
  `--ServerApp.root_dir=${places.root}`,
  "--LabApp.default_url=/lab/tree/notebooks",
  // The layout of another JupyterLab of the reader, with its files, has no place here.
  `--LabApp.workspaces_dir=${places.labWorkspaces}`,
  "--MultiKernelManager.default_kernel_name=deno",
  "--KernelSpecManager.allowed_kernelspecs=deno",
  "--KernelSpecManager.ensure_native_kernel=False",
  // One Ctrl-C ends it: whatever started us may be gone before a question is answered.
  "--ServerApp.answer_yes=True",
  "--log-level=WARN",
  "--LabApp.log_level=WARN",
];

/** The port that JupyterLab will try first. */
function askedPort(args: string[]): number {
  const at = args.findLastIndex((arg) => /^--port(=|$)/.test(arg));
  const value = at < 0 ? "" : args[at]?.split("=")[1] ?? args[at + 1];
  return Number(value) || defaultPort;
}

console.log("Starting JupyterLab on the lessons. Ctrl-C here stops it.");
if (Deno.uid() === 0) {
  console.log(
    "You are root, as in a container: it is started with --allow-root.",
  );
  options.push("--allow-root");
}
const port = askedPort(Deno.args);
if (!isFree(port)) {
  console.log(
    `Port ${port} is in use: JupyterLab takes another one, see its address below.`,
  );
}

let command = [program("jupyter"), "lab", ...options, ...Deno.args];
if (Deno.build.os !== "windows") {
  // JupyterLab dies of a closed terminal without ending its kernels. It is made deaf to that
  // and told to end by us, which it does properly.
  command = ["/bin/sh", "-c", 'trap "" HUP; exec "$@"', "lab", ...command];
}

Deno.exit(
  await runAttached({
    program: command[0]!,
    args: command.slice(1),
    env: venvEnvironment(),
    cwd: places.root,
  }),
);
