/**
 * Says what is there, what is missing and what to type: `deno task doctor`.
 * It sets nothing up, and exits with 0 if the lessons can be opened and the tests run.
 */

import { lookUp } from "./doctor/facts.ts";
import { findings, toLine } from "./doctor/findings.ts";

const found = findings(await lookUp());
for (const finding of found) console.log(toLine(finding));
const isMissing = found.some(({ state }) => state === "missing");
console.log(
  isMissing
    ? "\nSomething is missing: what to type is at the end of its line."
    : "\nThe lessons can be opened and the tests run.",
);
Deno.exit(isMissing ? 1 : 0);
