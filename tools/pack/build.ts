/** The files of the npm package. */

import { join } from "node:path";
import { bundle } from "./bundle.ts";
import { reachableDeclarations } from "./declarations.ts";
import { halves, packageJson } from "./manifest.ts";
import { translate } from "./translate.ts";

/**
 * Builds the package: the same bytes from the same sources, on any machine.
 *
 * @param root the repository
 * @returns texts by their paths in the package, with `/` between the parts, in order
 * @throws {Problem} if the library cannot be packed
 */
export async function buildPackage(root: string): Promise<Map<string, string>> {
  const { scripts, declarations } = translate(join(root, "lib"));
  const files = new Map([
    ["package.json", packageJson()],
    ["README.md", read(join(root, "tools", "pack", "README.md"))],
    ["LICENSE", read(join(root, "LICENSE"))],
    ...inFolder(halves.scripts, await bundle(scripts)),
    ...inFolder(halves.declarations, reachableDeclarations(declarations)),
  ]);
  return new Map([...files].sort(([a], [b]) => a < b ? -1 : 1));
}

function inFolder(
  folder: string,
  texts: ReadonlyMap<string, string>,
): [string, string][] {
  return [...texts].map(([path, text]) => [`${folder}/${path}`, text]);
}

/** A clone may have other line ends. */
function read(path: string): string {
  return Deno.readTextFileSync(path).replaceAll("\r\n", "\n");
}
