import assert from "node:assert/strict";
import { deployments } from "lib/datasets/deployments.ts";

Deno.test("deployments have an ε and a δ in range, a unit, a relation and a dated source", () => {
  assert(deployments.length > 0);
  for (const { epsilon, delta, ...texts } of deployments) {
    assert(epsilon > 0 && epsilon < Infinity);
    assert(delta >= 0 && delta < 0.001);
    assert.deepEqual(Object.keys(texts).sort(), [
      "deployment",
      "neighbors",
      "protects",
      "source",
    ]);
    assert(Object.values(texts).every((text) => text.trim() !== ""));
    assert.match(texts.source, /\b20\d\d\b/);
  }
});

Deno.test("deployments are listed from the smallest ε to the largest", () => {
  const epsilons = deployments.map(({ epsilon }) => epsilon);
  assert.deepEqual(epsilons, epsilons.toSorted((a, b) => a - b));
});
