/** Finding a Python that will do. */

import { cleanEnvironment } from "./environment.ts";
import { Problem } from "./problem.ts";
import { inWords, isFit, type Versions } from "./versions.ts";

/** A Python, by the words that start it. */
export interface Python {
  command: string[];
  version: string;
}

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
 * The first Python on the path that will do for `contents`.
 * @throws {Problem} when there is none, or none of a fitting version.
 */
export async function findPython(
  versions: Versions,
  contents: string,
): Promise<Python> {
  let unfit: Python | undefined;
  for (const command of candidates) {
    const version = await versionOf(command);
    if (version === undefined) continue;
    const python = { command, version };
    if (isFit(version, versions)) return python;
    unfit ??= python;
  }
  const found = unfit
    ? `${unfit.command.join(" ")} here is ${unfit.version}`
    : "none was found here";
  throw new Problem(
    `Cannot set up ${contents}: this needs ${
      inWords(versions)
    }, and ${found}. ` +
      "Install such a Python and run the same command again.",
  );
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
