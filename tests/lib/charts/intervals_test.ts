import assert from "node:assert/strict";
import { type IntervalRow, intervalsChart } from "lib/charts/intervals.ts";
import { palette } from "lib/charts/plot.ts";
import { type Picture, render, requireTexts } from "./render.ts";

const options = { title: "Free care is used more", x: "visits a year" };
const rows: IntervalRow[] = [
  { group: "free", value: 3, low: 2, high: 4, truth: 2.5 },
  { group: "pays 50%", value: 2, low: 1, high: 2.2, truth: 2.21 },
  { group: "pays 95%", value: 1.5, low: 1, high: 1.75, truth: 1 },
];
const LEFT = 30 + 7.5 * "pays 50%".length;
const RIGHT = 760 - 24;

/** Where values lie on an axis from 1 to 4. */
const x = (value: number) => LEFT + (RIGHT - LEFT) * (value - 1) / 3;

const numbers = (picture: Picture, selector: string, names: string[]) =>
  picture.all(selector).map((element) =>
    names.map((name) => Number(element.getAttribute(name)))
  );

/** The dots of the rows; the legend has one more as large as a truth, drawn last. */
function dots(picture: Picture) {
  const of = (color: string, r: number) =>
    numbers(picture, `[aria-label="dot"][fill="${color}"] circle[r="${r}"]`, [
      "cx",
      "cy",
    ]);
  return {
    released: of(palette.blue, 6),
    truths: of(palette.orange, 4).slice(0, -1),
  };
}

function requireNear(found: number[][], expected: number[][]) {
  assert.equal(found.length, expected.length);
  found.flat().forEach((value, i) => {
    const wanted = expected.flat()[i]!;
    assert(Math.abs(value - wanted) < 1e-6, `${value} is not ${wanted}`);
  });
}

Deno.test("intervalsChart() draws estimate, interval and truth of each group on its line", () => {
  const picture = render(intervalsChart(rows, options));
  const heights = picture.all('[aria-label="y-axis tick"] path').map((tick) =>
    Number(tick.getAttribute("transform")!.match(/,([\d.]+)\)/)![1])
  );
  const { released, truths } = dots(picture);
  requireNear(released, rows.map(({ value }, i) => [x(value), heights[i]!]));
  requireNear(truths, rows.map(({ truth }, i) => [x(truth), heights[i]!]));
  requireNear(
    numbers(picture, '[aria-label="rule"] line', ["x1", "x2", "y1", "y2"]),
    rows.map(({ low, high }, i) => [
      x(low),
      x(high),
      heights[i]!,
      heights[i]!,
    ]),
  );
});

Deno.test("intervalsChart() has the groups in the order of the rows", () => {
  for (const order of [rows, rows.toReversed()]) {
    const picture = render(intervalsChart(order, options));
    assert.deepEqual(
      picture.all('[aria-label="y-axis tick label"] text')
        .map((text) => text.textContent),
      order.map(({ group }) => group),
    );
  }
});

Deno.test("intervalsChart() counts the intervals that hold what is true, ends included", () => {
  // 2.21 is beyond 2.2; 1 is an end.
  const lists = [[rows, "2 of 3"], [rows.slice(1, 2), "0 of 1"]] as const;
  for (const [list, count] of lists) {
    requireTexts(render(intervalsChart(list, options)), [
      `Released estimates with intervals that hold together in 95% of releases; ${count} hold what is true`,
    ]);
  }
});

Deno.test("intervalsChart() says its title, its axis and every number", () => {
  const chart = intervalsChart(rows, options);
  assert.equal(chart.ariaLabel, "Free care is used more");
  assert.equal(
    chart.ariaDescription,
    "Estimates of visits a year. " +
      "free: 3, from 2 to 4, true 2.5; " +
      "pays 50%: 2, from 1 to 2.2, true 2.21; " +
      "pays 95%: 1.5, from 1 to 1.75, true 1.",
  );
  requireTexts(render(chart), [
    "visits a year →",
    "released",
    "interval",
    "true",
  ]);
});

Deno.test("intervalsChart() draws negative values, one row, equal rows and empty intervals", () => {
  const row = rows[0]!;
  const point = { group: "all", value: 2, low: 2, high: 2, truth: 2 };
  const below = { group: "all", value: -3, low: -9, high: -1, truth: 0 };
  for (const list of [[row], [row, row], [point], [point, point], [below]]) {
    const { released, truths } = dots(render(intervalsChart(list, options)));
    assert.equal(released.length, list.length);
    assert.equal(truths.length, list.length);
    for (const [x] of [...released, ...truths]) assert(x! >= 0 && x! <= 760);
  }
});

Deno.test("intervalsChart() leaves room for the longest name", () => {
  const group = "a plan with a rather long name";
  const { marginLeft } = intervalsChart(
    [rows[0]!, { ...rows[1]!, group }],
    options,
  );
  assert.equal(marginLeft, 30 + 7.5 * group.length);
});

Deno.test("intervalsChart() refuses to draw nothing", () => {
  assert.throws(() => intervalsChart([], options), {
    name: "RangeError",
    message: "Cannot draw the intervals: there must be at least one row",
  });
});
