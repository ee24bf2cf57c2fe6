import assert from "node:assert/strict";
import { discreteLaplace } from "lib/mechanisms/discrete_laplace.ts";
import { laplace } from "lib/mechanisms/laplace.ts";

/** Gives the first value at the first reading and the second ever after. */
function shifting(first: number, later: number): number[] {
  let readings = 0;
  return {
    length: 1,
    get 0() {
      return readings++ === 0 ? first : later;
    },
  } as unknown as number[];
}

Deno.test("releaseMany() releases what it has checked, also of a list that changes", () => {
  const many = { sensitivity: 1, epsilon: 100 };
  const [whole] = discreteLaplace(many).releaseMany(shifting(1, 0.5));
  assert(Number.isInteger(whole));
  const [finite] = laplace(many).releaseMany(shifting(1, NaN));
  assert(Number.isFinite(finite));
});
