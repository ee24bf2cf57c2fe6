import assert from "node:assert/strict";
import fc from "fast-check";
import { expBounds } from "lib/sampling/exp_bounds.ts";
import { expMinus } from "./reference.ts";

/** low ≤ e^(−x)·2^bits ≤ high, by a reference of twice the bits. */
function requireEnclosed(n: bigint, d: bigint, bits: number) {
  const places = 2n * BigInt(bits) + 100n;
  const extra = places - BigInt(bits);
  const value = expMinus(n, d, places);
  const error = 1n << 40n;
  const { low, high } = expBounds(n, d, bits);
  assert(low >= 0n && low <= high);
  assert(low << extra <= value + error, `${n}/${d} at ${bits}: low`);
  assert(high << extra >= value - error, `${n}/${d} at ${bits}: high`);
  assert(high - low <= 2n, `${n}/${d} at ${bits}: ${high - low} apart`);
}

const exponent = fc.oneof(
  fc.tuple(fc.bigInt(0n, 60n), fc.bigInt(1n, 60n)),
  fc.tuple(fc.bigInt(0n, 1n << 130n), fc.bigInt(1n << 128n, 1n << 129n)),
  fc.tuple(fc.bigInt(0n, 500n), fc.bigInt(1n, 3n)),
);

Deno.test("expBounds() enclose e^(−x), at most two units apart", () => {
  fc.assert(
    fc.property(
      exponent,
      fc.integer({ min: 1, max: 300 }),
      ([n, d], bits) => requireEnclosed(n, d, bits),
    ),
    { seed: 42, numRuns: 2000 },
  );
});

Deno.test("expBounds() enclose where x is 0, tiny, a power of two, or large", () => {
  const exponents: [bigint, bigint][] = [
    [0n, 1n],
    [0n, 1n << 90n],
    [1n, 1n << 200n],
    [1n, 10n ** 300n],
    ...[1n, 2n, 4n, 64n, 1024n].flatMap((n): [bigint, bigint][] => [
      [n, 1n],
      [(n << 90n) - 1n, 1n << 90n],
      [(n << 90n) + 1n, 1n << 90n],
    ]),
    [3000n, 1n],
  ];
  for (const [n, d] of exponents) {
    for (const bits of [1, 31, 63, 64, 95, 200]) requireEnclosed(n, d, bits);
  }
});

Deno.test("expBounds() of 0 are exact, and of a huge x the smallest there are", () => {
  assert.equal(expBounds(0n, 7n, 50).low, 1n << 50n);
  assert.equal(expBounds(0n, 7n, 50).high, 1n << 50n);
  for (const x of [1000n, 10n ** 6n, 10n ** 300n]) {
    assert.deepEqual(expBounds(x, 1n, 64), { low: 0n, high: 1n });
  }
});
