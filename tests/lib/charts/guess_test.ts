import assert from "node:assert/strict";
import { guessChart } from "lib/charts/guess.ts";
import { palette } from "lib/charts/plot.ts";
import { pointsOf, render, requireTexts } from "./render.ts";

const options = { counts: [10, 11], outputs: [5, 16] } as const;
const LEFT = 24;
const WIDTH = 760 - 24 - LEFT;
const TOP = 90;
const HEIGHT = 440 - 48 - TOP;

Deno.test("guessChart() draws both densities, each scaled to its peak", () => {
  for (const epsilon of [0.1, 1, 10]) {
    const picture = render(guessChart({ ...options, epsilon }));
    const colors = { [palette.blue]: 10, [palette.orange]: 11 };
    for (const [color, count] of Object.entries(colors)) {
      const [line] = picture.all(
        `[aria-label="line"][stroke="${color}"] path`,
      );
      assert.equal(pointsOf(line!), 111);
      for (const point of line!.getAttribute("d")!.slice(1).split("L")) {
        const [x, y] = point.split(",").map(Number);
        const output = 5 + 11 * (x! - LEFT) / WIDTH;
        const height = (TOP + HEIGHT - y!) / HEIGHT;
        const density = Math.exp(-epsilon * Math.abs(output - count));
        assert(Math.abs(height - density) < 1e-4);
      }
    }
  }
});

Deno.test("guessChart() says how often the best guess is right", () => {
  // 1 − e^(−ε/2)/2: 0.5244 at 0.1, 0.6967 at 1, 0.9966 at 10
  for (
    const [epsilon, right, wrong, common] of [
      [0.1, "52.4%", "47.6%", "95.1%"],
      [1, "69.7%", "30.3%", "60.7%"],
      [10, "99.7%", "0.3%", "0.7%"],
    ] as const
  ) {
    const chart = guessChart({ ...options, epsilon });
    assert.equal(
      chart.ariaLabel,
      `At ε = ${epsilon} the best guess from one release is right in ${right}`,
    );
    assert(
      chart.ariaDescription.endsWith(
        `They overlap in ${common} of their area; half of that is guessed wrong, ${wrong}.`,
      ),
    );
    requireTexts(render(chart), ["not in: 10", "in: 11", "in common"]);
  }
});

Deno.test("guessChart() refuses an ε that is not above 0", () => {
  assert.throws(() => guessChart({ ...options, epsilon: 0 }), {
    name: "RangeError",
    message: /^Cannot draw the guess: epsilon must be /,
  });
});
