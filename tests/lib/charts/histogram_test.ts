import assert from "node:assert/strict";
import { histogramChart, type HistogramRow } from "lib/charts/histogram.ts";
import { palette } from "lib/charts/plot.ts";
import { type Picture, render, requireTexts } from "./render.ts";

const BARS = "#9dc3de";
const LEFT = 64;
const RIGHT = 760 - 80;
const TOP = 90;

/** Bins of equal width from 0 to 100. */
function panel(
  name: string,
  { values, truths = values, off }: {
    values: readonly number[];
    truths?: readonly number[];
    off: number;
  },
): HistogramRow[] {
  const width = 100 / values.length;
  return values.map((value, i) => ({
    from: i * width,
    to: (i + 1) * width,
    value,
    truth: truths[i]!,
    off,
    panel: name,
  }));
}

const coarse = panel("2 bins", { values: [90, 30], truths: [80, 40], off: 10 });
const fine = panel("4 bins", {
  values: [30, 45, 5, -5],
  truths: [32, 48, 0, 0],
  off: 15,
});

const numbers = (picture: Picture, selector: string, names: string[]) =>
  picture.all(selector).map((element) =>
    names.map((name) => Number(element.getAttribute(name)))
  );

/** The lines of a color, of every panel. */
const lines = (color: string) =>
  `[aria-label="rule"] [stroke="${color}"] line, [aria-label="rule"][stroke="${color}"] line`;

function draw(rows: readonly HistogramRow[]) {
  const picture = render(histogramChart(rows, { x: "price (cents)" }));
  const bars = `[fill="${BARS}"] rect`;
  return {
    picture,
    bars: numbers(picture, bars, ["x", "width", "y", "height"]),
    reaches: numbers(picture, lines(palette.blue), ["x1", "y1", "y2"]),
    truths: numbers(picture, lines(palette.orange), ["x1", "x2", "y1"]),
    zeros: numbers(picture, lines(palette.rule), ["y1"]).flat(),
  };
}

function requireNear(found: number, expected: number) {
  assert(Math.abs(found - expected) < 1e-6, `${found} is not ${expected}`);
}

Deno.test("histogramChart() draws each bin between its ends, with its truth over it", () => {
  const { bars, truths, reaches } = draw(coarse);
  const middle = (LEFT + RIGHT) / 2;
  assert.deepEqual(bars.map(([x, width]) => [x, x! + width!]), [
    [LEFT + 0.5, middle - 0.5],
    [middle + 0.5, RIGHT - 0.5],
  ]);
  assert.deepEqual(truths.map(([x1, x2]) => [x1, x2]), [
    [LEFT, middle],
    [middle, RIGHT],
  ]);
  assert.deepEqual(reaches.map(([x]) => x), [
    (LEFT + middle) / 2,
    (middle + RIGHT) / 2,
  ]);
});

Deno.test("histogramChart() draws counts, reaches and truths on the scale of their panel", () => {
  const { bars, reaches, truths, zeros } = draw([...coarse, ...fine]);
  // The panels have one scale of shares: their zeros lie at the same height.
  const [zero, other] = zeros;
  assert.equal(zero, other);
  [...coarse, ...fine].forEach(({ value, off, truth, panel }, i) => {
    // The bar of 90 or 45 with its reach.
    const highest = panel === "2 bins" ? 90 + 10 : 45 + 15;
    const at = (count: number) => zero! - (zero! - TOP) * count / highest;
    const [, , y, height] = bars[i]!;
    requireNear(y!, Math.min(at(value), zero!));
    requireNear(height!, Math.abs(at(value) - zero!));
    const [, y1, y2] = reaches[i]!;
    requireNear(y1!, at(value - off));
    requireNear(y2!, at(value + off));
    requireNear(truths[i]![2]!, at(truth));
  });
});

Deno.test("histogramChart() scales a panel to a true count above all bars", () => {
  const [truth] = draw(panel("1 bin", { values: [10], truths: [40], off: 5 }))
    .truths;
  requireNear(truth![2]!, TOP);
});

Deno.test("histogramChart() has a panel for each number of bins, in the order of the rows", () => {
  for (const rows of [[...coarse, ...fine], [...fine, ...coarse], coarse]) {
    const { picture, bars } = draw(rows);
    assert.equal(bars.length, rows.length);
    assert.deepEqual(
      picture.all('[aria-label="fy-axis tick label"] text')
        .map((text) => text.textContent),
      [...new Set(rows.map(({ panel }) => panel))],
    );
  }
});

Deno.test("histogramChart() says how high the bars are and how far the noise reaches", () => {
  const { picture } = draw([...coarse, ...fine]);
  assert.equal(
    picture.svg.getAttribute("aria-description"),
    "Noisy histograms of price (cents), each panel on the scale of its highest bar. " +
      "2 bins: the highest bar is 80, the noise reaches 10, 13% of it. " +
      "4 bins: the highest bar is 48, the noise reaches 15, 31% of it.",
  );
  requireTexts(picture, [
    "The finer the bars, the larger the noise beside them",
    "price (cents) →",
    "released",
    "reach of the noise",
    "true",
  ]);
});

Deno.test("histogramChart() draws negative counts below 0", () => {
  const rows = panel("2 bins", { values: [20, -4], truths: [20, 0], off: 5 });
  const { bars, zeros } = draw(rows);
  const [, , y, height] = bars[1]!;
  assert.equal(y, zeros[0]);
  assert(height! > 0);
});

Deno.test("histogramChart() cuts off what would leave its panel downward", () => {
  const rows = panel("2 bins", {
    values: [20, -400],
    truths: [20, 0],
    off: 5,
  });
  const [, , y, height] = draw(rows).bars[1]!;
  // Nothing is below the frame: 250 high, with 48 left for the axis.
  assert(y! + height! <= 250 - 48 + 1e-9);
});

Deno.test("histogramChart() draws one bar, equal bars and panels without anything", () => {
  const cases = [
    { values: [7], off: 1 },
    { values: [7, 7, 7], off: 1 },
    { values: [7, 7], off: 0 },
    { values: [0, 0], off: 0 },
    { values: [0, 0], off: 3 },
    { values: [-9, -5], truths: [0, 0], off: 3 },
  ];
  for (const one of cases) {
    const rows = panel("bins", one);
    const { picture, bars } = draw(rows);
    assert.equal(bars.length, rows.length);
    const { off, truths = one.values } = one;
    const largest = Math.max(...truths);
    const part = largest === 0 ? "" : `, ${Math.round(100 * off / largest)}%`;
    assert(
      picture.svg.getAttribute("aria-description")!.includes(
        `the highest bar is ${largest}, the noise reaches ${off}${part}`,
      ),
    );
  }
});

Deno.test("histogramChart() refuses to draw nothing", () => {
  assert.throws(() => histogramChart([], { x: "price" }), {
    name: "RangeError",
    message: "Cannot draw the histogram: there must be at least one row",
  });
});
