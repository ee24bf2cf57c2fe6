/** Runs the steps of `deno task test` and `deno task stress`, and counts. */

import { places } from "../setup/places.ts";
import { Interrupted } from "../setup/problem.ts";
import { runCaptured } from "../setup/run.ts";

export interface Step {
  /** For `--only`. */
  name: string;
  title: string;
  /** Arguments of the pinned Deno. */
  deno: string[];
  /** Whether its last line has counts, which are added up; any other step counts as one. */
  hasCounts?: boolean;
  /** Steps of the same lane run one after the other, the lanes side by side. */
  lane: 1 | 2;
}

interface Result {
  passed: number;
  failed: number;
  /** What it says about itself when all is well. */
  summary: string;
  output: string;
  seconds: number;
}

/**
 * Runs every step, whatever fails, shows the results in the given order, with a sign of life
 * twice a minute, and ends with the line `N passed, N failed`. Returns the exit code: 0 if
 * something ran and nothing failed. `args` may be `--only name,name`.
 */
export async function runSteps(
  all: Step[],
  args: string[],
  environment: Record<string, string> = {},
): Promise<number> {
  const steps = chosen(all, args);
  if (!steps) {
    console.error(
      `Cannot understand "${args.join(" ")}": it may be --only and some of ` +
        `${all.map((step) => step.name).join(",")}, or nothing.`,
    );
    return 1;
  }
  const env = { ...Deno.env.toObject(), NO_COLOR: "1", ...environment };
  const outputs = new Map<Step, string>();
  const results = startLanes(steps, env, outputs);
  let passed = 0;
  let failed = 0;
  const failures: string[] = [];
  try {
    for (const step of steps) {
      console.log(`${step.title}: deno ${step.deno.join(" ")}`);
      const sign = setInterval(() => {
        const passed = passedSoFar(outputs.get(step) ?? "");
        console.log(passed > 0 ? `  … ${passed} passed` : "  …");
      }, 30_000);
      const result = await results.get(step)!
        .finally(() => clearInterval(sign));
      passed += result.passed;
      failed += result.failed;
      if (result.failed > 0) {
        failures.push(step.name);
        console.log(result.output.trimEnd());
      }
      console.log(`  ${result.summary} (${result.seconds.toFixed(1)} s)`);
    }
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    return 130;
  }
  if (failures.length > 0) console.log(`Failed: ${failures.join(", ")}`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

function chosen(all: Step[], args: string[]): Step[] | undefined {
  if (args.length === 0) return all;
  const [option, names = ""] = args;
  const wanted = names.split(",");
  const known = wanted.every((name) => all.some((step) => step.name === name));
  if (option !== "--only" || args.length !== 2 || !known) return undefined;
  return all.filter((step) => wanted.includes(step.name));
}

function startLanes(
  steps: Step[],
  env: Record<string, string>,
  outputs: Map<Step, string>,
): Map<Step, Promise<Result>> {
  const results = new Map<Step, Promise<Result>>();
  const lanes = new Map<number, Promise<unknown>>();
  for (const step of steps) {
    const result = (lanes.get(step.lane) ?? Promise.resolve()).then(() =>
      run(
        step,
        env,
        (text) => outputs.set(step, (outputs.get(step) ?? "") + text),
      )
    );
    // The failure of one is seen where its result is awaited.
    result.catch(() => {});
    lanes.set(step.lane, result);
    results.set(step, result);
  }
  return results;
}

async function run(
  step: Step,
  env: Record<string, string>,
  onText: (text: string) => void,
): Promise<Result> {
  const start = performance.now();
  const { code, output } = await runCaptured({
    program: Deno.execPath(),
    args: step.deno,
    env,
    cwd: places.root,
  }, onText);
  const seconds = (performance.now() - start) / 1000;
  return {
    ...(step.hasCounts ? readCounts : countOne)(code, output),
    output,
    seconds,
  };
}

function countOne(code: number): Pick<Result, "passed" | "failed" | "summary"> {
  return code === 0
    ? { passed: 1, failed: 0, summary: "passed" }
    : { passed: 0, failed: 1, summary: `failed with exit code ${code}` };
}

/** How many tests, or notebooks, have passed by what was printed until now. */
export function passedSoFar(output: string): number {
  return output.match(/^(?:\S.* \.\.\. ok \(|ok {6}\S)/gm)?.length ?? 0;
}

/** The last line of `deno test`, or of the notebook runner. */
const counts = /^(?:(?:ok|FAILED) \| )?(\d+) passed.*?[|,] (\d+) failed.*$/gm;

export function readCounts(
  code: number,
  output: string,
): Pick<Result, "passed" | "failed" | "summary"> {
  const last = [...output.matchAll(counts)].at(-1);
  const passed = Number(last?.[1] ?? 0);
  let failed = Number(last?.[2] ?? 0);
  if (passed + failed === 0) {
    return { passed, failed: 1, summary: "failed: nothing was run" };
  }
  // It did not get to the end after what it counted.
  if (code !== 0) failed ||= 1;
  const ignored = last?.[0].match(/\d+ ignored/)?.[0];
  const parts = [`${passed} passed`, failed > 0 && `${failed} failed`, ignored];
  return { passed, failed, summary: parts.filter(Boolean).join(", ") };
}
