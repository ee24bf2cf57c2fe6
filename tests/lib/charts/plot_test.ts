import assert from "node:assert/strict";
import { chart, labeledAxis, palette, Plot } from "lib/charts/plot.ts";
import { render, requireTexts } from "./render.ts";

const dots = [{ x: 1, y: 2 }, { x: 3, y: 4 }];
const dot = Plot.dot(dots, { x: "x", y: "y" });
const plain = { title: "Up", description: "Two dots rise.", marks: [dot] };

Deno.test("chart() draws its marks, title and subtitle", () => {
  const picture = render(chart({ ...plain, subtitle: "from 2 to 4" }));
  requireTexts(picture, ["Up", "from 2 to 4"]);
  assert.equal(picture.all('[aria-label="dot"] circle').length, dots.length);
});

Deno.test("chart() draws its title as text, whatever it looks like", () => {
  const title = `<b>"&"</b>`;
  const picture = render(chart({ ...plain, title }));
  requireTexts(picture, [title]);
  assert(picture.svg.outerHTML.includes(`>&lt;b&gt;"&amp;"&lt;/b&gt;</text>`));
});

Deno.test("chart() draws a symbol and a label for every item of the legend", () => {
  const picture = render(chart({
    ...plain,
    legend: [
      { label: "area", color: palette.blue },
      { label: "points", color: palette.orange, symbol: "circle" },
      { label: "line", color: palette.green, symbol: "dash" },
    ],
  }));
  requireTexts(picture, ["area", "points", "line", "—"]);
  for (const color of [palette.blue, palette.orange, palette.green]) {
    assert(picture.svg.outerHTML.includes(`fill="${color}"`), color);
  }
});

Deno.test("chart() makes room above the marks for what stands there", () => {
  const legend = [{ label: "area", color: palette.blue }];
  const tops = [
    chart(plain),
    chart({ ...plain, subtitle: "from 2 to 4" }),
    chart({ ...plain, subtitle: "from 2 to 4", legend }),
  ].map(({ marginTop }) => marginTop!);
  assert(tops[0]! < tops[1]! && tops[1]! < tops[2]!);
});

Deno.test("chart() lets a chart choose its size", () => {
  const { svg } = render(chart({ ...plain, width: 300, height: 200 }));
  assert.equal(svg.getAttribute("viewBox"), "0 0 300 200");
});

Deno.test("labeledAxis() labels every tick, on a log scale as well", () => {
  const ticks = [0.01, 0.03, 0.1, 0.2, 0.5, 1, 20];
  const picture = render(chart({
    ...plain,
    x: { type: "log", domain: [0.01, 20] },
    marks: [labeledAxis(Plot.axisX, ticks, "privacy loss"), dot],
  }));
  requireTexts(picture, ["privacy loss"]);
  const labels = picture.all('[aria-label="x-axis tick label"] text');
  assert.deepEqual(labels.map((x) => x.textContent), ticks.map(String));
});
