import assert from "node:assert/strict";
import { rocChart } from "lib/charts/mod.ts";
import { render, requireTexts } from "./render.ts";

Deno.test("rocChart() labels each dot where there is room for it", () => {
  const rows = [
    { label: "rare", truePositiveRate: 0.1, falsePositiveRate: 0.05 },
    { label: "usual", truePositiveRate: 0.99, falsePositiveRate: 0.98 },
    { label: "certain", truePositiveRate: 1, falsePositiveRate: 0 },
  ];
  const picture = render(rocChart(rows, { epsilon: 1 }));
  requireTexts(picture, ["Outside what ε = 1 allows: certain"]);
  assert.equal(picture.all('[aria-label="dot"] circle[r="5"]').length, 3);
  const labels = (anchor: string) =>
    picture.all(`[aria-label="text"][text-anchor="${anchor}"] text`)
      .map((text) => text.textContent);
  assert.deepEqual(labels("end"), ["usual"]);
  assert.deepEqual(labels("start").slice(0, 2), ["rare", "certain"]);
});
