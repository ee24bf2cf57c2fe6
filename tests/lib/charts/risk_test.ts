import assert from "node:assert/strict";
import { posteriorChart } from "lib/charts/mod.ts";
import { pointsOf, render, requireTexts } from "./render.ts";
import { firstLine } from "../messages.ts";

const priors = [0.01, 0.1, 0.5];

Deno.test("posteriorChart() draws a smooth curve and a legend for each prior", () => {
  const picture = render(posteriorChart(priors));
  const curves = picture.all('[aria-label="line"] path');
  assert.deepEqual(curves.map(pointsOf), [121, 121, 121]);
  const colors = curves.map((curve) => curve.getAttribute("stroke"));
  assert.equal(new Set(colors).size, 3);
  requireTexts(picture, ["1% before", "10% before", "50% before"]);
});

Deno.test("posteriorChart() draws from one side of the frame to the other", () => {
  const [curve] = render(posteriorChart([0.1])).all('[aria-label="line"] path');
  const xs = curve!.getAttribute("d")!.match(/[ML][\d.]+/g)!
    .map((point) => Number(point.slice(1)));
  assert.deepEqual([xs[0], xs.at(-1)], [64, 760 - 24]);
});

Deno.test("posteriorChart() labels every tick and both axes", () => {
  const picture = render(posteriorChart(priors));
  const labels = picture.all('[aria-label="x-axis tick label"] text');
  assert.deepEqual(
    labels.map((text) => text.textContent),
    ["0.01", "0.1", "1", "5", "10"],
  );
  requireTexts(picture, [
    ...["0", "50", "100", "privacy loss ε (log scale) →"],
    "↑ belief after the release, at most (%)",
  ]);
});

Deno.test("posteriorChart() says what its curves say", () => {
  // p·e^ε/(1 − p + p·e^ε) for p = 0.1: 0.10936 at 0.1, 0.23197 at 1, 0.99959 at 10
  const { ariaLabel, ariaDescription } = posteriorChart([0.1]);
  assert.match(ariaLabel, /10% .*23\.2% at ε = 1, .*99\.96% at ε = 10/);
  assert.match(
    ariaDescription,
    /At epsilon 0.1: 10% becomes 10.94%. At epsilon 1: 10% becomes 23.2%. At epsilon 10: 10% becomes 99.96%.$/,
  );
  const { ariaDescription: three } = posteriorChart(priors);
  assert.equal(three.match(/ becomes /g)!.length, 9);
});

Deno.test("posteriorChart() draws the priors at which nothing can be learned", () => {
  for (const prior of [0, 1]) {
    const picture = render(posteriorChart([prior]));
    assert.equal(picture.all('[aria-label="line"] path').length, 1);
    requireTexts(picture, [`${100 * prior}% before`]);
  }
});

Deno.test("posteriorChart() refuses what is not a probability", () => {
  for (const prior of [-0.1, 1.1, NaN]) {
    assert.throws(() => posteriorChart([prior]), {
      name: "RangeError",
      message: firstLine(
        `Cannot bound the posterior: prior must be a number from 0 to 1, but is ${prior}`,
      ),
    });
  }
  for (const priors of [[], [0.1, 0.2, 0.3, 0.4]]) {
    assert.throws(() => posteriorChart(priors), { name: "RangeError" });
  }
});
