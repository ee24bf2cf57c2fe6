import { dirname, join } from "node:path";
import { places } from "../setup/places.ts";

export const { root } = places;

/** The pinned Deno, which is the one that runs this. */
export const deno = Deno.execPath();

/** The Python of the virtual environment that the pinned Deno is part of. */
export const python = join(
  dirname(deno),
  Deno.build.os === "windows" ? "python.exe" : "python",
);
