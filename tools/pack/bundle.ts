/** Few scripts in place of many: a module graph costs Node and browsers time for each file. */

import { dirname, join } from "node:path/posix";
import { rollup } from "rollup";
import { Problem } from "../setup/problem.ts";
import { doors, placeOf } from "./manifest.ts";

/**
 * Puts each folder and each single file of `lib/` into one script of its name. Since all of
 * them are marked as free of side effects, a bundler leaves out those that nothing uses.
 *
 * @param scripts by their paths in `lib/`
 * @returns scripts by their file names
 * @throws {Problem} if two of them need each other
 */
export async function bundle(
  scripts: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const build = await rollup({
    input: Object.fromEntries(
      doors.map(({ file }) => [placeOf(file), file.replace(/\.ts$/, ".js")]),
    ),
    external: doors.flatMap(({ peers }) => peers),
    plugins: [{
      name: "scripts",
      resolveId: (id, importer) =>
        importer && id.startsWith(".") ? join(dirname(importer), id) : id,
      load: (id) => scripts.get(id),
    }],
    onwarn({ message }) {
      throw new Problem(`Cannot bundle the package: ${message}`);
    },
  });
  const { output } = await build.generate({
    format: "es",
    manualChunks: (id) => placeOf(id),
    entryFileNames: "[name].js",
    chunkFileNames: "[name].js",
    minifyInternalExports: false,
    hoistTransitiveImports: false,
  });
  return new Map(output.map((script) => {
    if (script.type !== "chunk") throw new Error("There are only scripts");
    return [script.fileName, script.code];
  }));
}
