import assert from "node:assert/strict";
import { answersChart } from "lib/charts/answers.ts";
import { palette } from "lib/charts/plot.ts";
import { render, requireTexts } from "./render.ts";

const truth = [40, 12, 0];
const edges = [0, 10, 20, 30];
const rough = { epsilon: 0.1, truth, released: [31, 18, -6], edges };
const fine = { epsilon: 1, truth, released: [41, 12, 0], edges };
const count = { epsilon: 1, truth: [52], released: [50] };

const draw = (answers: Parameters<typeof answersChart>[0]) => {
  const picture = render(answersChart(answers, { x: "age (years)" }));
  const numbers = (selector: string, names: string[]) =>
    picture.all(selector).map((element) =>
      names.map((name) => Number(element.getAttribute(name)))
    );
  return {
    picture,
    bars: numbers('[fill="#9dc3de"] rect', ["x", "width", "y", "height"]),
    truths: numbers(`[stroke="${palette.orange}"] line`, ["x1", "x2", "y1"]),
    zeros: numbers(`[stroke="${palette.rule}"] line`, ["y1"]).flat(),
  };
};

Deno.test("answersChart() has a panel for each ε and leaves out what is no histogram", () => {
  const { picture, bars } = draw([count, rough, fine]);
  assert.equal(bars.length, 6);
  requireTexts(picture, [
    "ε = 0.1",
    "ε = 1",
    "released",
    "true",
    "age (years) →",
  ]);
});

Deno.test("answersChart() draws released and true counts on one scale for all panels", () => {
  const { bars, truths, zeros } = draw([rough, fine]);
  assert.equal(truths.length, 6);
  const [zero] = zeros;
  // The true 40 and the released 41 give the scale.
  const perCount = (zero! - truths[0]![2]!) / 40;
  [...rough.released, ...fine.released].forEach((value, i) => {
    const [x, width, y, height] = bars[i]!;
    assert(Math.abs(height! - Math.abs(value) * perCount) < 1e-6);
    assert(Math.abs(y! - (zero! - Math.max(value, 0) * perCount)) < 1e-6);
    const [x1, x2, y1] = truths[i]!;
    assert(x1! < x! && x! + width! < x2!);
    assert(Math.abs(y1! - (zero! - truth[i % 3]! * perCount)) < 1e-6);
  });
});

Deno.test("answersChart() says how far off the counts are", () => {
  const { picture } = draw([rough, fine]);
  assert.equal(
    picture.svg.getAttribute("aria-description"),
    "Histograms of age (years): at ε = 0.1 the 3 counts are off by 7 on average, by 9 at most; " +
      "at ε = 1 the 3 counts are off by 0.33 on average, by 1 at most.",
  );
});

Deno.test("answersChart() draws empty and negative histograms", () => {
  for (const released of [[0, 0, 0], [-3, -1, -2]]) {
    const { bars } = draw([{ ...rough, truth: [0, 0, 0], released }]);
    assert.equal(bars.length, 3);
  }
});

Deno.test("answersChart() refuses to draw nothing", () => {
  for (const answers of [[], [count]]) {
    assert.throws(() => answersChart(answers, { x: "age" }), {
      name: "RangeError",
      message: "Cannot draw the histograms: there must be at least one row",
    });
  }
});
