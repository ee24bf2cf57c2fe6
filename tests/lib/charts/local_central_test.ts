import assert from "node:assert/strict";
import { localCentralChart } from "lib/charts/mod.ts";
import { render, requireTexts } from "./render.ts";

const rows = [10, 100, 1000].map((friends) => ({
  friends,
  local: 1.1 * 282_843 / Math.sqrt(friends),
  central: 0.9 * 282_843 / friends,
}));
const options = { sensitivity: 200_000, epsilon: 1 };

Deno.test("localCentralChart() draws two lines, two dots for each row and the gap", () => {
  const picture = render(localCentralChart(rows, options));
  assert.equal(picture.all('[aria-label="line"] path').length, 2);
  assert.equal(picture.all('[aria-label="dot"] circle[r="4.5"]').length, 6);
  requireTexts(picture, ["× 31.6", "measured"]);
});

Deno.test("localCentralChart() draws the exact errors: slopes of a half and of one", () => {
  const { marks } = localCentralChart(rows, options);
  const lines = marks.map((mark) => (mark as { data?: unknown }).data)
    .find((data): data is typeof rows =>
      Array.isArray(data) && data.length === 2
    )!;
  const [few, many] = lines;
  assert.deepEqual([few!.friends, many!.friends], [10, 1000]);
  assert.equal(many!.local.toFixed(1), "8944.3");
  assert.equal(many!.central.toFixed(2), "282.84");
  assert((few!.local / many!.local - 10) ** 2 < 1e-20);
  assert((few!.central / many!.central - 100) ** 2 < 1e-20);
});

Deno.test("localCentralChart() labels every tick and both axes", () => {
  const picture = render(localCentralChart(rows, options));
  const labels = (axis: string) =>
    picture.all(`[aria-label="${axis}-axis tick label"] text`)
      .map((text) => text.textContent);
  assert.deepEqual(labels("x"), ["10", "100", "1000"]);
  assert.deepEqual(labels("y"), ["1,000", "10,000", "100,000"]);
  requireTexts(picture, [
    "friends n (log scale) →",
    "↑ root mean square error (dollars, log scale)",
  ]);
});

Deno.test("localCentralChart() says the factor, and what was measured", () => {
  const { ariaLabel, ariaDescription } = localCentralChart(rows, options);
  assert.equal(
    ariaLabel,
    "Without a curator the error is √n times larger: 31.6 times for 1,000 friends",
  );
  assert.match(
    ariaDescription,
    /1,000 friends: local 9,840 measured and 8,940 exact, central 255 and 283\.$/,
  );
});

Deno.test("localCentralChart() refuses nothing to draw and what has no logarithm", () => {
  const [row] = rows;
  for (
    const bad of [
      [],
      [{ ...row!, local: 0 }],
      [{ ...row!, central: NaN }],
      [{ ...row!, friends: -1 }],
    ]
  ) {
    assert.throws(() => localCentralChart(bad, options), {
      name: "RangeError",
      message: /^Cannot draw the errors: /,
    });
  }
  for (const change of [{ epsilon: 0 }, { sensitivity: Infinity }]) {
    assert.throws(() => localCentralChart(rows, { ...options, ...change }), {
      name: "RangeError",
    });
  }
});
