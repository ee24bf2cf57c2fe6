import { join } from "node:path";
import type { Cell, CodeCell } from "../../tools/notebook/nbformat.ts";
import { formatNotebook } from "../../tools/notebook/nbformat.ts";
import { deno, root } from "../../tools/notebook/paths.ts";

/** A code cell that has never run. */
export function code(source: string): CodeCell {
  return {
    cell_type: "code",
    id: "",
    metadata: {},
    source,
    execution_count: null,
    outputs: [],
  };
}

export function markdown(source: string): Cell {
  return { cell_type: "markdown", id: "", metadata: {}, source };
}

/** A collapsed solution with `source` as its code. */
export function solution(source: string): Cell {
  return markdown(
    `<details><summary>Solution</summary>\n\n\`\`\`ts\n${source}\n\`\`\`\n\nBecause.\n</details>`,
  );
}

/** The text of a notebook; a string stands for a code cell. */
export function notebookText(cells: readonly (Cell | string)[]): string {
  return formatNotebook({
    cells: cells.map((cell, i) => ({
      ...typeof cell === "string" ? code(cell) : cell,
      id: `cell-${i + 1}`,
    })),
    metadata: {},
  });
}

/** A folder with the given files, which lives as long as `use` runs. */
export async function withFolder<T>(
  files: Readonly<Record<string, string>>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await Deno.realPath(await Deno.makeTempDir());
  try {
    for (const [name, text] of Object.entries(files)) {
      await Deno.writeTextFile(join(folder, name), text);
    }
    return await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The names of the files in `folder`, sorted. */
export function filesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
}

/** The runner as a command, with the paths of notebooks in `folder`. */
export function runnerCommand(folder: string, args: string[]): Deno.Command {
  return new Deno.Command(deno, {
    args: ["run", "-A", join(root, "tools", "notebooks.ts"), ...args],
    cwd: folder,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}

/** What the runner prints for `args`, and its exit code. */
export async function runner(
  folder: string,
  args: string[],
): Promise<{ text: string; exitCode: number }> {
  const { code, stdout, stderr } = await runnerCommand(folder, args).output();
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { text: decode(stdout) + decode(stderr), exitCode: code };
}
