import assert from "node:assert/strict";
import { chiSquareTest } from "lib/audit/goodness_of_fit.ts";
import { ALPHA } from "../helpers.ts";
import { quickRandom } from "./quick_random.ts";

Deno.test("quickRandom() repeats itself, and differs from seed to seed", () => {
  const first = (seed: string) => quickRandom(seed).uint32();
  assert.equal(first("a"), first("a"));
  assert.notEqual(first("a"), first("b"));
  assert.equal(quickRandom("a").fork("b").uint32(), first("a/b"));
  const words = new Uint32Array(1);
  quickRandom("a").fill(words);
  assert.equal(words[0], first("a"));
});

Deno.test("quickRandom() is even, and one draw says nothing about the next", () => {
  const random = quickRandom("even");
  const cells = 16;
  const draws = 100_000;
  const pairs = Array<number>(cells * cells).fill(0);
  let last = 0;
  for (let i = 0; i < draws; i++) {
    const next = Math.floor(cells * random.uniform());
    pairs[last * cells + next]!++;
    last = next;
  }
  const { pValue } = chiSquareTest(
    pairs,
    pairs.map(() => draws / pairs.length),
  );
  assert(pValue > ALPHA && pValue < 1 - ALPHA);
});
