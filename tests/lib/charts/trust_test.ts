import assert from "node:assert/strict";
import { palette } from "lib/charts/plot.ts";
import { trustChart } from "lib/charts/trust.ts";
import { render, requireTexts } from "./render.ts";

const truths = Array.from({ length: 50 }, (_, i) => i % 5 === 0);
const reports = truths.map((yes, i) => i < 7 ? !yes : yes);
const options = { truths, reports, local: 0.26, central: 0.195, epsilon: 1.1 };

/** Whether each dot is a yes, column by column, row of the picture by row. */
function dots(answers: typeof options) {
  const picture = render(trustChart(answers));
  const circles = picture.all('[aria-label="dot"] circle')
    .filter((dot) => dot.getAttribute("r") === "4" && dot.getAttribute("fill"))
    .map((dot) => dot.getAttribute("fill") === palette.blue);
  const people = answers.truths.length;
  const part = (i: number) => circles.slice(i * people, (i + 1) * people);
  return { picture, parts: [0, 1, 2, 3].map(part) };
}

Deno.test("trustChart() draws the reports of a local survey and the truths of a central one", () => {
  const { parts } = dots(options);
  assert.deepEqual(parts, [truths, reports, truths, truths]);
});

Deno.test("trustChart() says what is published, how far off it is, and how many reports are not true", () => {
  const { picture } = dots(options);
  requireTexts(picture, [
    "26.0%",
    "off by 6.0%",
    "19.5%",
    "off by 0.5%",
    "7 of 50 reports are not true",
    "50 people at ε = 1.1; 20.0% of them have a yes",
    "what a company collects",
    "what a trusted curator holds",
  ]);
  const description = picture.svg.getAttribute("aria-description")!;
  assert.match(description, /7 of 50 reports differ from the truth/);
  assert.match(description, /estimated share of yes is 26\.0%/);
  assert.match(description, /released share is 19\.5%/);
});

Deno.test("trustChart() draws the line of the noise before the collector, and after the curator", () => {
  const { picture } = dots(options);
  const xs = picture.all(`[stroke="${palette.orange}"] line`)
    .map((line) => Number(line.getAttribute("x1")));
  assert.equal(xs.length, 2);
  const [people, held, published] = [24, 272, 540];
  assert(people < xs[0]! && xs[0]! < held);
  assert(held < xs[1]! && xs[1]! < published);
});

Deno.test("trustChart() grows with the crowd and keeps every dot inside", () => {
  for (const people of [1, 200, 600]) {
    const crowd = Array.from({ length: people }, (_, i) => i % 3 === 0);
    const { picture } = dots({ ...options, truths: crowd, reports: crowd });
    const height = Number(picture.svg.getAttribute("height"));
    for (const dot of picture.all('[aria-label="dot"] circle')) {
      assert(Number(dot.getAttribute("cy") ?? 0) < height);
    }
  }
});

Deno.test("trustChart() refuses nobody, and reports that are not one for each person", () => {
  assert.throws(() => trustChart({ ...options, truths: [], reports: [] }), {
    name: "RangeError",
    message:
      "Cannot draw local and central privacy: there must be at least one row",
  });
  assert.throws(() => trustChart({ ...options, reports: [true] }), {
    name: "RangeError",
    message:
      "Cannot draw local and central privacy: there must be a report for each of 50 people, but there are 1",
  });
});
