import assert from "node:assert/strict";
import { approxDp } from "lib/accounting/privacy_loss.ts";
import { DifferentiallyPrivateDatabase } from "lib/database/database.ts";
import type { Question } from "lib/database/question.ts";
import type { NeighboringRelation } from "lib/database/sensitivity.ts";
import { quantile } from "lib/mechanisms/quantile.ts";
import { countBetween, massBetween, normalCdf } from "./helpers.ts";
import {
  bounds,
  grouped,
  MAX_ROWS,
  numbersOf,
  open,
  price,
} from "./queries.ts";
import { type Claims, drawsNeeded, requireClaims } from "./power.ts";
import { quickRandom } from "./zoo/quick_random.ts";

const relations = ["add-remove", "replace-one"] as const;

/** Two rows for each of many persons, in two shops. */
const purchases = Array.from({ length: 400 }, (_, i) => ({
  person: i >> 1,
  shop: i % 4 < 2 ? "a" : "b",
  price: (7 * i) % 51,
}));

/** Pr[X < edge] of integer noise of a scale, for whole edges. */
const below = {
  epsilon: (scale: number) => (edge: number) => {
    const q = Math.exp(-1 / scale);
    return edge <= 0
      ? Math.exp((edge - 1) / scale) / (1 + q)
      : 1 - Math.exp(-edge / scale) / (1 + q);
  },
  // σ is 6 or more here: a continuous normal up to the half between two integers
  // is off by less than 0.0003, far below what the draws can tell.
  rho: (sigma: number) => (edge: number) => normalCdf((edge - 0.5) / sigma),
};

/** Sixteen cells around 0, and the claims of a scale that is 20% off. */
function cellsAndClaims(
  kind: "epsilon" | "rho",
  scale: number,
): { edges: number[]; claims: Claims } {
  const edges = Array.from(
    { length: 15 },
    (_, i) => Math.round((i - 7) * scale / 3),
  );
  const cells = (factor: number) =>
    massBetween(below[kind](factor * scale), edges);
  return {
    edges,
    claims: { right: cells(1), wrong: [cells(0.8), cells(1.2)] },
  };
}

const k = MAX_ROWS;
// Around the middle of the bounds, prices are from −25 to 25.
const [largest, half] = [bounds.max, bounds.max / 2];
const edges = { groupBy: { price: { edges: [0, 10, 20, 51] } } };

/**
 * What is asked at ε = 1/2 or ρ = 1/8, and how far a person moves each total:
 * in ℓ₁ and in ℓ₂, under each relation. Worked out here, not by the library.
 */
const asked: {
  name: string;
  question: object;
  moves: Record<NeighboringRelation, { l1: number[]; l2: number[] }>;
}[] = [
  {
    name: "count",
    question: { query: "count" },
    moves: same({ l1: [k], l2: [k] }),
  },
  {
    name: "sum",
    question: { query: "sum", ...price },
    moves: same({ l1: [k * largest], l2: [k * largest] }),
  },
  {
    name: "sum of −20 to 50",
    question: {
      query: "sum",
      column: "price",
      bounds: { min: -20, max: 50, step: 1 },
    },
    moves: {
      "add-remove": { l1: [k * 50], l2: [k * 50] },
      "replace-one": { l1: [k * 70], l2: [k * 70] },
    },
  },
  {
    name: "mean",
    question: { query: "mean", ...price },
    moves: {
      "add-remove": { l1: [k, k * half], l2: [k, k * half] },
      "replace-one": { l1: [k, k * 2 * half], l2: [k, k * 2 * half] },
    },
  },
  {
    name: "variance",
    question: { query: "variance", ...price },
    moves: {
      "add-remove": {
        l1: [k, k * half, k * half ** 2],
        l2: [k, k * half, k * half ** 2],
      },
      "replace-one": {
        l1: [k, k * 2 * half, k * half ** 2],
        l2: [k, k * 2 * half, k * half ** 2],
      },
    },
  },
  {
    name: "histogram",
    question: { query: "count", ...edges },
    moves: {
      "add-remove": { l1: [k], l2: [k] },
      "replace-one": { l1: [2 * k], l2: [Math.SQRT2 * k] },
    },
  },
  {
    name: "grouped sum",
    question: { query: "sum", ...price, ...grouped },
    moves: {
      "add-remove": { l1: [k * largest], l2: [k * largest] },
      "replace-one": {
        l1: [2 * k * largest],
        l2: [Math.SQRT2 * k * largest],
      },
    },
  },
];

function same<T>(moves: T): Record<NeighboringRelation, T> {
  return { "add-remove": moves, "replace-one": moves };
}

for (const { name, question, moves } of asked) {
  for (const relation of relations) {
    for (const kind of ["epsilon", "rho"] as const) {
      Deno.test(`the noise of a ${name} has the stated scale, by ${kind} under "${relation}"`, async () => {
        const { l1, l2 } = moves[relation];
        const parts = l1.length;
        // Each part has an equal share of the loss.
        const scales = kind === "epsilon"
          ? l1.map((move) => move * parts / 0.5)
          : l2.map((move) => move / Math.sqrt(2 * 0.125 / parts));
        const each = scales.map((scale) => cellsAndClaims(kind, scale));
        const needed = Math.max(
          ...each.map(({ claims }) => drawsNeeded(claims)),
        );
        const random = quickRandom(`${name} ${relation} ${kind}`);
        const database = open(purchases, { relation, random }, kind);
        const exact = open(purchases, { relation, random }, "epsilon");
        const truths = numbersOf(
          await exact.ask({ ...question, epsilon: 1e7 } as Question),
        );
        const noise = scales.map(() => [] as number[]);
        const cost = kind === "epsilon" ? { epsilon: 0.5 } : { rho: 0.125 };
        while (noise[0]!.length < needed) {
          const answer = await database.ask(
            { ...question, ...cost } as Question,
          );
          numbersOf(answer).forEach((value, i) =>
            noise[i % parts]!.push(value - truths[i]!)
          );
        }
        each.forEach(({ edges, claims }, i) =>
          requireClaims(countBetween(noise[i]!, edges), claims)
        );
      });
    }
  }
}

/** The relation, the groups, and the share of ε / maxRows that a group has. */
const quantileCases = [
  ["add-remove", {}, 1],
  ["replace-one", {}, 1],
  ["replace-one", grouped, 0.5],
] as const;

for (const [relation, grouping, share] of quantileCases) {
  Deno.test(`a quantile is chosen as the exponential mechanism does under "${relation}"${"groupBy" in grouping ? ", by group" : ""}`, async () => {
    const values = [0, 0, 0, 0, 9, 9, 9, 20, 40];
    const rows = values.map((price, person) => ({ person, price, shop: "a" }));
    // Each value by itself, and what lies between.
    const starts = [0, 1, 9, 10, 20, 21, 40, 41];
    // With two groups a departure and an arrival, each as under add-remove.
    const spread = (factor: number) => {
      const cells = Array<number>(starts.length).fill(0);
      const mechanism = quantile({
        epsilon: factor * share * 3 / MAX_ROWS,
        candidates: bounds,
        relation: "groupBy" in grouping ? "add-remove" : relation,
      });
      for (const { from, probability } of mechanism.probabilities(values)) {
        cells[starts.indexOf(from)]! += probability;
      }
      return cells;
    };
    const claims = { right: spread(1), wrong: [spread(0.8), spread(1.2)] };
    const random = quickRandom(`quantile ${relation} ${share}`);
    const database = open(rows, { relation, random }, "epsilon");
    const question = { query: "quantile", ...price, ...grouping, epsilon: 3 };
    const chosen: number[] = [];
    const draws = drawsNeeded(claims);
    while (chosen.length < draws) {
      const [value] = numbersOf(await database.ask(question as Question));
      chosen.push(value!);
    }
    requireClaims(countBetween(chosen, starts.slice(1)), claims);
  });
}

for (const relation of relations) {
  Deno.test(`private keys are shown as often, and counted with such noise, as stated under "${relation}"`, async () => {
    const [epsilon, delta] = [1, 0.3];
    // Up to three keys of one person come, and under replace-one three go as well.
    const keys = relation === "replace-one" ? 2 * k : k;
    const scale = keys / epsilon;
    const q = Math.exp(-1 / scale);
    const common = 200;
    const rows = [
      { person: "rare", shop: "rare" },
      ...Array.from({ length: common }, (_, person) => ({
        person,
        shop: "common",
      })),
    ];
    const random = quickRandom(`keys ${relation}`);
    const { edges, claims } = cellsAndClaims("epsilon", scale);
    const ask = () =>
      new DifferentiallyPrivateDatabase(rows, {
        budget: approxDp(epsilon, delta),
        privacyUnit: { column: "person", maxRows: MAX_ROWS },
        relation,
        random,
      }).groupBy({ shop: "private" }).count({ epsilon, delta });
    const threshold = (await ask()).threshold!;
    const rate = (scale: number) =>
      Math.exp(-threshold / scale) / (1 + Math.exp(-1 / scale));
    const shown = rate(scale);
    assert(k * shown <= delta && shown <= 1 - q);
    const rareClaims = {
      right: [1 - shown, shown],
      wrong: [0.8, 1.2].map((factor) => [
        1 - rate(factor * scale),
        rate(factor * scale),
      ]),
    };
    const draws = Math.max(drawsNeeded(claims), drawsNeeded(rareClaims));
    const noise: number[] = [];
    let rare = 0;
    for (let i = 0; i < draws; i++) {
      const answer = await ask();
      noise.push(answer.get("common")!.value - common);
      if (answer.get("rare") !== undefined) rare++;
    }
    requireClaims(countBetween(noise, edges), claims);
    requireClaims([draws - rare, rare], rareClaims);
  });
}
