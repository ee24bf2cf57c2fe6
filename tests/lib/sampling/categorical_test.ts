import assert from "node:assert/strict";
import { drawCategorical } from "lib/sampling/categorical.ts";
import { type Bounds, expBounds } from "lib/sampling/exp_bounds.ts";
import { seededRandom } from "lib/seeded_random.ts";
import { expMinus } from "./reference.ts";
import { recording, wordsFirst } from "./sources.ts";

const MOST = 2 ** 32 - 1;

/** Whole weights, known exactly. */
const whole = (...weights: bigint[]) => (bits: number): Bounds[] =>
  weights.map((weight) => weight << BigInt(bits))
    .map((weight) => ({ low: weight, high: weight }));

Deno.test("drawCategorical() cuts the unit interval where the weights do, and not a bit off", () => {
  const draw = (...words: number[]) =>
    drawCategorical(whole(1n, 0n, 1n, 2n), wordsFirst(words));
  assert.equal(draw(0, 0), 0);
  assert.equal(draw(2 ** 30 - 1, MOST), 0);
  assert.equal(draw(2 ** 30, 0), 2);
  assert.equal(draw(2 ** 31 - 1, MOST), 2);
  assert.equal(draw(2 ** 31, 0), 3);
  assert.equal(draw(MOST, MOST), 3);
});

Deno.test("drawCategorical() of one candidate is that one", () => {
  assert.equal(drawCategorical(whole(5n), seededRandom(42)), 0);
});

const weights = (bits: number) => [
  expBounds(0n, 1n, bits),
  expBounds(1n, 1n, bits),
];

Deno.test("drawCategorical() decides a tie of 64 bits by further bits, and draws them once", () => {
  // The share of the first weight, 1/(1 + e^−1), as its first 64 bits
  const first = (1n << 464n) / ((1n << 400n) + expMinus(1n, 1n));
  const tie = [first >> 32n, first & 0xffffffffn].map(Number);
  const draw = (...words: number[]) => {
    const { source, drawn } = recording(wordsFirst([...tie, ...words]));
    return [drawCategorical(weights, source), drawn.length];
  };
  assert.deepEqual(draw(0, 0), [0, 4]);
  assert.deepEqual(draw(MOST, MOST), [1, 4]);
});

Deno.test("drawCategorical() draws on while the bounds decide nothing", () => {
  const vague = (bits: number) =>
    bits < 500
      ? [{ low: 0n, high: 9n << BigInt(bits) }, { low: 1n, high: 1n }]
      : whole(1n, 1n)(bits);
  const { source, drawn } = recording(wordsFirst([MOST]));
  assert.equal(drawCategorical(vague, source), 1);
  assert.equal(drawn.length, 512 / 32);
});
