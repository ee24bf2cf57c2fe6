import assert from "node:assert/strict";
import { tradeoffChart, type TradeoffRow } from "lib/charts/mod.ts";
import { palette } from "lib/charts/plot.ts";
import { laplaceErrorBand } from "lib/textbook/mod.ts";
import { type Picture, pointsOf, render, requireTexts } from "./render.ts";

const epsilons = Array.from(
  { length: 15 },
  (_, i) => 10 ** (-1 + 2.5 * i / 14),
);
const exact = epsilons.map((epsilon) => ({
  epsilon,
  meanAbsoluteError: 1 / epsilon,
}));
const dots = `[aria-label="dot"][fill="${palette.orange}"] circle[r="4"]`;

/** The dots of the rows; the legend has one more, which lies elsewhere. */
function rowDots(picture: Picture) {
  return picture.all(dots).length - 1;
}

Deno.test("tradeoffChart() draws a dot for each row and a line through them", () => {
  const picture = render(tradeoffChart(exact, { trials: 20 }));
  assert.equal(rowDots(picture), 15);
  const lines = picture.all('[aria-label="line"] path').map(pointsOf);
  assert.deepEqual(lines, [81, 15]);
  assert.equal(picture.all('[aria-label="area"] path').length, 1);
});

Deno.test("tradeoffChart() labels every tick inside its frame, and the axes", () => {
  const picture = render(tradeoffChart(exact, { trials: 20 }));
  const labels = (axis: string) =>
    picture.all(`[aria-label="${axis}-axis tick label"] text`)
      .map((text) => text.textContent);
  assert.deepEqual(labels("x"), [
    ...["0.1", "0.2", "0.5", "1", "2", "5", "10", "20"],
  ]);
  assert.deepEqual(labels("y"), ["0.03", "0.1", "0.3", "1", "3", "10"]);
  requireTexts(picture, [
    "privacy loss ε (log scale) →",
    "↑ mean absolute error (people, log scale)",
    "ε = 1, a common threshold",
  ]);
});

Deno.test("tradeoffChart() shades the three regions side by side over the whole frame", () => {
  const picture = render(tradeoffChart(exact, { trials: 20 }));
  const bands = picture.all('[aria-label="rect"] rect').map((rect) =>
    ["x", "width"].map((name) => Number(rect.getAttribute(name)))
  );
  assert.equal(bands.length, 3);
  let left = 64;
  for (const [x, width] of bands) {
    assert(Math.abs(x! - left) < 1e-9);
    left += width!;
  }
  assert(Math.abs(left - (760 - 24)) < 1e-9);
  requireTexts(picture, [
    "strong privacy",
    "moderate privacy",
    "weak privacy",
    "exact",
    "90% band",
    "20 trials",
  ]);
});

Deno.test("tradeoffChart() counts the averages that lie in the band", () => {
  const said = (rows: readonly TradeoffRow[]) =>
    tradeoffChart(rows, { trials: 20 }).ariaDescription;
  assert.match(said(exact), /15 of 15 lie in the 90% band/);

  const { low, high } = laplaceErrorBand({ epsilon: 1, trials: 20 });
  const rows = [0.99 * low, low, 1, high, 1.01 * high]
    .map((meanAbsoluteError) => ({ epsilon: 1, meanAbsoluteError }));
  assert.match(said(rows), /3 of 5 lie in the 90% band/);
  requireTexts(render(tradeoffChart(rows, { trials: 20 })), [
    "A count with Laplace noise: 3 of 5 averages of 20 trials lie in their 90% band",
  ]);
});

Deno.test("tradeoffChart() says its number of trials and computes the band for it", () => {
  const row = { epsilon: 1, meanAbsoluteError: 1.35 };
  const inside = tradeoffChart([row], { trials: 20 });
  const outside = tradeoffChart([row], { trials: 200 });
  assert.match(inside.ariaDescription, /average of 20 trials.* 1 of 1 lie/);
  assert.match(outside.ariaDescription, /average of 200 trials.* 0 of 1 lie/);
  requireTexts(render(outside), ["200 trials"]);
});

Deno.test("tradeoffChart() describes the line of its own domain", () => {
  const { ariaDescription } = tradeoffChart(exact, { trials: 20 });
  assert.match(
    ariaDescription,
    /from 11 people at epsilon 0.087 to 0.027 at epsilon 36/,
  );
});

Deno.test("tradeoffChart() draws one row, equal rows and rows far outside the band", () => {
  const row = exact[5]!;
  const far = [1e-4, 1e4].map((factor) => ({
    ...row,
    meanAbsoluteError: factor * row.meanAbsoluteError,
  }));
  for (const rows of [[row], [row, row, row], far]) {
    assert.equal(
      rowDots(render(tradeoffChart(rows, { trials: 1 }))),
      rows.length,
    );
  }
});

Deno.test("tradeoffChart() shades nothing outside its frame", () => {
  for (const [epsilon, regions] of [[0.1, 1], [10, 1], [5, 2]] as const) {
    const row = { epsilon, meanAbsoluteError: 1 / epsilon };
    const picture = render(tradeoffChart([row], { trials: 20 }));
    const rects = picture.all('[aria-label="rect"] rect');
    assert.equal(rects.length, regions);
    assert(rects.every((rect) => Number(rect.getAttribute("x")) >= 64));
    assert(!picture.texts.includes("ε = 1, a common threshold"));
  }
});

Deno.test("tradeoffChart() refuses what it cannot compute a band for", () => {
  assert.throws(() => tradeoffChart([], { trials: 20 }), {
    name: "RangeError",
  });
  for (const trials of [0, 1.5, NaN]) {
    assert.throws(() => tradeoffChart(exact, { trials }), {
      name: "RangeError",
      message:
        `Cannot compute the error band: trials must be a whole number of at least 1, but is ${trials}`,
    });
  }
  const wrong = { epsilon: -1, meanAbsoluteError: 1 };
  assert.throws(() => tradeoffChart([wrong], { trials: 20 }), {
    name: "RangeError",
    message: /epsilon must be a finite number above 0/,
  });
});
