/**
 * Runs the lessons on the Deno kernel.
 *
 *     notebooks.ts [names…]            runs them and rewrites their outputs
 *     notebooks.ts --check [names…]    changes nothing; fails if a fresh run differs
 *
 * A name is a path, a file name in notebooks/ or its start (`02`); without one,
 * all lessons are meant.
 */

import { basename, join } from "node:path";
import { firstDifference } from "./notebook/compare.ts";
import { CellError } from "./notebook/cell_error.ts";
import { replaceFile } from "./notebook/replace_file.ts";
import { formatNotebook, parseNotebook } from "./notebook/nbformat.ts";
import { root } from "./notebook/paths.ts";
import { runNotebook } from "./notebook/run_notebook.ts";

const flags = Deno.args.filter((x) => x.startsWith("-") && x !== "--");
const names = Deno.args.filter((x) => !x.startsWith("-"));
const isCheck = flags.includes("--check");

let failed = 0;
const paths = await choose(names);
const waiting = [...paths];
await Promise.all([work(), work()]);
console.log(`${paths.length - failed} passed, ${failed} failed`);
Deno.exit(failed === 0 ? 0 : 1);

async function work(): Promise<void> {
  for (let path = waiting.shift(); path; path = waiting.shift()) {
    const name = basename(path);
    const start = performance.now();
    try {
      const cells = await runOne(path);
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      console.log(`ok      ${name}  ${cells} cells  ${seconds} s`);
    } catch (error) {
      failed++;
      if (!(error instanceof CellError) && !(error instanceof TypeError)) {
        throw error;
      }
      console.log(`FAILED  ${name}  ${error.message}`);
    }
  }
}

async function runOne(path: string): Promise<number> {
  const old = await Deno.readTextFile(path);
  const fresh = await runNotebook(path, parseNotebook(old));
  if (isCheck) {
    const difference = firstDifference(old, fresh);
    if (difference !== undefined) throw new TypeError(difference);
  } else {
    replaceFile(path, formatNotebook(fresh));
  }
  return fresh.cells.filter((cell) => cell.cell_type === "code").length;
}

async function choose(names: string[]): Promise<string[]> {
  const folder = join(root, "notebooks");
  const all: string[] = [];
  for await (const { name } of Deno.readDir(folder)) {
    if (name.endsWith(".ipynb")) all.push(name);
  }
  all.sort();
  if (names.length === 0) return all.map((name) => join(folder, name));
  return names.flatMap((wanted) => {
    if (/[\\/]/.test(wanted)) return [wanted];
    const found = all.filter((name) => name.startsWith(wanted));
    if (found.length > 0) return found.map((name) => join(folder, name));
    console.error(
      `Cannot run ${wanted}: it must be one of notebooks/: ${all.join(", ")}`,
    );
    Deno.exit(1);
  });
}
