import assert from "node:assert/strict";
import { DifferentiallyPrivateDatabase } from "lib/database/database.ts";
import { type Exactable, Rational } from "lib/exact.ts";
import { discreteLaplace } from "lib/mechanisms/discrete_laplace.ts";
import { seededRandom } from "lib/seeded_random.ts";
import { countBetween, massBetween } from "./helpers.ts";
import { type Claims, drawsNeeded, requireClaims } from "./power.ts";

const ILL = 319;
const rows = Array.from({ length: 1000 }, (_, i) => ({ ill: i < ILL ? 1 : 0 }));
// Sixteen cells around 0, the outermost open
const edges = Array.from({ length: 15 }, (_, i) => i - 7);

function cells(epsilon: Exactable): number[] {
  const { probability } = discreteLaplace({ sensitivity: 1, epsilon });
  const below = (edge: number) => {
    let sum = 0;
    for (let k = -200; k < edge; k++) sum += probability(k);
    return sum;
  };
  return massBetween(below, edges);
}

/** The ε that is charged, and those whose noise is a tenth larger or smaller. */
function claimsFor(epsilon: Exactable): Claims {
  const over = (factor: string) =>
    cells(Rational.of(epsilon).dividedBy(factor));
  return { right: over("1"), wrong: [over("0.9"), over("1.1")] };
}

const asked = { countQuery: [0.5, 1], count: ["1/2", 1] } as const;

for (const method of ["countQuery", "count"] as const) {
  for (const epsilon of asked[method]) {
    Deno.test(`${method}() at ε = ${JSON.stringify(epsilon)} is off by what a discrete Laplace of scale 1/ε is`, async () => {
      const claims = claimsFor(epsilon);
      const draws = drawsNeeded(claims);
      const database = new DifferentiallyPrivateDatabase(rows, {
        epsilonBudget: Rational.of(epsilon).times(BigInt(draws)),
        random: seededRandom(`${method} ${epsilon}`),
      });
      const ask = async () =>
        method === "count"
          ? (await database.count({ where: { ill: 1 }, epsilon })).value
          : await database.countQuery("ill", 1, epsilon);
      const noise: number[] = [];
      for (let i = 0; i < draws; i++) noise.push(await ask() - ILL);
      requireClaims(countBetween(noise, edges), claims);
      assert.equal(database.remainingBudget(), 0);
    });
  }
}

Deno.test("count() draws anew for the same question", async () => {
  const database = new DifferentiallyPrivateDatabase(rows, {
    epsilonBudget: 1,
  });
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => database.countQuery("ill", 1, "1/20")),
  );
  assert(new Set(answers).size > 1);
});

Deno.test("accuracy() of a release is exceeded as often as it says", async () => {
  const { accuracy, probability } = discreteLaplace({
    sensitivity: 1,
    epsilon: 0.1,
  });
  for (const alpha of [0.05, 0.5]) {
    const bound = accuracy(alpha);
    let within = 0;
    for (let k = -bound; k <= bound; k++) within += probability(k);
    const share = 1 - within;
    const claims = {
      right: [within, share],
      wrong: [0.6, 1.5].map((factor) => [1 - factor * share, factor * share]),
    };
    const draws = drawsNeeded(claims);
    const database = new DifferentiallyPrivateDatabase(rows, {
      epsilonBudget: draws,
      random: seededRandom(`accuracy ${alpha}`),
    });
    const errors: number[] = [];
    for (let i = 0; i < draws; i++) {
      const release = await database.count({ epsilon: 0.1 });
      assert.equal(release.accuracy(alpha), bound);
      errors.push(Math.abs(release.value - rows.length));
    }
    requireClaims(countBetween(errors, [bound + 1]), claims);
  }
});
