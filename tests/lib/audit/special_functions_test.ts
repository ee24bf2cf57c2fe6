import assert from "node:assert/strict";
import { betaTails, upperGamma } from "lib/audit/special_functions.ts";

function near(actual: number, expected: number, relative = 1e-11) {
  assert(
    Math.abs(actual - expected) <= relative * Math.abs(expected),
    `${actual} is not near ${expected}`,
  );
}

Deno.test("betaTails() has the values of scipy.special.betainc", () => {
  const values = [
    [0.3, 2, 5, 0.5798250000000003],
    [0.5, 0.5, 0.5, 0.5],
    [0.95, 0.5, 0.5, 0.8564337068712936],
    [1e-5, 1, 1e6, 0.9999546023401924],
    [0.6, 600, 401, 0.5137298582871432],
    [0.2003, 200_000, 800_001, 0.7735891331317184],
    [1e-9, 3, 4, 1.9999999955000002e-26],
    [1e-9, 3, 1e9, 0.08030139734730393],
    [0.9, 3, 4, 0.99873],
    [0.01, 0.001, 20, 0.9987609469176675],
    [0.4, 1000, 1000, 8.231611354869154e-20],
  ] as const;
  for (const [x, a, b, expected] of values) {
    const { lower, upper } = betaTails(x, a, b);
    near(lower, expected);
    assert(Math.abs(lower + upper - 1) < 1e-15);
  }
});

Deno.test("betaTails() are a distribution function and its mirror image", () => {
  for (const [a, b] of [[1, 1], [3, 40], [0.2, 7], [500, 500]] as const) {
    assert.equal(betaTails(0, a, b).lower, 0);
    assert.equal(betaTails(1, a, b).lower, 1);
    let last = 0;
    for (let x = 0.01; x < 1; x += 0.01) {
      const p = betaTails(x, a, b).lower;
      assert(p >= last * (1 - 1e-12));
      assert(Math.abs(p - betaTails(1 - x, b, a).upper) < 1e-12);
      last = p;
    }
  }
});

Deno.test("upperGamma() has the values of scipy.special.gammaincc", () => {
  const values = [
    [0.5, 5, 0.001565402258002549],
    [0.5, 0.1, 0.6547208460185768],
    [7.5, 18.8, 0.0010335224293811884],
    [500, 600, 1.2255942330622893e-05],
    [500, 400, 0.9999991890618921],
    [1e5, 1.01e5, 0.0008084215129255896],
    [1, 700, 9.85967654375939e-305],
    [31.5, 77.5, 1.0230736515315342e-09],
  ] as const;
  for (const [s, x, expected] of values) near(upperGamma(s, x), expected);
  assert.equal(upperGamma(3, 0), 1);
  assert.equal(upperGamma(3, Infinity), 0);
});
