import assert from "node:assert/strict";
import { estimatesChart } from "lib/charts/mod.ts";
import { pointsOf, render, requireTexts } from "./render.ts";

const rows = [20_000, 30_000].flatMap((standardDeviation) =>
  Array.from({ length: 200 }, (_, i) => ({
    standardDeviation,
    // evenly spread over ± standardDeviation / 16
    estimate: 70_000 + standardDeviation * (i - 99.5) / 1600,
  }))
);
const options = { actual: 70_000, friends: 1000, within: 1000 };

Deno.test("estimatesChart() draws a panel for each noise, with bars, a curve and the truth", () => {
  const picture = render(estimatesChart(rows, options));
  assert.deepEqual(
    picture.all('[aria-label="line"] path').map(pointsOf),
    [201, 201],
  );
  requireTexts(picture, ["SD 20,000", "SD 30,000", "actual mean"]);
  assert.equal(picture.all("[stroke-dasharray] line").length, 2);
  assert(picture.all('[aria-label="rect"] rect').length > 20);
});

Deno.test("estimatesChart() counts every estimate that is in sight into one bar", () => {
  const { marks } = estimatesChart(rows, options);
  const bars = marks.map((mark) => (mark as { data?: unknown }).data)
    .filter((data): data is { share: number; standardDeviation: number }[] =>
      Array.isArray(data) && data[0]?.from !== undefined
    );
  assert.equal(bars.length, 1);
  for (const standardDeviation of [20_000, 30_000]) {
    const share = bars[0]!
      .filter((bar) => bar.standardDeviation === standardDeviation)
      .reduce((sum, bar) => sum + bar.share, 0);
    assert(Math.abs(share - 1) < 1e-12);
  }
});

Deno.test("estimatesChart() draws the curve of the standard error, as high as its bars would be", () => {
  // At SD 20,000 and 1000 friends the standard error is 632.46, and a bar of
  // $200 around the middle holds 200/632.46 · 0.39894 of the repetitions.
  const { marks } = estimatesChart(rows, options);
  const curve = marks.map((mark) => (mark as { data?: unknown }).data)
    .find((data): data is { share: number }[] =>
      Array.isArray(data) && data.length === 402
    );
  assert.equal(curve![100]!.share.toFixed(5), "0.12616");
});

Deno.test("estimatesChart() says what share is within the band", () => {
  const { ariaLabel, ariaDescription } = estimatesChart(rows, options);
  assert.equal(
    ariaLabel,
    "Within $1,000: 80.0% of the estimates at SD 20,000, 53.0% at 30,000",
  );
  assert.match(
    ariaDescription,
    /At 20,000 the standard error is 632 and 80\.0% of 200 estimates lie within 1,000\. At 30,000 the standard error is 949 and 53\.0% of 200/,
  );
  const picture = render(estimatesChart(rows, options));
  requireTexts(picture, [
    "200 repetitions each, with 1,000 friends; standard error 632 and 949",
    "within $1,000",
    "estimated mean income (dollars) →",
  ]);
});

Deno.test("estimatesChart() refuses nothing to draw, no friends and no band", () => {
  assert.throws(() => estimatesChart([], options), { name: "RangeError" });
  for (const change of [{ friends: 0 }, { friends: 1.5 }, { within: 0 }]) {
    assert.throws(() => estimatesChart(rows, { ...options, ...change }), {
      name: "RangeError",
      message: /^Cannot draw the estimates: (friends|within) must be/,
    });
  }
});
