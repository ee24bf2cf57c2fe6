/** Runs the steps of `deno task test` and `deno task stress`, and counts. */

import { ProgressMeter } from "../../lib/notebook/progress.ts";
import { places } from "../setup/places.ts";
import { Interrupted } from "../setup/problem.ts";
import { runCaptured } from "../setup/run.ts";
import { countOne, type Counts, readCounts, watch } from "./counts.ts";

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

interface Result extends Counts {
  output: string;
  seconds: number;
}

/**
 * Runs every step, whatever fails, shows the results in the given order, and ends with the
 * line `N passed, N failed`. Returns the exit code: 0 if something ran and nothing failed.
 * `args` may be `--only name,name`.
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
  const meter = new ProgressMeter({ label: "Done" });
  const results = startLanes(steps, env, () => void meter.step());
  let passed = 0;
  let failed = 0;
  const failures: string[] = [];
  try {
    for (const step of steps) {
      console.log(`${step.title}: deno ${step.deno.join(" ")}`);
      const result = await results.get(step)!;
      await meter.hide();
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
  } finally {
    await meter.hide();
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
  onOne: () => void,
): Map<Step, Promise<Result>> {
  const results = new Map<Step, Promise<Result>>();
  const lanes = new Map<number, Promise<unknown>>();
  for (const step of steps) {
    const result = (lanes.get(step.lane) ?? Promise.resolve()).then(() =>
      run(step, env, onOne)
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
  onOne: () => void,
): Promise<Result> {
  const start = performance.now();
  const { code, output } = await runCaptured({
    program: Deno.execPath(),
    args: step.deno,
    env,
    cwd: places.root,
  }, watch(onOne));
  const seconds = (performance.now() - start) / 1000;
  return {
    ...(step.hasCounts ? readCounts : countOne)(code, output),
    output,
    seconds,
  };
}
