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
import { ProgressMeter } from "../lib/notebook/progress.ts";
import { steps } from "./notebook/check_modules.ts";
import { chooseNotebooks } from "./notebook/choose.ts";
import { firstDifference } from "./notebook/compare.ts";
import { type ExtractedModule, extractModule } from "./notebook/extract.ts";
import { Modules } from "./notebook/modules.ts";
import { formatNotebook, parseNotebook } from "./notebook/nbformat.ts";
import { replaceFile } from "./notebook/replace_file.ts";
import { runNotebook } from "./notebook/run_notebook.ts";
import { runTogether } from "./notebook/together.ts";
import { Problem } from "./setup/problem.ts";

const indent = "\n        ";
let passed = 0;
let failed = 0;
/** What is shown on the terminal while a person waits. */
let meter: ProgressMeter | undefined;

// With a listener, no signal can come between the two steps of a replacement.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  if (signal === "SIGTERM" && Deno.build.os === "windows") continue;
  Deno.addSignalListener(signal, () => {
    void meter?.hide();
    console.error("Interrupted: a notebook without a line above is unchanged");
    Deno.exit(130);
  });
}

try {
  await main();
} catch (error) {
  console.error(explain(error));
  failed++;
}
console.log(`${passed} passed, ${failed} failed`);
Deno.exit(failed === 0 ? 0 : 1);

async function main(): Promise<void> {
  const flags = Deno.args.filter((x) => x.startsWith("-") && x !== "--");
  const unknown = flags.find((x) => x !== "--check" && x !== "--modules");
  if (unknown !== undefined) {
    throw new Problem(
      `Cannot run the notebooks: an option must be --check or --modules, it is ${unknown}`,
    );
  }
  const paths = await chooseNotebooks(
    Deno.args.filter((x) => !x.startsWith("-")),
  );
  const names = paths.map((path) => basename(path)).join(", ");
  if (flags.includes("--modules")) {
    console.log(`Checking the code of ${names}`);
    await checkModules(paths);
  } else {
    console.log(`Running ${names}`);
    const isCheck = flags.includes("--check");
    meter = new ProgressMeter({ label: "Cells run", total: countCells(paths) });
    await runTogether(paths, (path) => runOne(path, isCheck));
  }
}

/** The number of code cells, those of files that cannot be read aside. */
function countCells(paths: readonly string[]): number {
  const numbers = paths.map((path) => {
    try {
      const { cells } = parseNotebook(Deno.readTextFileSync(path));
      return cells.filter((cell) => cell.cell_type === "code").length;
    } catch {
      return 0;
    }
  });
  return numbers.reduce((sum, n) => sum + n, 0);
}

async function runOne(path: string, isCheck: boolean): Promise<void> {
  const start = performance.now();
  const name = basename(path);
  try {
    const old = await Deno.readTextFile(path);
    const fresh = await runNotebook(path, parseNotebook(old), {
      onCell: () => void meter?.step(),
    });
    if (!isCheck) await replaceFile(path, old, formatNotebook(fresh));
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
  const modules: ExtractedModule[] = [];
  for (const path of paths) {
    try {
      modules.push(await extractModule(path));
    } catch (error) {
      report(`${basename(path)}  rules`, performance.now(), explain(error));
    }
  }
  await Modules.use(modules, async (modules) => {
    for (const { name, check } of steps) {
      const start = performance.now();
      meter = new ProgressMeter({ label: name, total: modules.all.length });
      const problems = await check(modules, () => void meter?.step());
      for (const [i, { notebook }] of modules.all.entries()) {
        const found = problems[i]!;
        report(
          `${basename(notebook)}  ${name}`,
          start,
          found.length > 0 ? found.join("\n") : undefined,
        );
      }
    }
  });
}

function report(name: string, start: number, problem?: string): void {
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  void meter?.hide();
  if (problem === undefined) {
    passed++;
    console.log(`ok      ${name}  ${seconds} s`);
  } else {
    failed++;
    console.log(`FAILED  ${name}\n${problem}`.replaceAll("\n", indent));
  }
}

/** The message of a failure that is the notebook's or the machine's, not ours. */
function explain(error: unknown): string {
  if (error instanceof Problem) return error.message;
  throw error;
}
