import { join } from "node:path";
import { deno, root } from "./paths.ts";

/** Each of `sources` as `deno fmt` writes it, without the newline at the end. */
export async function formatSources(
  sources: readonly string[],
): Promise<string[]> {
  if (sources.length === 0) return [];
  const folder = await Deno.makeTempDir();
  try {
    const files = sources.map((_, i) => join(folder, `${i}.ts`));
    for (const [i, file] of files.entries()) {
      await Deno.writeTextFile(file, sources[i]! + "\n");
    }
    // It fails for what is not TypeScript, which then stays as it is.
    await new Deno.Command(deno, {
      args: ["fmt", "--quiet", "--config", join(root, "deno.json"), ...files],
      stdout: "null",
      stderr: "null",
    }).output();
    return await Promise.all(
      files.map(async (file) =>
        (await Deno.readTextFile(file)).replace(/\n+$/, "")
      ),
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
