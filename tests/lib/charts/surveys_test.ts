import assert from "node:assert/strict";
import { palette } from "lib/charts/plot.ts";
import { surveysChart } from "lib/charts/surveys.ts";
import { render, requireTexts } from "./render.ts";

const errors = {
  friends: 100,
  local: [30_000, -9000, 150_000],
  central: [400, -2000],
};
const options = { sensitivity: 200_000, epsilon: 1, reach: 100_000 };
const LEFT = 32;
const WIDTH = 760 - 2 * LEFT;
const error = (x: string | null) =>
  Math.round((Number(x) - LEFT) / WIDTH * 200_000 - 100_000);

Deno.test("surveysChart() draws a dot for each survey at its error", () => {
  const picture = render(surveysChart(errors, options));
  const dots = (color: string) =>
    picture.all(`circle[r="2.5"][fill="${color}"]`)
      .map((dot) => error(dot.getAttribute("cx")));
  assert.deepEqual(dots(palette.orange), errors.local);
  assert.deepEqual(dots(palette.blue), errors.central);
  assert(picture.all("clipPath").length > 0);
});

Deno.test("surveysChart() draws bars of the exact standard errors", () => {
  // √2·200,000/√100 = 28,284 and √2·200,000/100 = 2,828
  const picture = render(surveysChart(errors, options));
  const bars = picture.all('line[stroke="#d55e00"], line[stroke="#0072b2"]')
    .map((bar) => ["x1", "x2"].map((name) => error(bar.getAttribute(name))));
  assert.deepEqual(bars, [[-28_284, 28_284], [-2828, 2828]]);
});

Deno.test("surveysChart() says both errors, and what was measured", () => {
  const chart = surveysChart(errors, options);
  assert.equal(
    chart.ariaLabel,
    "The standard error of 100 friends is 28,284 dollars; with a curator, 2,828",
  );
  // √((400² + 2000²)/2) = 1442
  assert.match(
    chart.ariaDescription,
    /a curator adds noise, the standard error is 2,828 dollars, 1,442 in these 2\. The first is √n = 10\.0 times the second\.$/,
  );
  requireTexts(render(chart), [
    "each friend adds noise",
    "a curator adds noise",
    "estimated mean minus actual mean (dollars) →",
  ]);
});

Deno.test("surveysChart() refuses nothing to draw and what is not above 0", () => {
  const refused = { name: "RangeError", message: /^Cannot draw the surveys: / };
  for (const change of [{ local: [] }, { central: [] }, { friends: 0 }]) {
    assert.throws(
      () => surveysChart({ ...errors, ...change }, options),
      refused,
    );
  }
  for (const name of ["sensitivity", "epsilon", "reach"]) {
    assert.throws(
      () => surveysChart(errors, { ...options, [name]: 0 }),
      refused,
    );
  }
});
