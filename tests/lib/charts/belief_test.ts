import assert from "node:assert/strict";
import { beliefChart } from "lib/charts/mod.ts";
import { pointsOf, render, requireTexts } from "./render.ts";

const before = { label: "before", mean: 70_000, standardDeviation: 10_000 };
const after = {
  label: "after one report",
  mean: 72_000,
  standardDeviation: 8944.27,
};
const truth = 68_041;

Deno.test("beliefChart() draws a curve for each belief and the truth", () => {
  const picture = render(beliefChart([before, after], { truth }));
  const curves = picture.all('[aria-label="line"] path');
  assert.deepEqual(curves.map(pointsOf), [401, 401]);
  const colors = curves.map((curve) => curve.getAttribute("stroke"));
  assert.equal(new Set(colors).size, 2);
  requireTexts(picture, ["before", "after one report", "the true income"]);
  const [rule] = picture.all("[stroke-dasharray] line");
  // The prior reaches further than the posterior, on both sides.
  const left = 70_000 - 32_000;
  const right = 70_000 + 32_000;
  const x = 24 + (760 - 24 - 24) * (truth - left) / (right - left);
  assert(Math.abs(Number(rule!.getAttribute("x1")) - x) < 1);
});

Deno.test("beliefChart() fills each curve down to the axis, not onto the one before", () => {
  const picture = render(beliefChart([before, after], { truth }));
  const path = (mark: string) =>
    picture.all(`[aria-label="${mark}"] path`)
      .map((path) => path.getAttribute("d")!);
  const lines = path("line");
  path("area").forEach((area, i) => assert(area.startsWith(lines[i]!)));
  assert.equal(path("area").length, 2);
});

Deno.test("beliefChart() draws densities: every curve has the area 1", () => {
  const { marks } = beliefChart([before, after], { truth });
  const curves = marks.map((mark) => (mark as { data?: unknown }).data)
    .find((data): data is { density: number; income: number }[] =>
      Array.isArray(data) && data.length === 802
    )!;
  const step = curves[1]!.income - curves[0]!.income;
  for (const from of [0, 401]) {
    const area = curves.slice(from, from + 401)
      .reduce((sum, { density }) => sum + density * step, 0);
    assert(Math.abs(area - 1) < 2e-3, `${area}`);
  }
});

Deno.test("beliefChart() says how well the income is known", () => {
  const { ariaLabel, ariaDescription } = beliefChart([before, after], {
    truth,
  });
  assert.equal(
    ariaLabel,
    "Known to ± $10,000 before, to ± $8,944 after one report",
  );
  assert.match(
    ariaDescription,
    /income that is \$68,041\. Mean \$70,000 and standard deviation \$10,000 before\. Mean \$72,000 and standard deviation \$8,944 after one report\.$/,
  );
  assert.equal(
    beliefChart([before], { truth }).ariaLabel,
    "Known to ± $10,000 before",
  );
});

Deno.test("beliefChart() shows a truth that nobody would have believed", () => {
  const picture = render(beliefChart([before], { truth: 1_000_000 }));
  const [rule] = picture.all("[stroke-dasharray] line");
  assert.equal(Number(rule!.getAttribute("x1")), 760 - 24);
});

Deno.test("beliefChart() refuses no belief, five, and one that is certain", () => {
  const five = [before, before, before, before, before];
  for (const beliefs of [[], five, [{ ...before, standardDeviation: 0 }]]) {
    assert.throws(() => beliefChart(beliefs, { truth }), {
      name: "RangeError",
      message: /^Cannot draw the beliefs: /,
    });
  }
});
