import assert from "node:assert/strict";
import { boundChart } from "lib/charts/mod.ts";
import { compact } from "lib/notebook/compact.ts";
import { drawSvg } from "lib/notebook/svg.ts";

Deno.test("compact() rounds coordinates to a tenth of a pixel", () => {
  const pairs = [
    [' d="M1.26,2.04L-3.351,4"', ' d="M1.3,2L-3.4,4"'],
    [' transform="translate(0.5,-0.04)"', ' transform="translate(0.5,0)"'],
    [' cx="12.3456789012345"', ' cx="12.3"'],
    [' x="1.5e-7"', ' x="0"'],
    [' x="100"', ' x="100"'],
  ];
  for (const [before, after] of pairs) {
    assert.equal(compact(`<g${before}>`), `<g${after}>`);
  }
});

Deno.test("compact() leaves texts and everything else as they are", () => {
  const svg =
    `<text dy="0.32em" fill-opacity="0.25" viewBox="0 0 1.25 1" aria-label="x=1.25">0.123 x="</text>`;
  assert.equal(compact(svg), svg);
});

Deno.test("compact() counts the identifiers of each picture from 1", () => {
  const svg = (one: number, other: number) =>
    `<clipPath id="plot-clip-${one}"></clipPath><g clip-path="url(#plot-clip-${one})"></g><g clip-path="url(#plot-clip-${other})"></g>`;
  assert.equal(compact(svg(17, 23)), compact(svg(1, 2)));
  assert.equal(
    compact(svg(17, 23)),
    svg(1, 2).replaceAll("plot-clip", "clip"),
  );
});

Deno.test("compact() moves no point of a picture by more than half a tenth", () => {
  const svg = drawSvg(boundChart([401, 97.3, 60.1, 12.7], {
    bound: 71.3,
    epsilon: 0.7,
    shown: 4,
    unit: "dollars",
  })).outerHTML;
  const numbers = (text: string) =>
    text.match(/-?\d*\.?\d+(?:e-?\d+)?/g)!.map(Number);
  const [exact, rounded] = [numbers(svg), numbers(compact(svg))];
  assert.equal(rounded.length, exact.length);
  assert(exact.some((x, i) => x !== rounded[i]));
  const off = Math.max(...exact.map((x, i) => Math.abs(x - rounded[i]!)));
  assert(off <= 0.05 + 1e-9, `${off}`);
});
