/** The Deno of the `.venv` under the one name that the settings of VS Code have for every system. */

import { dirname } from "node:path";
import { places } from "./places.ts";

/**
 * Gives the Deno of the `.venv` the name `.venv/bin/deno` as well where it is not its own, as on
 * Windows, whose environments keep their programs in `Scripts`. The extension looks for a file
 * of just that name, and Windows starts the one beside it that ends in `.exe`.
 */
export function nameForEditor(
  deno = places.deno,
  name = places.denoOfEditor,
): void {
  if (deno === name) return;
  Deno.mkdirSync(dirname(name), { recursive: true });
  for (const path of [name, `${name}.exe`]) {
    try {
      Deno.linkSync(deno, path);
    } catch {
      // It is there already, or cannot be, and then only the editor goes without.
    }
  }
}
