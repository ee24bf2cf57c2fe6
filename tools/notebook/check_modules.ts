import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { CellError } from "./cell_error.ts";
import { endReached } from "./extract.ts";
import { formatSources } from "./format_code.ts";
import type { Modules } from "./modules.ts";
import { deno, root } from "./paths.ts";
import { runTogether } from "./together.ts";

/** What is wrong with each notebook, in their order; nothing if all is well. */
export type Problems = readonly (readonly string[])[];

/** A check that notebooks pass as modules. */
export interface Step {
  readonly name: string;
  /** @param onOne called after each notebook, if they are not all checked at once */
  check(modules: Modules, onOne: () => void): Promise<Problems>;
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
  const indices = [...modules.files.keys()];
  const together = await typeErrors(modules.files);
  // One that cannot be loaded hides the errors of all: then each for itself.
  if (together.every((error) => error.startsWith("TS"))) {
    return indices.map((index) =>
      together.flatMap((error) => typeProblem(modules, index, error) ?? [])
    );
  }
  return await runTogether(modules.files, async (file, index) => {
    const errors = await typeErrors([file]);
    return errors.map((error) => typeProblem(modules, index, error) ?? error);
  });
}

async function typeErrors(files: readonly string[]): Promise<string[]> {
  const { success, stderr } = await new Deno.Command(deno, {
    args: ["check", "--quiet", "--config", config, ...files],
    env,
  }).output();
  if (success) return [];
  const errors = decode(stderr).split(/\n(?=TS\d+ \[ERROR\])/);
  return errors.map((error) => error.trim());
}

/** `error` as a problem of a module; undefined if it is another module's. */
function typeProblem(
  modules: Modules,
  index: number,
  error: string,
): string | undefined {
  const [, url, line] = /^ {4}at (file:\S+):(\d+):\d+$/m.exec(error) ?? [];
  const owner = modules.indexOf(url ?? "");
  if (owner === -1) return error;
  if (owner !== index) return undefined;
  const reason = error.split("\n")[0]!.replace(/^error: | \[ERROR\]/, "");
  return modules.problem(index, Number(line), reason);
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

async function run(modules: Modules, onOne: () => void): Promise<Problems> {
  return await runTogether(modules.files, async (file, i) => {
    const { code, stderr } = await new Deno.Command(deno, {
      args: ["run", "--quiet", "-A", "--no-check", "--config", config, file],
      cwd: dirname(modules.all[i]!.notebook),
      env,
    }).output();
    onOne();
    if (code === endReached) return [];
    const text = decode(stderr);
    const at = text.search(/^error: /m);
    if (at === -1) {
      return [`it must run to its end, it ended with exit code ${code}`];
    }
    const error = text.slice(at);
    const reason = error.split("\n")[0]!
      .replace(/^error: (Uncaught )?(\(in promise\) )?/, "");
    const url = RegExp.escape(pathToFileURL(file).href);
    const line = new RegExp(`${url}:(\\d+):\\d+`).exec(error)?.[1];
    return [
      line === undefined ? reason : modules.problem(i, Number(line), reason),
    ];
  });
}
