import { join } from "node:path";
import type { Finding } from "./syntax_plugin.ts";
import { deno } from "./paths.ts";

/** A place in a text: 1-based line, 0-based column. */
export interface Position {
  readonly line: number;
  readonly col: number;
}

export interface ImportStatement {
  readonly start: Position;
  readonly end: Position;
  readonly typeOnly: boolean;
  /** The values it brings into scope. */
  readonly names: readonly string[];
}

export interface Syntax {
  readonly imports: readonly ImportStatement[];
  /** The line on which the last statement starts. */
  readonly lastStatement?: number;
  readonly error?: { readonly line: number; readonly message: string };
}

interface Report {
  diagnostics: {
    filename: string;
    range: { start: Position; end: Position };
    message: string;
  }[];
  errors: { file_path: string; message: string }[];
}

/** What Deno's parser, which is that of the kernel, sees in each of `sources`. */
export async function parseSources(
  sources: readonly string[],
): Promise<Syntax[]> {
  const folder = await Deno.makeTempDir();
  try {
    const plugin = new URL("./syntax_plugin.ts", import.meta.url).href;
    const config = join(folder, "deno.json");
    await Deno.writeTextFile(
      config,
      JSON.stringify({
        lint: {
          plugins: [plugin],
          rules: { tags: [], include: ["syntax/tell"] },
        },
      }),
    );
    const files = sources.map((_, i) => join(folder, `${i}.ts`));
    for (const [i, file] of files.entries()) {
      await Deno.writeTextFile(file, sources[i]!);
    }
    if (files.length === 0) return [];
    const { stdout, stderr } = await new Deno.Command(deno, {
      args: ["lint", "--json", "--config", config, ...files],
      env: { NO_COLOR: "1" },
    }).output();
    const decoder = new TextDecoder();
    let report: Report;
    try {
      report = JSON.parse(decoder.decode(stdout));
    } catch {
      throw new Error(`Cannot parse the cells: ${decoder.decode(stderr)}`);
    }
    return files.map((_, i) => syntaxOf(report, `${i}.ts`));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function syntaxOf({ diagnostics, errors }: Report, name: string): Syntax {
  const imports: ImportStatement[] = [];
  let lastStatement: number | undefined;
  for (const { filename, range, message } of diagnostics) {
    if (!isNamed(filename, name)) continue;
    const finding: Finding = JSON.parse(message);
    if (finding.kind === "import") imports.push({ ...finding, ...range });
    else lastStatement = range.start.line;
  }
  const error = errors.find(({ file_path }) => isNamed(file_path, name));
  if (error === undefined) return { imports, lastStatement };
  const place = /:(\d+):\d+\s*$/.exec(error.message);
  const message = error.message.split("\n")[0]!;
  return { imports, error: { line: Number(place?.[1] ?? 1), message } };
}

function isNamed(path: string, name: string): boolean {
  return path.endsWith(`/${name}`) || path.endsWith(`\\${name}`);
}
