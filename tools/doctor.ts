/**
 * Says what is there, what is missing and what to type: `deno task doctor`.
 * It sets nothing up, and exits with 0 if the lessons can be opened and the tests run.
 */

import { lookUp } from "./doctor/facts.ts";
import { findings, toText } from "./doctor/findings.ts";

const facts = await lookUp();
const found = findings(facts);
for (const finding of found) console.log(toText(finding, facts));
const isMissing = found.some(({ state }) => state === "missing");
console.log(
  isMissing
    ? "\nSomething is missing: below it is what to type."
    : "\nThe lessons can be opened and the tests run.",
);
Deno.exit(isMissing ? 1 : 0);
