import { fileURLToPath } from "node:url";
import { dirname, join } from "node:path";

export const fromFileUrl = fileURLToPath;

/** The clone's folder. */
export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(
  /[\\/]$/,
  "",
);

/** The pinned Deno, which is the one that runs this. */
export const deno = Deno.execPath();

/** The Python of the virtual environment that the pinned Deno is part of. */
export function venvPython(): string {
  return join(
    dirname(deno),
    Deno.build.os === "windows" ? "python.exe" : "python",
  );
}
