/** Passes every check: `deno task test [--only step,step]`. */

import { runSteps, type Step } from "./test/steps.ts";

const steps: Step[] = [
  { name: "format", title: "Format", deno: ["fmt", "--check"], lane: 1 },
  { name: "lint", title: "Lint", deno: ["lint"], lane: 1 },
  {
    name: "types",
    title: "Types",
    deno: ["check", "--frozen", "lib", "tools", "tests"],
    lane: 1,
  },
  {
    name: "docs",
    title: "Examples in doc comments",
    deno: ["test", "--doc", "--frozen", "lib"],
    hasCounts: true,
    lane: 1,
  },
  {
    name: "unit",
    title: "Unit and statistical tests, without permissions",
    deno: ["test", "--frozen"],
    hasCounts: true,
    lane: 1,
  },
  {
    name: "data",
    title: "Tests of the files in data/",
    deno: ["test", "--allow-read=data", "--frozen", "tests/data"],
    hasCounts: true,
    lane: 1,
  },
  {
    name: "tools",
    title: "Tests of the tools",
    deno: ["test", "-A", "--frozen", "tests/tools"],
    hasCounts: true,
    lane: 2,
  },
  {
    name: "runner",
    title: "Tests of the notebook runner",
    deno: ["test", "-A", "--frozen", "tests/notebooks"],
    hasCounts: true,
    lane: 2,
  },
  {
    name: "modules",
    title: "Notebooks as modules",
    deno: ["run", "-A", "--frozen", "tools/notebooks.ts", "--modules"],
    hasCounts: true,
    lane: 1,
  },
  {
    name: "kernel",
    title: "Notebooks on the kernel",
    deno: ["run", "-A", "--frozen", "tools/notebooks.ts", "--check"],
    hasCounts: true,
    lane: 2,
  },
];

Deno.exit(await runSteps(steps, Deno.args));
