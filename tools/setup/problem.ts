/** Whatever stops the set-up, worded as one line that says what to do. */

import { basename, relative } from "node:path";
import { places, type Venv } from "./places.ts";
import { inWords } from "./versions.ts";

/** A problem the reader can do something about: shown as its message alone. */
export class Problem extends Error {
  override name = "Problem";
}

/** The set-up was stopped by a signal, such as Ctrl-C. */
export class Interrupted extends Error {
  override name = "Interrupted";
  constructor(readonly signal: Deno.Signal) {
    super(`Interrupted by ${signal}`);
  }
}

const diskFull =
  /No space left on device|os error 28|Errno 28|not enough space on the disk/i;

/** `error` as a problem; one that is none of the known ones keeps its message. */
export function asProblem(error: unknown, folder = ".venv"): Problem {
  if (error instanceof Problem) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (diskFull.test(message)) return diskIsFull();
  if (message.startsWith("Failed to spawn")) {
    return new Problem(
      `Cannot finish the set-up: a program of ${folder} does not start. ` +
        `Remove ${folder} and run the same command again. (${message})`,
    );
  }
  if (
    error instanceof Deno.errors.PermissionDenied ||
    error instanceof Deno.errors.NotADirectory ||
    error instanceof Deno.errors.AlreadyExists ||
    /Read-only file system/i.test(message)
  ) {
    return new Problem(
      `Cannot write to ${folder}: it has to be a folder of this clone that you may write to. ` +
        `Check who owns the clone, or remove ${folder}, and run the same command again. (${message})`,
    );
  }
  return new Problem(`Cannot finish the set-up: ${message}`);
}

/** Why making the virtual environment failed, by what Python printed. */
export function venvProblem(output: string, { folder, log }: Venv): Problem {
  const name = basename(folder);
  if (diskFull.test(output)) return diskIsFull();
  if (/ensurepip|No module named '?venv/i.test(output)) {
    return new Problem(
      `Cannot make ${name}: this Python comes without its venv module. Install it ` +
        "(on Debian and Ubuntu: apt install python3-venv) and run the same command again.",
    );
  }
  return new Problem(
    `Cannot make ${name}: ${lastLine(output)} (all of it: ${log})`,
  );
}

/** Why `pip install` failed, by what pip printed. */
export function pipProblem(output: string, venv: Venv): Problem {
  const { contents, log } = venv;
  if (diskFull.test(output)) return diskIsFull();
  if (/CERTIFICATE_VERIFY_FAILED/.test(output)) {
    return new Problem(
      `Cannot install ${contents}: the certificate of the Python package index is not trusted here. ` +
        `Point PIP_CERT to your certificates and run the same command again. (Log: ${log})`,
    );
  }
  if (/DO NOT MATCH THE HASHES/.test(output)) {
    return new Problem(
      `Cannot install ${contents}: a downloaded package is not the one pinned in ${
        relative(places.root, venv.requirements)
      }. ` +
        `Check the package index that pip uses and run the same command again. (Log: ${log})`,
    );
  }
  if (
    /connection|network|resolve|timed? ?out|Max retries|proxy/i.test(output)
  ) {
    return new Problem(
      `Cannot install ${contents}: the Python package index cannot be reached. ` +
        `Check the network (or your proxy) and run the same command again. (Log: ${log})`,
    );
  }
  const missing = output.match(/No matching distribution found for (\S+)/)?.[1];
  if (missing !== undefined) {
    return new Problem(
      `Cannot install ${contents}: the Python package index has no ${missing} for this Python and system. ` +
        `Put another Python first on your path (this needs ${
          inWords(venv.versions)
        }) and run the same command again. (Log: ${log})`,
    );
  }
  return new Problem(
    `Cannot install ${contents}: ${lastLine(output)} (all of it: ${log})`,
  );
}

/** Why fetching the npm packages failed, by what Deno printed. */
export function npmProblem(output: string, logFile: string): Problem {
  if (diskFull.test(output)) return diskIsFull();
  if (
    /error sending request|dns error|client error|tcp connect/i.test(output)
  ) {
    return new Problem(
      "Cannot fetch the npm packages: the npm registry cannot be reached. " +
        `Check the network (or your proxy) and run the same command again. (Log: ${logFile})`,
    );
  }
  const cause = output.match(/^error: (.*)$/m)?.[1] ?? lastLine(output);
  return new Problem(
    `Cannot fetch the npm packages: ${cause} (all of it: ${logFile})`,
  );
}

function diskIsFull(): Problem {
  return new Problem(
    "Cannot finish the set-up: the disk is full. It needs about 1 GB; " +
      "make room and run the same command again.",
  );
}

function lastLine(output: string): string {
  return output.trim().split("\n").at(-1)?.trim() || "it failed without a word";
}
