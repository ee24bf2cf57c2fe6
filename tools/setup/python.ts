/** Finding a Python that will do. */

import { cleanEnvironment } from "./environment.ts";
import { Problem } from "./problem.ts";

/** A Python, by the words that start it. */
export interface Python {
  command: string[];
  version: string;
}

const oldest = { major: 3, minor: 10 };

const candidates: string[][] = Deno.build.os === "windows"
  ? [["py", "-3"], ["python"], ["python3"]]
  : [
    "python3",
    "python",
    "python3.14",
    "python3.13",
    "python3.12",
    "python3.11",
    "python3.10",
  ]
    .map((name) => [name]);

/**
 * The first Python on the path that is new enough.
 * @throws {Problem} when there is none, or when all of them are too old.
 */
export async function findPython(): Promise<Python> {
  let tooOld: Python | undefined;
  for (const command of candidates) {
    const version = await versionOf(command);
    if (version === undefined) continue;
    const python = { command, version };
    if (isNewEnough(version)) return python;
    tooOld ??= python;
  }
  const found = tooOld
    ? `${tooOld.command.join(" ")} here is ${tooOld.version}`
    : "none was found here";
  throw new Problem(
    `Cannot set up JupyterLab: it needs Python ${oldest.major}.${oldest.minor} or newer, and ${found}. ` +
      "Install a newer Python and run the same command again.",
  );
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > oldest.major ||
    (major === oldest.major && minor >= oldest.minor);
}

async function versionOf(
  [program = "", ...args]: string[],
): Promise<string | undefined> {
  const print = "import sys; sys.stdout.write('%d.%d' % sys.version_info[:2])";
  try {
    const { success, stdout } = await new Deno.Command(program, {
      args: [...args, "-c", print],
      env: cleanEnvironment(),
      clearEnv: true,
      stdin: "null",
    }).output();
    const version = new TextDecoder().decode(stdout);
    return success && /^\d+\.\d+$/.test(version) ? version : undefined;
  } catch {
    // No such program, or one that may not be started.
    return undefined;
  }
}
