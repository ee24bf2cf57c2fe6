/** Runs the long forms of the tests: `deno task stress [--only step,step]`. */

import { runSteps, type Step } from "./test/steps.ts";

const steps: Step[] = [
  {
    name: "runner",
    title: "Tests of the notebook runner, in their long forms",
    deno: ["test", "-A", "--frozen", "tests/notebooks"],
    hasCounts: true,
    lane: 1,
  },
  {
    name: "zoo",
    title: "Audits of wrong and of right mechanisms, in their long forms",
    deno: [
      "test",
      "--allow-env=STRESS",
      "--frozen",
      "tests/statistical/zoo",
    ],
    hasCounts: true,
    lane: 2,
  },
];

Deno.exit(await runSteps(steps, Deno.args, { STRESS: "1" }));
