import assert from "node:assert/strict";
import { posteriorChart } from "lib/charts/mod.ts";
import { render, requireTexts } from "./render.ts";

const LEFT = 64;
const WIDTH = 760 - 24 - LEFT;
const TOP = 90;
const HEIGHT = 440 - 48 - TOP;

/** The corners of the band, as shares from 0 to 1. */
function corners(epsilon: number): [number, number][] {
  const picture = render(posteriorChart({ epsilon, prior: 0.1 }));
  const [area] = picture.all('[aria-label="area"] path');
  return area!.getAttribute("d")!.slice(1).split(/[LZ]/).filter(Boolean)
    .map((point) => point.split(",").map(Number))
    .map((
      [x, y],
    ) => [(x! - LEFT) / WIDTH, (TOP + HEIGHT - y!) / HEIGHT]);
}

Deno.test("posteriorChart() bounds every belief from both sides", () => {
  for (const epsilon of [0.1, 1, 3]) {
    const band = corners(epsilon);
    const half = band.length / 2;
    assert.equal(half, 99);
    // The odds after a release are those before times e^ε at most, and divided by it.
    band.forEach(([prior, belief], i) => {
      const odds = (p: number) => p / (1 - p);
      const factor = Math.exp(i < half ? epsilon : -epsilon);
      const bound = prior > 1 - 1e-9
        ? 1
        : odds(prior) * factor / (1 + odds(prior) * factor);
      assert(Math.abs(belief - bound) < 1e-4, `${prior}: ${belief}, ${bound}`);
    });
    const ends = [band[0], band[half - 1]].map((point) =>
      point!.map((x) => Math.round(1e6 * x) / 1e6)
    );
    assert.deepEqual(ends, [[0, 0], [1, 1]]);
  }
});

Deno.test("posteriorChart() marks a belief and the bounds around it", () => {
  // 0.1·e/(0.9 + 0.1·e) = 0.23197 and 0.1/e/(0.9 + 0.1/e) = 0.03927
  const picture = render(posteriorChart({ epsilon: 1, prior: 0.1 }));
  const dots = picture.all('[aria-label="dot"][stroke="white"] circle')
    .map((dot) =>
      [
        (Number(dot.getAttribute("cx")) - LEFT) / WIDTH,
        (TOP + HEIGHT - Number(dot.getAttribute("cy"))) / HEIGHT,
      ].map((share) => share.toFixed(4))
    );
  assert.deepEqual(dots, [["0.1000", "0.0393"], ["0.1000", "0.2320"]]);
  requireTexts(picture, ["23.2%", "a suspicion of 10%", "no change"]);
});

Deno.test("posteriorChart() has the same axes at every ε", () => {
  for (const epsilon of [0.01, 20]) {
    const picture = render(posteriorChart({ epsilon, prior: 0.3 }));
    for (const axis of ["x", "y"]) {
      const labels = picture.all(`[aria-label="${axis}-axis tick label"] text`)
        .map((text) => text.textContent);
      assert.deepEqual([labels[0], labels.at(-1)], ["0", "100"]);
    }
    requireTexts(picture, ["belief before (%) →", "↑ belief after (%)"]);
  }
});

Deno.test("posteriorChart() says what its band says", () => {
  const { ariaLabel, ariaDescription } = posteriorChart({
    epsilon: 10,
    prior: 0.1,
  });
  // e^10 = 22026.5
  assert.equal(
    ariaLabel,
    "At ε = 10 a suspicion of 10% can grow to 99.96%, or shrink to 0.000504%",
  );
  assert.match(
    ariaDescription,
    /at epsilon 10: .* 1% becomes 0\.0000459% to 99\.55%; 10% becomes 0\.000504% to 99\.96%; 50% becomes 0\.00454% to 99\.995%\.$/,
  );
});

Deno.test("posteriorChart() refuses what is not an ε and what is no doubt", () => {
  for (const epsilon of [0, -1, NaN, Infinity]) {
    assert.throws(() => posteriorChart({ epsilon, prior: 0.1 }), {
      name: "RangeError",
      message: /^Cannot draw the posteriors: epsilon must be /,
    });
  }
  for (const prior of [0, 1, -0.1, NaN]) {
    assert.throws(() => posteriorChart({ epsilon: 1, prior }), {
      name: "RangeError",
      message: /^Cannot draw the posteriors: prior must be /,
    });
  }
});
