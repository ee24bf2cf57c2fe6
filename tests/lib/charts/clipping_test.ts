import assert from "node:assert/strict";
import { clippingChart, type ClippingRow } from "lib/charts/clipping.ts";
import { palette } from "lib/charts/plot.ts";
import { type Picture, render, requireTexts } from "./render.ts";

const options = { limit: "rows a customer", unit: "dollars" };
const rows: ClippingRow[] = [
  { limit: 1, bias: 1000, noise: 10, error: 1000 },
  { limit: 2, bias: 100, noise: 20, error: 100.1 },
  { limit: 4, bias: 10, noise: 40, error: 41.2 },
  { limit: 8, bias: 0, noise: 80, error: 80 },
];
const LEFT = 84;
const RIGHT = 760 - 24;
const BOTTOM = 440 - 48;
const TOP = 90;

/** Where limits from 1 to 8 and errors from 10 to 1000 lie on log axes. */
const x = (limit: number) =>
  LEFT + (RIGHT - LEFT) * Math.log(limit) / Math.log(8);
const y = (value: number) =>
  BOTTOM - (BOTTOM - TOP) * Math.log(value / (10 / 1.2)) /
    Math.log(100 * 1.2 ** 2);

/** The points of the line of a color. */
function line(picture: Picture, color: string): number[][] {
  const [path] = picture.all(`[aria-label="line"][stroke="${color}"] path`);
  return path!.getAttribute("d")!.slice(1).split("L")
    .map((point) => point.split(",").map(Number));
}

function requireNear(found: number[][], expected: number[][]) {
  assert.equal(found.length, expected.length);
  found.flat().forEach((value, i) => {
    const wanted = expected.flat()[i]!;
    assert(Math.abs(value - wanted) < 0.01, `${value} is not ${wanted}`);
  });
}

const ticks = (picture: Picture, axis: "x" | "y") =>
  picture.all(`[aria-label="${axis}-axis tick label"] text`)
    .map((text) => text.textContent);

Deno.test("clippingChart() draws bias, noise and error at their limits", () => {
  const picture = render(clippingChart(rows, options));
  for (
    const [name, color] of [
      ["noise", palette.orange],
      ["error", palette.blue],
    ] as const
  ) {
    requireNear(
      line(picture, color),
      rows.map((row) => [x(row.limit), y(row[name])]),
    );
  }
  requireNear(
    picture.all('[aria-label="dot"] circle').map((dot) => [
      Number(dot.getAttribute("cx")),
      Number(dot.getAttribute("cy")),
    ]),
    rows.map(({ limit, error }) => [x(limit), y(error)]),
  );
});

Deno.test("clippingChart() ends the line of the bias where nothing is left out", () => {
  const picture = render(clippingChart(rows, options));
  requireNear(
    line(picture, palette.green),
    rows.slice(0, 3).map(({ limit, bias }) => [x(limit), y(bias)]),
  );
});

Deno.test("clippingChart() marks the limit of the smallest error, wherever it stands", () => {
  for (const order of [rows, rows.toReversed()]) {
    const picture = render(clippingChart(order, options));
    const rules = picture.all('[aria-label="rule"] line');
    assert.equal(rules.length, 1);
    assert(Math.abs(Number(rules[0]!.getAttribute("x1")) - x(4)) < 0.01);
    requireTexts(picture, [
      "Of these limits, 4 has the smallest error",
      "Mean absolute error of a noisy sum; at the minimum 41.2 dollars, of which the limit takes 10",
    ]);
  }
});

Deno.test("clippingChart() describes every limit, to three digits", () => {
  const row = { limit: 30, bias: 151_861, noise: 37_500, error: 152_514.4 };
  const { ariaDescription } = clippingChart([row, ...rows], options);
  assert.equal(
    ariaDescription,
    "Errors in dollars against rows a customer, both on log axes. " +
      "At 30: bias 152,000, noise 37,500, together 153,000; " +
      "At 1: bias 1,000, noise 10, together 1,000; " +
      "At 2: bias 100, noise 20, together 100; " +
      "At 4: bias 10, noise 40, together 41.2; " +
      "At 8: bias 0, noise 80, together 80.",
  );
});

Deno.test("clippingChart() labels every limit, powers of ten and both axes", () => {
  const picture = render(clippingChart(rows, options));
  assert.deepEqual(ticks(picture, "x"), ["1", "2", "4", "8"]);
  assert.deepEqual(ticks(picture, "y"), ["10", "100", "1K"]);
  requireTexts(picture, [
    "limit: rows a customer (log scale) →",
    "↑ mean absolute error (dollars, log scale)",
    "what the limit leaves out",
    "noise",
    "error of the release",
  ]);
});

Deno.test("clippingChart() has a tick between the lowest and the highest, however near they are", () => {
  // The last is 1.44 times the first: what one row takes with its margins.
  for (let low = 1; low < 10; low *= 1.01) {
    const row = { limit: 1, bias: 0, noise: low, error: low };
    const labels = ticks(render(clippingChart([row], options)), "y");
    assert(labels.length >= 1, `none around ${low}`);
  }
  const wide = [{ limit: 1, bias: 1, noise: 12, error: 12 }];
  assert.deepEqual(
    ticks(render(clippingChart(wide, options)), "y"),
    ["1", "2", "5", "10"],
  );
});

Deno.test("clippingChart() draws one row, equal rows and rows without bias", () => {
  const row = { limit: 5, bias: 2, noise: 3, error: 3.5 };
  const free = { ...row, bias: 0, error: 3 };
  for (
    const list of [
      [row],
      [row, row, row],
      [free],
      [free, { ...free, limit: 6 }],
    ]
  ) {
    const picture = render(clippingChart(list, options));
    assert.equal(
      picture.all('[aria-label="dot"] circle').length,
      list.length,
    );
    requireTexts(picture, ["Of these limits, 5 has the smallest error"]);
  }
});

Deno.test("clippingChart() refuses to draw nothing", () => {
  assert.throws(() => clippingChart([], options), {
    name: "RangeError",
    message:
      "Cannot draw the errors of clipping: there must be at least one row",
  });
});
