import assert from "node:assert/strict";
import * as core from "lib/mod.ts";

// What a caller without types can write.
const without: Record<string, (options: never) => unknown> = {
  laplace: core.laplace,
  discreteLaplace: core.discreteLaplace,
  gaussian: core.gaussian,
  discreteGaussian: core.discreteGaussian,
  exponential: core.exponential,
  permuteAndFlip: core.permuteAndFlip,
  reportNoisyMax: core.reportNoisyMax,
};

for (const [name, create] of Object.entries(without)) {
  Deno.test(`${name}() assumes no sensitivity`, () => {
    const loss = name === "discreteGaussian" ? { rho: 1 } : { epsilon: 1 };
    const others = name === "gaussian" ? { ...loss, delta: 1e-6 } : loss;
    const creating = (options: object) => () => create(options as never);
    creating({ ...others, sensitivity: 1 })();
    const refusal = { name: "TypeError", message: /sensitivity must be given/ };
    assert.throws(creating(others), refusal);
    assert.throws(creating({ ...others, sensitivity: undefined }), refusal);
  });
}

Deno.test("aboveThreshold() takes counts, but no slip for them", () => {
  const options = { epsilon: 1, threshold: 10 };
  const written = core.aboveThreshold({ ...options, sensitivity: 1 });
  assert.equal(
    core.aboveThreshold(options).probability(5),
    written.probability(5),
  );
  assert.throws(
    () => core.aboveThreshold({ ...options, sensitivity: undefined } as never),
    { name: "TypeError", message: /sensitivity must be given/ },
  );
});
