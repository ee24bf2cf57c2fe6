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
