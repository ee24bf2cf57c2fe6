import { DPProcessor } from "lib/database/purchases.ts";
import { discreteLaplace } from "lib/mechanisms/discrete_laplace.ts";
import { seededRandom } from "lib/seeded_random.ts";
import { countBetween, massBetween } from "./helpers.ts";
import { type Claims, drawsNeeded, requireClaims } from "./power.ts";

const SENSITIVITY = 60;
const EPSILON = 2;
// Sixteen cells around 0, the outermost open
const edges = Array.from({ length: 15 }, (_, i) => 10 * (i - 7));

function cells(sensitivity: number): number[] {
  const { probability } = discreteLaplace({ sensitivity, epsilon: EPSILON });
  const below = (edge: number) => {
    let sum = 0;
    for (let k = -2000; k < edge; k++) sum += probability(k);
    return sum;
  };
  return massBetween(below, edges);
}

Deno.test("anonymizePurchases() is off by what a discrete Laplace of scale Δ/ε is", async () => {
  const claims: Claims = {
    right: cells(SENSITIVITY),
    wrong: [cells(54), cells(66)],
  };
  const draws = drawsNeeded(claims);
  const processor = new DPProcessor(EPSILON, {
    bounds: { max: 20, step: 1 },
    column: "paid",
    privacyUnit: { column: "who", maxRows: 3 },
    epsilonBudget: draws * EPSILON,
    random: seededRandom("processor"),
  });
  const rows = [{ who: 1, paid: 5 }, { who: 2, paid: 90 }];
  const noise: number[] = [];
  for (let i = 0; i < draws; i++) {
    noise.push((await processor.anonymizePurchases(rows)).value - 25);
  }
  requireClaims(countBetween(noise, edges), claims);
});
