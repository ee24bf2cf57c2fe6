/**
 * Runs the lessons on the Deno kernel, or checks them as modules.
 *
 *     notebooks.ts [names…]             runs them and rewrites their outputs
 *     notebooks.ts --check [names…]     changes nothing; fails if a fresh run differs
 *     notebooks.ts --modules [names…]   checks their code and solutions as modules:
 *                                       rules of the house, format, types, lint, run
 *
 * A name is a path, the name of a file in notebooks/ or its start (`02`);
 * without one, all lessons are meant. One line for each notebook (and step)
 * starts with `ok` or `FAILED`; the last line is `N passed, N failed`. The exit
 * code is 0 only if none failed.
 */

import { basename } from "node:path";
import { CellError } from "./notebook/cell_error.ts";
import { Modules, steps } from "./notebook/check_modules.ts";
import { chooseNotebooks } from "./notebook/choose.ts";
import { firstDifference } from "./notebook/compare.ts";
import { extractModule } from "./notebook/extract.ts";
import { KernelLostError } from "./notebook/kernel.ts";
import { formatNotebook, parseNotebook } from "./notebook/nbformat.ts";
import { replaceFile } from "./notebook/replace_file.ts";
import { runNotebook } from "./notebook/run_notebook.ts";
import { runTogether } from "./notebook/together.ts";

const flags = Deno.args.filter((x) => x.startsWith("-") && x !== "--");
const names = Deno.args.filter((x) => !x.startsWith("-"));
let passed = 0;
let failed = 0;

const unknown = flags.find((x) => x !== "--check" && x !== "--modules");
if (unknown !== undefined) {
  console.error(
    `Cannot run the notebooks: an option must be --check or --modules, it is ${unknown}`,
  );
  Deno.exit(1);
}
try {
  const paths = await chooseNotebooks(names);
  if (flags.includes("--modules")) await checkModules(paths);
  else await runTogether(paths, runOne);
} catch (error) {
  report("notebooks", 0, explain(error));
}
console.log(`${passed} passed, ${failed} failed`);
Deno.exit(failed === 0 ? 0 : 1);

async function runOne(path: string): Promise<void> {
  const start = performance.now();
  const name = basename(path);
  try {
    const old = await Deno.readTextFile(path);
    const fresh = await runNotebook(path, parseNotebook(old));
    const text = formatNotebook(fresh);
    const isCheck = flags.includes("--check");
    if (!isCheck && text !== old) replaceFile(path, text);
    const cells = fresh.cells.filter((cell) => cell.cell_type === "code");
    report(
      `${name}  ${cells.length} cells`,
      start,
      isCheck ? firstDifference(old, fresh) : undefined,
    );
  } catch (error) {
    report(name, start, explain(error));
  }
}

async function checkModules(paths: string[]): Promise<void> {
  const modules = await Promise.all(paths.map(extractModule));
  await Modules.use(modules, async (modules) => {
    for (const { name, check } of steps) {
      const start = performance.now();
      const problems = await check(modules);
      for (const [i, path] of paths.entries()) {
        const all = problems[i]!.join("\n        ");
        report(`${basename(path)}  ${name}`, start, all || undefined);
      }
    }
  });
}

function report(name: string, start: number, problem?: string): void {
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (problem === undefined) {
    passed++;
    console.log(`ok      ${name}  ${seconds} s`);
  } else {
    failed++;
    console.log(`FAILED  ${name}\n        ${problem}`);
  }
}

/** The message of a failure that is the notebook's or the machine's, not ours. */
function explain(error: unknown): string {
  const isExpected = error instanceof CellError ||
    error instanceof KernelLostError || error instanceof TypeError ||
    error instanceof Deno.errors.NotFound;
  if (!isExpected) throw error;
  return error.message;
}
