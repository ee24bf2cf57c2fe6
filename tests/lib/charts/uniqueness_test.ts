import assert from "node:assert/strict";
import { uniquenessChart } from "lib/charts/mod.ts";
import { render, requireTexts } from "./render.ts";

const rows = [
  { known: "age", unique: 0 },
  { known: "age and zip", unique: 0.056 },
  { known: "age, zip and salary", unique: 1 },
];

Deno.test("uniquenessChart() draws a labeled bar for each row, as long as its share", () => {
  const picture = render(uniquenessChart(rows));
  const widths = picture.all('[aria-label="bar"] rect')
    .map((bar) => Number(bar.getAttribute("width")));
  assert.equal(widths.length, rows.length);
  rows.forEach(({ unique }, i) =>
    assert(Math.abs(widths[i]! / widths[2]! - unique) < 1e-9)
  );
  requireTexts(picture, ["0.0%", "5.6%", "100.0%"]);
  requireTexts(picture, rows.map(({ known }) => known));
  requireTexts(picture, [
    ...["0", "20", "40", "60", "80", "100"],
    "patients with values that nobody else has (%) →",
  ]);
});

Deno.test("uniquenessChart() says every share, and the last in its title", () => {
  const { ariaLabel, ariaDescription } = uniquenessChart(rows.slice(0, 2));
  assert.equal(
    ariaLabel,
    "Knowing age and zip singles out 5.6% of the patients",
  );
  assert(ariaDescription.includes("age: 0.0%; age and zip: 5.6%."));
});

Deno.test("uniquenessChart() grows with its rows", () => {
  const heights = [1, 2, 3].map((n) =>
    uniquenessChart(rows.slice(0, n)).height!
  );
  assert(heights[0]! < heights[1]! && heights[1]! < heights[2]!);
});

Deno.test("uniquenessChart() draws one row and shares that are all the same", () => {
  for (const unique of [0, 0.5, 1]) {
    const alike = ["a", "b"].map((known) => ({ known, unique }));
    assert.equal(render(uniquenessChart(alike)).all("rect").length, 2);
    assert.equal(
      render(uniquenessChart(alike.slice(0, 1))).all("rect").length,
      1,
    );
  }
});
