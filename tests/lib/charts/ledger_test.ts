import assert from "node:assert/strict";
import { PrivacyBudget, pureDp } from "lib/mod.ts";
import { ledgerChart } from "lib/charts/mod.ts";
import { render, requireTexts } from "./render.ts";

function ledger(...epsilons: number[]) {
  const budget = new PrivacyBudget(1);
  epsilons.forEach((epsilon, i) => budget.spend(pureDp(epsilon), `q${i + 1}`));
  return budget.entries;
}

/** Left end and width of each charge, as shares of the budget's bar. */
function shares(entries: ReturnType<typeof ledger>) {
  const bars = render(ledgerChart(entries, { total: 1 }))
    .all('[aria-label="rect"] rect')
    .map((rect) =>
      ["x", "width"].map((name) => Number(rect.getAttribute(name)))
    );
  const [left, width] = bars[0]!;
  return bars.slice(1).flatMap((
    [x, w],
  ) => [(x! - left!) / width!, w! / width!]);
}

Deno.test("ledgerChart() puts the charges end to end, as long as they cost", () => {
  const expected = [0, 0.3, 0.3, 0.3, 0.6, 0.1];
  // Bars keep a hairline apart from each other.
  shares(ledger(0.3, 0.3, 0.1)).forEach((share, i) =>
    assert(Math.abs(share - expected[i]!) < 0.005, `${share}`)
  );
});

Deno.test("ledgerChart() labels every charge and says what is left, exactly", () => {
  const chart = ledgerChart(ledger(0.1, 0.1, 0.1), { total: 1 });
  requireTexts(render(chart), [
    ...["1", "2", "3"],
    ...["1  q1: ε = 0.1", "2  q2: ε = 0.1", "3  q3: ε = 0.1"],
  ]);
  assert.equal(chart.ariaLabel, "3 answers cost ε = 0.3; 0.7 is left");
  assert.match(chart.ariaDescription, /left: 0\.7\.$/);
});

Deno.test("ledgerChart() of a budget used up and of one untouched", () => {
  const used = ledgerChart(ledger(0.5, 0.3, 0.2), { total: 1 });
  assert.equal(used.ariaLabel, "3 answers used the budget up");
  render(used);
  const untouched = ledgerChart([], { total: 1 });
  assert.equal(render(untouched).all('[aria-label="rect"] rect').length, 1);
  assert.match(untouched.ariaDescription, /left: 1\.$/);
});

Deno.test("ledgerChart() draws a total that is a fraction, and refuses one that is not above 0", () => {
  const budget = new PrivacyBudget("1/3");
  budget.spend("1/6", "half of it");
  const chart = ledgerChart(budget.entries, { total: "1/3" });
  const [whole, half] = render(chart).all('[aria-label="rect"] rect')
    .map((rect) => Number(rect.getAttribute("width")));
  assert(Math.abs(half! / whole! - 0.5) < 0.005);
  assert.match(chart.ariaDescription, /^One bar of length 1\/3, /);
  for (const total of [0, "-1/3"]) {
    assert.throws(() => ledgerChart([], { total }), {
      name: "RangeError",
      message: `Cannot draw the ledger: total must be above 0, but is ${total}`,
    });
  }
});
