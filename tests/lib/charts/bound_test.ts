import assert from "node:assert/strict";
import { boundChart } from "lib/charts/bound.ts";
import { clippingError } from "lib/database/clipping_error.ts";
import { palette } from "lib/charts/plot.ts";
import { type Picture, render, requireTexts } from "./render.ts";

const values = [40, 400, 60, 100];
const options = { bound: 90, epsilon: 0.5, shown: 4, unit: "dollars" };
const LEFT = 72;
const WIDTH = 760 - 24 - LEFT;
const TOP = 90;
const HEIGHT = 440 - 48 - TOP;

/** The height of the steps of an area, in units of the values. */
function steps(picture: Picture, color: string): number[] {
  const [area] = picture.all(`[aria-label="area"][fill="${color}"] path`);
  const points = area!.getAttribute("d")!.slice(1).split(/[LZ]/)
    .filter(Boolean).map((point) => Number(point.split(",")[1]));
  const heights = points.map((y) =>
    Math.round((TOP + HEIGHT - y) / HEIGHT * 420)
  );
  return heights.filter((height, i) => height > 0 && height !== heights[i - 1]);
}

Deno.test("boundChart() draws the largest values and what the bound keeps of them", () => {
  const picture = render(boundChart(values, options));
  assert.deepEqual(steps(picture, palette.green), [400, 100, 60, 40]);
  assert.deepEqual(steps(picture, palette.sky), [90, 60, 40]);
  const two = render(boundChart(values, { ...options, shown: 2 }));
  assert.deepEqual(steps(two, palette.green), [400, 100]);
});

Deno.test("boundChart() draws the noise as high as the bound and 1/ε wide", () => {
  const picture = render(boundChart(values, options));
  const [rectangle, ...others] = picture.all('[aria-label="rect"] rect');
  assert.equal(others.length, 0);
  const number = (name: string) => Number(rectangle!.getAttribute(name));
  assert.equal(number("x"), LEFT);
  assert(Math.abs(number("width") / WIDTH - 2 / 4) < 1e-9);
  assert(Math.abs(number("height") / HEIGHT - 90 / 420) < 1e-9);
});

Deno.test("boundChart() says both costs, as clippingError does", () => {
  for (const bound of [30, 90, 500]) {
    const { bias, noise } = clippingError(
      values.map((value) => ({ value })),
      { column: "value", max: bound, epsilon: 0.5 },
    );
    const { ariaLabel } = boundChart(values, { ...options, bound });
    assert.equal(
      ariaLabel,
      `A bound of ${bound} costs ${
        (bias + noise).toLocaleString("en-US")
      } dollars: ${bias} left out, ${noise.toLocaleString("en-US")} of noise`,
    );
  }
});

Deno.test("boundChart() counts who is above the bound", () => {
  const said = {
    400: "0 customers are above it",
    399: "1 customer is above it",
    90: "2 customers are above it",
  };
  for (const [bound, words] of Object.entries(said)) {
    const chart = boundChart(values, { ...options, bound: Number(bound) });
    requireTexts(render(chart), [
      `${words}; the noise is 2 customers wide, 1/ε at ε = 0.5`,
    ]);
    assert(chart.ariaDescription.includes(words));
  }
});

Deno.test("boundChart() draws fewer values than it may", () => {
  const picture = render(boundChart([7], { ...options, bound: 5, shown: 10 }));
  assert.equal(picture.all('[aria-label="area"] path').length, 2);
});

Deno.test("boundChart() refuses nothing to draw and options outside their intervals", () => {
  const refused = { name: "RangeError", message: /^Cannot draw the bound: / };
  assert.throws(() => boundChart([], options), refused);
  for (const change of [{ bound: 0 }, { epsilon: -1 }, { shown: 0.5 }]) {
    assert.throws(() => boundChart(values, { ...options, ...change }), refused);
  }
});
