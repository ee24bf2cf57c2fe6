/** Finding a Chromium on this machine. */

import { join } from "node:path";
import { Problem } from "../setup/problem.ts";

const names = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];

/** macOS keeps programs off the path. */
const applications = Deno.build.os === "darwin"
  ? [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ]
  : [];

/**
 * The Chromium to use, or undefined if there is none: what the environment variable `CHROMIUM`
 * names, else the first on the path.
 * @throws {Problem} when `CHROMIUM` names something else than a file.
 */
export function findChromium(): string | undefined {
  const asked = Deno.env.get("CHROMIUM");
  if (asked) {
    if (isFile(asked)) return asked;
    throw new Problem(
      `Cannot use a browser: CHROMIUM has to name the program file, and there is none at ${asked}.`,
    );
  }
  const folders = Deno.env.get("PATH")?.split(":").filter(Boolean) ?? [];
  const places = folders.flatMap((folder) =>
    names.map((name) => join(folder, name))
  );
  return [...places, ...applications].find(isFile);
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
