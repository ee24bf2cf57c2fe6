import assert from "node:assert/strict";
import { Rational } from "lib/exact.ts";
import { discreteGaussianNoise } from "lib/sampling/discrete_gaussian.ts";
import { discreteLaplaceNoise } from "lib/sampling/discrete_laplace.ts";
import { remembered } from "lib/sampling/remembered.ts";

Deno.test("remembered() makes a sampler once, and forgets the one unused for longest", () => {
  const made: string[] = [];
  const noise = remembered((scale) => {
    made.push(String(scale));
    return { draw: () => 0 };
  });
  const first = noise(Rational.of("1/3"));
  assert.equal(noise(Rational.of("2/6")), first);
  for (let i = 1; i <= 15; i++) noise(Rational.of(i));
  assert.equal(noise(Rational.of("1/3")), first);
  noise(Rational.of(16));
  assert.equal(made.length, 17);
  assert.equal(noise(Rational.of("1/3")), first);
  noise(Rational.of(1));
  assert.deepEqual(made.slice(-2), ["16", "1"]);
});

Deno.test("remembered() gives samplers that nobody can change for those who get them next", () => {
  const scale = Rational.of("7/3");
  for (const noise of [discreteLaplaceNoise, discreteGaussianNoise]) {
    const sampler = noise(scale) as { draw: unknown };
    assert.throws(() => sampler.draw = () => 0, TypeError);
    assert.equal(noise(scale), sampler);
  }
});
