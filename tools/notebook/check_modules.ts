import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { CellError } from "./cell_error.ts";
import type { ExtractedModule } from "./extract.ts";
import { formatSources } from "./format_code.ts";
import { deno, root } from "./paths.ts";
import { runTogether } from "./together.ts";

/** What is wrong with each notebook, in their order; nothing if all is well. */
export type Problems = readonly (readonly string[])[];

/** A check that notebooks pass as modules. */
export interface Step {
  readonly name: string;
  check(modules: Modules): Promise<Problems>;
}

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

const config = join(root, "deno.json");
const env = { NO_COLOR: "1", TZ: "UTC" };
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

export const steps: readonly Step[] = [
  { name: "rules", check: rules },
  { name: "format", check: format },
  { name: "types", check: types },
  { name: "lint", check: lint },
  { name: "run", check: run },
];

function rules({ all }: Modules): Promise<Problems> {
  return Promise.resolve(
    all.map(({ problems }) => problems.map(({ message }) => message)),
  );
}

async function format({ all }: Modules): Promise<Problems> {
  const sources = all.flatMap(({ pieces }) => pieces.map(({ code }) => code));
  const formatted = await formatSources(sources);
  return all.map(({ pieces }) =>
    pieces.flatMap(({ label, code }) => {
      const wanted = formatted.shift()!.split("\n");
      const lines = code.replace(/\n+$/, "").split("\n");
      const at = lines.findIndex((line, i) => line !== wanted[i]);
      if (at === -1 && lines.length === wanted.length) return [];
      const line = at === -1 ? lines.length : at + 1;
      const reason = `it must be formatted (deno task format): ${
        wanted[line - 1] ?? ""
      }`;
      return [new CellError(label, line, reason).message];
    })
  );
}

async function types(modules: Modules): Promise<Problems> {
  const { success, stderr } = await new Deno.Command(deno, {
    args: ["check", "--quiet", "--config", config, ...modules.files],
    env,
  }).output();
  const problems: string[][] = modules.all.map(() => []);
  if (success) return problems;
  for (const text of decode(stderr).split(/\n(?=TS\d+ \[ERROR\])/)) {
    const place = /^ {4}at (file:\S+):(\d+):\d+$/m.exec(text);
    const index = modules.indexOf(place?.[1] ?? "");
    // The code in the message ends where the source is quoted.
    const reason = text.replace(" [ERROR]", "").split("\n")[0]!;
    if (index === -1) problems[0]!.push(text.trim());
    else {
      problems[index]!.push(
        modules.problem(index, Number(place![2]), reason),
      );
    }
  }
  return problems;
}

async function lint(modules: Modules): Promise<Problems> {
  const { success, stdout, stderr } = await new Deno.Command(deno, {
    args: ["lint", "--json", "--config", config, ...modules.files],
    env,
  }).output();
  const problems: string[][] = modules.all.map(() => []);
  if (success) return problems;
  const text = decode(stdout);
  if (text.trim() === "") return modules.all.map(() => [decode(stderr)]);
  const { diagnostics, errors } = JSON.parse(text);
  for (const { filename, range, message, code, hint } of diagnostics) {
    const index = modules.indexOf(filename);
    const reason = `${message} (${code})${hint ? `; ${hint}` : ""}`;
    problems[index]!.push(modules.problem(index, range.start.line, reason));
  }
  for (const { file_path, message } of errors) {
    const index = modules.files.indexOf(file_path);
    const line = Number(/:(\d+):\d+\s*$/.exec(message)?.[1] ?? 1);
    problems[index]!.push(
      modules.problem(index, line, message.split("\n")[0]),
    );
  }
  return problems;
}

async function run(modules: Modules): Promise<Problems> {
  return await runTogether(modules.files, async (file, i) => {
    const { notebook } = modules.all[i]!;
    const { success, stderr } = await new Deno.Command(deno, {
      args: ["run", "--quiet", "-A", "--no-check", "--config", config, file],
      cwd: dirname(notebook),
      env,
    }).output();
    if (success) return [];
    const text = decode(stderr);
    const at = text.search(/^error: /m);
    const reason = text.slice(Math.max(at, 0)).split("\n")[0]!
      .replace(/^error: (Uncaught )?(\(in promise\) )?/, "");
    const url = RegExp.escape(pathToFileURL(file).href);
    const line = new RegExp(`${url}:(\\d+):\\d+`).exec(text.slice(at))?.[1];
    return line === undefined
      ? [text.trim()]
      : [modules.problem(i, Number(line), reason)];
  });
}
