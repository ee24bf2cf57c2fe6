import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { CellError } from "./cell_error.ts";
import type { ExtractedModule } from "./extract.ts";

/** Extracted modules in files, which live as long as `use` runs. */
export class Modules {
  private constructor(
    readonly all: readonly ExtractedModule[],
    readonly files: readonly string[],
  ) {}

  static async use<T>(
    all: readonly ExtractedModule[],
    use: (modules: Modules) => Promise<T>,
  ): Promise<T> {
    const folder = await Deno.realPath(await Deno.makeTempDir());
    try {
      const files = all.map(({ notebook }, i) =>
        join(folder, `${i}_${basename(notebook, ".ipynb")}.ts`)
      );
      for (const [i, file] of files.entries()) {
        await Deno.writeTextFile(file, all[i]!.text);
      }
      return await use(new Modules(all, files));
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  }

  /** The module in whose file `url` is, or −1. */
  indexOf(url: string): number {
    return this.files.findIndex((file) => pathToFileURL(file).href === url);
  }

  /** A problem in a line of a module, named as a place in its notebook. */
  problem(index: number, line: number, reason: string): string {
    const { origins } = this.all[index]!;
    const origin = origins.slice(0, line).findLast((x) => x !== undefined);
    const label = origin?.label ?? "before the first cell";
    return new CellError(label, origin?.line, reason).message;
  }
}
