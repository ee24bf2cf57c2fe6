import { createIncomeDataset } from "lib/datasets/mod.ts";
import { toRows } from "lib/table.ts";
import { countBetween, massBetween, normalCdf } from "./helpers.ts";
import { drawsNeeded, requireClaims } from "./power.ts";

Deno.test("createIncomeDataset() draws incomes from the normal told, 1% of the mean and 5% of the deviation told apart", () => {
  const edges = Array.from({ length: 15 }, (_, i) => 52_500 + 2500 * i);
  const shares = (mean: number, deviation: number) =>
    massBetween((x) => normalCdf((x - 0.5 - mean) / deviation), edges);
  const claims = {
    right: shares(70_000, 10_000),
    wrong: [
      shares(69_300, 10_000),
      shares(70_700, 10_000),
      shares(70_000, 9500),
      shares(70_000, 10_500),
    ],
  };
  const n = drawsNeeded(claims);
  for (const seed of [1, 2, 3]) {
    const rows = toRows(createIncomeDataset(n, { seed }));
    const incomes = rows.map(({ income }) => income as number);
    requireClaims(countBetween(incomes, edges), claims);
  }
});
