import assert from "node:assert/strict";
import { clopperPearson } from "lib/audit/clopper_pearson.ts";
import { ALPHA } from "../helpers.ts";
import { libraryAt } from "./library.ts";
import { isLong } from "./long_form.ts";

const trials = isLong ? 5 : 1;

for (const { name, claim, audit } of libraryAt(1)) {
  Deno.test(`auditMechanism() passes: ${name}`, async () => {
    for (let trial = 0; trial < trials; trial++) {
      const { violates, epsilonLowerBound, event } = await audit({
        label: `trial ${trial}`,
      });
      assert.equal(violates, false, `${epsilonLowerBound} by: ${event}`);
      // Nor is it blind: it sees a good part of the ε that is there.
      assert(epsilonLowerBound > 0.3 * claim.epsilon);
    }
  });
}

for (const { name, audit } of libraryAt(2)) {
  Deno.test(`auditMechanism() catches at twice the ε: ${name}`, async () => {
    for (let trial = 0; trial < trials; trial++) {
      const { violates, epsilonLowerBound, event } = await audit({
        label: `trial ${trial}`,
      });
      assert(violates, `${epsilonLowerBound} by: ${event}`);
    }
  });
}

// Quick enough for many audits, and with an ε that is reached.
const often = libraryAt(1).filter(({ name }) =>
  isLong || name.startsWith("randomizedResponse")
);
const audits = isLong ? 200 : 400;

for (const { name, audit } of often) {
  Deno.test(`auditMechanism() errs as rarely as it says: ${name}`, async () => {
    const error = 0.1;
    let alarms = 0;
    for (let i = 0; i < audits; i++) {
      const trial = { label: `audit ${i}`, error, effort: 0.02 };
      if ((await audit(trial)).violates) alarms++;
    }
    const { low } = clopperPearson(alarms, audits, {
      confidence: 1 - 2 * ALPHA,
    });
    assert(low <= error, `${alarms} false alarms in ${audits} audits`);
  });
}
