/**
 * The front door of every task: `deno run --no-lock -A tools/start.ts <task> [arguments]`.
 *
 * It runs on whatever Deno the reader has, sets up the `.venv` of this clone where that is
 * needed, and hands the task over to the pinned Deno in it. So it imports nothing but
 * built-ins and the files in `setup/`. Only `doctor` runs without a set-up, on the Deno that
 * is here.
 */

import { basename, join } from "node:path";
import { cleanEnvironment, venvEnvironment } from "./setup/environment.ts";
import { nameForEditor } from "./setup/editor.ts";
import { writeJupyterFiles } from "./setup/jupyter.ts";
import { fetchPackages } from "./setup/packages.ts";
import { places } from "./setup/places.ts";
import { asProblem, Interrupted, Problem } from "./setup/problem.ts";
import { runAttached } from "./setup/run.ts";
import { courseVenv, ensureVenv } from "./setup/venv.ts";

const tools = import.meta.dirname!;

function taskNames(): string[] {
  return [...Deno.readDirSync(tools)]
    .map((entry) => entry.name)
    .filter((name) => name.endsWith(".ts") && name !== "start.ts")
    .map((name) => basename(name, ".ts"))
    .sort();
}

async function setUp(): Promise<void> {
  await ensureVenv(courseVenv);
  writeJupyterFiles();
  nameForEditor();
  await fetchPackages();
}

async function main([task = "", ...args]: string[]): Promise<number> {
  const names = taskNames();
  if (!names.includes(task)) {
    throw new Problem(
      `Cannot run the task "${task}": choose one of ${names.join(", ")}.`,
    );
  }
  const needsSetUp = task !== "doctor";
  if (needsSetUp) await setUp();
  return await runAttached({
    program: needsSetUp ? places.deno : Deno.execPath(),
    // `deno task lab -- --port 9000` passes the dashes on as well.
    args: [
      "run",
      ...(needsSetUp ? [] : ["--no-lock"]),
      "-A",
      join(tools, `${task}.ts`),
      ...(args[0] === "--" ? args.slice(1) : args),
    ],
    env: needsSetUp ? venvEnvironment() : cleanEnvironment(),
    cwd: places.root,
  });
}

try {
  Deno.exit(await main(Deno.args));
} catch (error) {
  if (error instanceof Interrupted) {
    console.error("Interrupted. The same command takes it up again.");
    Deno.exit(130);
  }
  console.error(asProblem(error).message);
  Deno.exit(1);
}
