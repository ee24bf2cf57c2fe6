import assert from "node:assert/strict";
import { animals } from "./animals.ts";
import { isLong } from "./long_form.ts";
import { CERTIFICATE_ERROR } from "./subject.ts";

const trials = isLong ? 10 : 1;
const effort = isLong ? 2 : 1;

for (const { name, claim, audit } of animals) {
  Deno.test(`auditMechanism() catches: ${name}`, async () => {
    for (let trial = 0; trial < trials; trial++) {
      const found = await audit({ label: `trial ${trial}`, effort });
      const { epsilonLowerBound, event } = found;
      assert(found.violates, `${epsilonLowerBound} by: ${event}`);
      assert(epsilonLowerBound > claim.epsilon);
      assert(Math.abs(found.errorProbability - CERTIFICATE_ERROR) < 1e-15);
    }
  });
}

Deno.test("auditMechanism() catches an empty cell by what no other count can give", async () => {
  const cell = animals.find(({ name }) => name.endsWith("empty cell"))!;
  const { event, likelierUnder, rates } = await cell.audit();
  assert.equal(event, "proves a true count of 0");
  assert.equal(likelierUnder, 0);
  assert.equal(rates[1].hits, 0);
});
