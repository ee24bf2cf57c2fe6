import assert from "node:assert/strict";
import { auditMechanism } from "lib/audit/audit_mechanism.ts";
import { seededRandom } from "lib/seeded_random.ts";
import { NaiveProcessor } from "lib/textbook/naive_processor.ts";

// Each of these is a flaw that the lesson shows: a repair here breaks it.

Deno.test("anonymizePurchases() of the naive processor adds noise of scale 1/ε, whatever the purchases", () => {
  for (const purchases of [[100, 200, 300], [1e6], []]) {
    const total = purchases.reduce((a, b) => a + b, 0);
    const noise = [1, 0.1].map((epsilon) =>
      new NaiveProcessor(epsilon, seededRandom(42))
        .anonymizePurchases(purchases) - total
    );
    assert(Math.abs(noise[1]! - 10 * noise[0]!) < 1e-6);
  }
});

Deno.test("anonymizePurchases() of the naive processor tells whether 300 dollars are in the list", () => {
  const { violates, epsilonLowerBound } = auditMechanism(
    (purchases: readonly number[], random) =>
      new NaiveProcessor(1, random).anonymizePurchases(purchases),
    {
      neighbors: [[100, 200], [100, 200, 300]],
      draws: 4000,
      claimedEpsilon: 1,
      random: seededRandom("naive"),
    },
  );
  assert.equal(violates, true);
  assert(epsilonLowerBound > 5);
});

Deno.test("anonymizePurchases() of the naive processor answers for ever, and averages to the truth", () => {
  const naive = new NaiveProcessor(1, seededRandom("again"));
  let sum = 0;
  for (let i = 0; i < 20_000; i++) sum += naive.anonymizePurchases([600]);
  // The standard error is √2/√20,000 = 0.01.
  assert(Math.abs(sum / 20_000 - 600) < 0.05);
});
