import assert from "node:assert/strict";
import { discreteGaussian } from "lib/mechanisms/discrete_gaussian.ts";
import { discreteLaplace } from "lib/mechanisms/discrete_laplace.ts";
import { gaussian } from "lib/mechanisms/gaussian.ts";
import { laplace } from "lib/mechanisms/laplace.ts";

Deno.test("a mechanism refuses noise that would take a release beyond the doubles", () => {
  const tooLarge = [
    () => discreteLaplace({ sensitivity: 1, epsilon: "1e-320" }),
    () => laplace({ sensitivity: 1, epsilon: "1e-320" }),
    () => laplace({ sensitivity: 1e300, epsilon: 1e-10 }),
    () => gaussian({ sensitivity: 1e300, rho: 1e-20 }),
    () => gaussian({ sensitivity: 1e300, epsilon: 1e-10, delta: 1e-10 }),
    () => discreteGaussian({ sensitivity: 1, rho: "1e-390" }),
  ];
  for (const make of tooLarge) {
    assert.throws(make, { name: "RangeError", message: /2\^1000|sigma/ });
  }
});

Deno.test("a mechanism releases finite numbers up to there", () => {
  const large = [
    discreteLaplace({ sensitivity: 1, epsilon: "1e-300" }),
    laplace({ sensitivity: 1, epsilon: "1e-300" }),
    gaussian({ sensitivity: 1e290, rho: 1e-10 }),
    discreteGaussian({ sensitivity: 1, rho: "1e-300" }),
  ];
  for (const mechanism of large) {
    assert(Number.isFinite(mechanism.release(0)));
    assert(Number.isFinite(mechanism.accuracy(0.05)));
  }
});
