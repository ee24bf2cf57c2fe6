import assert from "node:assert/strict";
import { fitChart, type FitRow } from "lib/charts/mod.ts";
import { render, requireTexts } from "./render.ts";

function bins(panel: string, observed: number[], expected: number[]): FitRow[] {
  return observed.map((observed, i) => ({
    panel,
    from: 10 * i,
    to: 10 * i + 10,
    observed,
    expected: expected[i]!,
  }));
}

const even = [50, 50, 50, 50];
const good = bins("ours", [48, 53, 51, 48], even);
const bad = bins("theirs", [90, 10, 10, 90], even);

Deno.test("fitChart() draws a bar and a rule for each bin, as high as the counts", () => {
  const { all } = render(fitChart([...good, ...bad], { x: "noise" }));
  const heights = all('[aria-label="rect"] rect')
    .map((rect) => Number(rect.getAttribute("height")));
  assert.equal(heights.length, 8);
  const observed = [...good, ...bad].map((row) => row.observed);
  const unit = heights[0]! / observed[0]!;
  heights.forEach((height, i) =>
    assert(Math.abs(height - unit * observed[i]!) < 1e-6)
  );
  const rules = all('[aria-label="rule"] line');
  assert(rules.length >= 8);
});

Deno.test("fitChart() tests each kind of draws and says which fit", () => {
  const chart = fitChart([...good, ...bad], { x: "noise ($)" });
  assert.equal(
    chart.ariaLabel,
    "1 of 2 kinds of draws does not fit what is claimed",
  );
  // Statistics 0.36 and 128, three degrees: erfc(√(x/2)) + √(2x/π)·e^(−x/2)
  assert.match(chart.ariaDescription, /ours: p = 0\.9484, .* is 3 off/);
  assert.match(chart.ariaDescription, /theirs: p < 0\.0001, .* is 40 off/);
  requireTexts(render(chart), ["drawn", "claimed", "noise ($) →"]);
  assert.equal(
    fitChart(good, { x: "noise" }).ariaLabel,
    "The draws fit what is claimed",
  );
  const both = [...bad, ...bins("others", [10, 90, 90, 10], even)];
  assert.equal(
    fitChart(both, { x: "noise" }).ariaLabel,
    "2 of 2 kinds of draws do not fit what is claimed",
  );
});

Deno.test("fitChart() refuses counts that are none", () => {
  assert.throws(() => fitChart([], { x: "noise" }), RangeError);
  const wrong = bins("ours", [1.5, 50, 50, 50], even);
  assert.throws(() => fitChart(wrong, { x: "noise" }), RangeError);
});
