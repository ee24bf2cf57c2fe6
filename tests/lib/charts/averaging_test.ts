import assert from "node:assert/strict";
import { averagingChart } from "lib/charts/mod.ts";
import { pointsOf, render, requireTexts } from "./render.ts";

const rows = Array.from({ length: 200 }, (_, i) => ({
  answers: i + 1,
  average: 300 + 8 / (i + 1),
}));

Deno.test("averagingChart() draws every average, the truth and half a person around it", () => {
  const picture = render(averagingChart(rows, { trueValue: 300 }));
  assert.deepEqual(
    picture.all('[aria-label="line"] path').map(pointsOf),
    [200],
  );
  const [band] = picture.all('[aria-label="rect"] rect');
  const [rule] = picture.all("[stroke-dasharray] line");
  const middle = Number(band!.getAttribute("y")) +
    Number(band!.getAttribute("height")) / 2;
  assert(Math.abs(middle - Number(rule!.getAttribute("y1"))) < 1e-9);
});

Deno.test("averagingChart() labels every tick up to the last answer, and both axes", () => {
  const picture = render(averagingChart(rows, { trueValue: 300 }));
  const labels = picture.all('[aria-label="x-axis tick label"] text');
  assert.deepEqual(
    labels.map((text) => text.textContent),
    ["1", "3", "10", "30", "100"],
  );
  requireTexts(picture, [
    "answers averaged (log scale) →",
    "↑ average of the answers (people)",
  ]);
});

Deno.test("averagingChart() says where the averages begin and end", () => {
  const { ariaLabel, ariaDescription } = averagingChart(rows, {
    trueValue: 300,
  });
  assert.equal(
    ariaLabel,
    "After 200 answers the average is 0.04 from the secret",
  );
  assert.match(
    ariaDescription,
    /starts 8\.00 away from the true count 300 and ends 0\.04 away after 200 answers/,
  );
});
