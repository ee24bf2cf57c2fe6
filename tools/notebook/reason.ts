import { join } from "node:path";
import { deno, root } from "./paths.ts";

/**
 * Why the kernel failed to run `source`, of which it says nothing: an import
 * that cannot be had, as Deno's own loader words it; else its result was
 * collected as garbage, which happens while a cell's work goes on unawaited.
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
      message: message ??
        "Cannot finish the cell: it must await what it starts, the kernel lost track of it",
    };
  } finally {
    await Deno.remove(file);
  }
}
