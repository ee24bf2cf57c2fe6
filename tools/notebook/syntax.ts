import { join } from "node:path";
import type { Finding } from "./syntax_plugin.ts";
import { deno } from "./paths.ts";

/** A place in a text: 1-based line, 0-based column. */
export interface Position {
  readonly line: number;
  readonly col: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface ImportStatement extends Range {
  readonly typeOnly: boolean;
  /** The values it brings into scope. */
  readonly names: readonly string[];
}

export interface Syntax {
  readonly imports: readonly ImportStatement[];
  /** What is imported from where, in the order of `imports`. */
  readonly specifiers: readonly (Range & { readonly text: string })[];
  /** Calls of `check`; the exercise is undefined unless it is a literal. */
  readonly checks: readonly (Range & { readonly exercise?: string })[];
  /** Calls of `overview`, which tells how far the reader is. */
  readonly overviews: readonly Range[];
  /** The line on which the last statement starts. */
  readonly lastStatement?: number;
  readonly error?: { readonly line: number; readonly message: string };
}

interface Report {
  diagnostics: { filename: string; range: Range; message: string }[];
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
  const found = diagnostics
    .filter(({ filename }) => isNamed(filename, name))
    .map(({ range, message }) => ({
      ...JSON.parse(message) as Finding,
      ...range,
    }));
  const syntax = {
    imports: found.filter((x) => x.kind === "import"),
    specifiers: found.filter((x) => x.kind === "specifier"),
    checks: found.filter((x) => x.kind === "check"),
    overviews: found.filter((x) => x.kind === "overview"),
    lastStatement: found.find((x) => x.kind === "last statement")?.start.line,
  };
  const error = errors.find(({ file_path }) => isNamed(file_path, name));
  if (error === undefined) return syntax;
  const place = /:(\d+):\d+\s*$/.exec(error.message);
  const message = error.message.split("\n")[0]!;
  return { ...syntax, error: { line: Number(place?.[1] ?? 1), message } };
}

function isNamed(path: string, name: string): boolean {
  return path.endsWith(`/${name}`) || path.endsWith(`\\${name}`);
}
