import assert from "node:assert/strict";
import { noiseChart, type NoiseRow } from "lib/charts/mod.ts";
import { render, requireTexts } from "./render.ts";

/** For each ε, 2n counts whose distances from 300 are 0.1/ε, 0.2/ε … n/10ε. */
function ladder(n: number, epsilons: readonly number[]): NoiseRow[] {
  return epsilons.flatMap((epsilon) =>
    Array.from({ length: 2 * n }, (_, i) => {
      const distance = (1 + Math.floor(i / 2)) / 10 / epsilon;
      return { epsilon, noisy: 300 + (i % 2 === 0 ? distance : -distance) };
    })
  );
}

const bars = '[aria-label="rect"] rect';

Deno.test("noiseChart() has a panel for each ε, in the order of the rows", () => {
  for (const epsilons of [[0.1, 1, 10], [10, 0.5]]) {
    const picture = render(
      noiseChart(ladder(20, epsilons), { trueValue: 300 }),
    );
    const panels = picture.all('[aria-label="fy-axis tick label"] text');
    assert.deepEqual(
      panels.map((text) => text.textContent),
      epsilons.map((epsilon) => `ε = ${epsilon}`),
    );
  }
});

Deno.test("noiseChart() draws a bar wherever a count fell", () => {
  const picture = render(noiseChart(ladder(20, [1]), { trueValue: 300 }));
  assert.equal(picture.all(bars).length, 40);
});

Deno.test("noiseChart() scales the bars of each panel to its highest", () => {
  const rows = [
    ...Array.from({ length: 10 }, () => ({ epsilon: 0.1, noisy: 310.1 })),
    ...Array.from({ length: 5 }, () => ({ epsilon: 0.1, noisy: 290.1 })),
    { epsilon: 1, noisy: 300.1 },
  ];
  const heights = render(noiseChart(rows, { trueValue: 300 })).all(bars)
    .map((bar) => Number(bar.getAttribute("height")));
  const highest = Math.max(...heights);
  assert.deepEqual(
    heights.map((height) => height / highest).sort(),
    [0.5, 1, 1],
  );
});

Deno.test("noiseChart() marks the true count in every panel", () => {
  const picture = render(
    noiseChart(ladder(20, [0.1, 1, 10]), { trueValue: 300 }),
  );
  const rules = picture.all("[stroke-dasharray] line");
  assert.equal(rules.length, 3);
  const [first, ...others] = rules.map((rule) => rule.getAttribute("x1"));
  assert.equal(Number(first), (64 + 760 - 80) / 2);
  assert.deepEqual(others, [first, first]);
});

Deno.test("noiseChart() says how far nine in ten fall and how many they are", () => {
  const chart = noiseChart(ladder(500, [1, 10]), { trueValue: 300 });
  assert.match(chart.ariaDescription, /around the true count 300/);
  assert.match(
    chart.ariaDescription,
    /At epsilon 1 nine in ten fall within 45;/,
  );
  assert.match(
    chart.ariaDescription,
    /At epsilon 10 nine in ten fall within 4\.5\.$/,
  );
  requireTexts(render(chart), [
    "1,000 noisy counts for each ε; bars are scaled to each panel's highest, the dashed rule is the true count",
    "released count (people) →",
  ]);
});

Deno.test("noiseChart() draws one row, equal rows and rows beyond its frame", () => {
  const row = { epsilon: 1, noisy: 300 };
  const far = { epsilon: 1, noisy: 400 };
  for (
    const [rows, count] of [[[row], 1], [[row, row], 1], [[far], 0]] as const
  ) {
    const picture = render(noiseChart(rows, { trueValue: 300 }));
    assert.equal(picture.all(bars).length, count);
  }
});
