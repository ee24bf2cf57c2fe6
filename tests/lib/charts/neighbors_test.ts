import assert from "node:assert/strict";
import { neighborsChart } from "lib/charts/mod.ts";
import { pointsOf, render, requireTexts } from "./render.ts";

Deno.test("neighborsChart() draws both distributions at every output", () => {
  for (const epsilon of [0.1, 1, 3]) {
    const outputs = 2 * Math.ceil(4 / epsilon) + 2;
    const picture = render(neighborsChart({ counts: [318, 319], epsilon }));
    const dots = picture.all('[aria-label="dot"] circle[r="3.5"]');
    assert.equal(dots.length, outputs);
    assert.deepEqual(
      picture.all('[aria-label="line"] path').map(pointsOf),
      [outputs],
    );
    requireTexts(picture, ["without you: 318", "with you: 319"]);
  }
});

Deno.test("neighborsChart() says the factor that is allowed and the one that is reached", () => {
  // e = 2.718 and e^0.5 = 1.649
  for (const [epsilon, factor] of [[1, "2.718"], [0.5, "1.649"]] as const) {
    const { ariaLabel, ariaDescription } = neighborsChart({
      counts: [318, 319],
      epsilon,
    });
    assert(ariaLabel.includes(`e^ε = ${factor} times`));
    assert(ariaDescription.endsWith(`the largest ratio is ${factor}.`));
  }
});

Deno.test("neighborsChart() says how often the best guess is right", () => {
  // e^ε/(1 + e^ε): 0.6225 at 0.5, 0.9933 at 5
  for (const [epsilon, share] of [[0.5, "62.2%"], [5, "99.3%"]] as const) {
    const picture = render(neighborsChart({ counts: [318, 319], epsilon }));
    requireTexts(picture, [
      `At ε = ${epsilon}, whoever guesses the world from one answer is right in ${share} at best; a coin in 50%`,
    ]);
  }
});

Deno.test("neighborsChart() keeps its scales if the outputs are given", () => {
  for (const epsilon of [0.1, 1, 5]) {
    const picture = render(
      neighborsChart({ counts: [318, 319], epsilon, outputs: [310, 327] }),
    );
    const dots = picture.all('[aria-label="dot"] circle[r="3.5"]');
    assert.equal(dots.length, 18);
    const labels = (axis: string) =>
      picture.all(`[aria-label="${axis}-axis tick label"] text`)
        .map((text) => text.textContent);
    assert.deepEqual(
      labels("x"),
      [310, 312, 314, 316, 318, 320, 322, 324, 326]
        .map(String),
    );
    assert.deepEqual([labels("y")[0], labels("y").at(-1)], ["0.0001", "1"]);
    // What lies below the axis is cut off, not drawn over it.
    assert(picture.all("clipPath").length > 0);
  }
});
