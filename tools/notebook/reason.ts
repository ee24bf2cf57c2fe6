import { join } from "node:path";
import { deno, root } from "./paths.ts";

/**
 * Why the kernel refused to run `source`, of which it says nothing: an import
 * that cannot be had, as Deno's own loader words it.
 */
export async function reasonOfFailure(
  source: string,
): Promise<{ line?: number; message: string }> {
  const file = await Deno.makeTempFile({ suffix: ".ts" });
  try {
    await Deno.writeTextFile(file, source);
    const { stderr } = await new Deno.Command(deno, {
      args: ["cache", "--quiet", "--config", join(root, "deno.json"), file],
      env: { NO_COLOR: "1" },
    }).output();
    const text = new TextDecoder().decode(stderr);
    const message = /^error: (.*)$/m.exec(text)?.[1];
    const line = /:(\d+):\d+\s*$/m.exec(text)?.[1];
    return {
      line: line === undefined ? undefined : Number(line),
      message: message ?? "the kernel could not run it",
    };
  } finally {
    await Deno.remove(file);
  }
}
