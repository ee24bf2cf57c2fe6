import assert from "node:assert/strict";
import { createMedicalDataset } from "lib/datasets/mod.ts";
import { toRows } from "lib/table.ts";
import {
  chiSquare,
  chiSquareLimit,
  countBetween,
  massBetween,
  normalCdf,
  Z,
} from "./helpers.ts";

interface Patient {
  readonly age: number;
  readonly zip_code: number;
  readonly has_rare_disease: 0 | 1;
  readonly salary: number;
}

const SEEDS = [1, 2, 3];
const samples = SEEDS.map((seed) =>
  toRows(createMedicalDataset(50_000, { seed })) as unknown as Patient[]
);

/** The right claim has to hold in every sample, and the wrong ones in none. */
function requirePower<T>(
  distance: (patients: readonly Patient[], claim: T) => number,
  limit: number,
  { right, wrong }: { right: T; wrong: readonly T[] },
) {
  for (const patients of samples) {
    const found = distance(patients, right);
    assert(found < limit, `${found} is above ${limit}`);
    for (const claim of wrong) {
      assert(distance(patients, claim) > limit, `passes: ${String(claim)}`);
    }
  }
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

Deno.test("createMedicalDataset() draws the postal codes with their shares", () => {
  requirePower(
    (patients, shares: number[]) =>
      chiSquare(
        countBetween(patients.map((x) => x.zip_code), [
          ...[10002, 10003, 10004, 10005],
        ]),
        shares,
      ),
    chiSquareLimit(4),
    {
      right: [0.3, 0.25, 0.2, 0.15, 0.1],
      wrong: [
        [0.31, 0.25, 0.2, 0.14, 0.1],
        [0.2, 0.2, 0.2, 0.2, 0.2],
        [0.25, 0.3, 0.2, 0.15, 0.1],
      ],
    },
  );
});

/** Age as Normal(mean, sd), truncated toward zero and clipped to 18 and 90. */
interface AgeClaim {
  readonly mean: number;
  readonly sd: number;
}
const trueAge: AgeClaim = { mean: 45, sd: 15 };
const atMost = ({ mean, sd }: AgeClaim) => (x: number) =>
  normalCdf((x - mean) / sd);

Deno.test("createMedicalDataset() draws ages from a clipped normal, its ends included", () => {
  const edges = [19, ...Array.from({ length: 14 }, (_, i) => 25 + 5 * i)];
  assert.equal(edges.at(-1), 90);
  requirePower(
    (patients, claim: AgeClaim) =>
      chiSquare(
        countBetween(patients.map((x) => x.age), edges),
        massBetween(atMost(claim), edges),
      ),
    chiSquareLimit(15),
    {
      right: trueAge,
      wrong: [
        { mean: 46, sd: 15 },
        { mean: 45, sd: 14 },
        // What rounding to the nearest year would look like
        { mean: 45.5, sd: 15 },
      ],
    },
  );
});

Deno.test("createMedicalDataset() gathers at 18 and 90 years what lies beyond", () => {
  const atMostAge = atMost(trueAge);
  const ends = [
    { age: 18, clipped: atMostAge(19), bare: atMostAge(19) - atMostAge(18) },
    {
      age: 90,
      clipped: 1 - atMostAge(90),
      bare: atMostAge(91) - atMostAge(90),
    },
  ];
  for (const { age, clipped, bare } of ends) {
    requirePower(
      (patients, share: number) =>
        Math.abs(
          patients.filter((x) => x.age === age).length / patients.length -
            share,
        ),
      Z * Math.sqrt(clipped * (1 - clipped) / 50_000),
      { right: clipped, wrong: [bare] },
    );
  }
});

Deno.test("createMedicalDataset() has the mean age of the clipped normal", () => {
  const years = Array.from({ length: 73 }, (_, i) => 18 + i);
  const mean = (claim: AgeClaim) => {
    const shares = massBetween(atMost(claim), years.slice(1));
    return sum(shares.map((share, i) => share * years[i]!));
  };
  requirePower(
    (patients, expected: number) =>
      Math.abs(sum(patients.map((x) => x.age)) / patients.length - expected),
    // Clipping can only bring ages together: 15 bounds their deviation.
    Z * 15 / Math.sqrt(50_000),
    {
      right: mean(trueAge),
      wrong: [mean({ mean: 45.5, sd: 15 }), mean({ mean: 44.5, sd: 15 })],
    },
  );
});

Deno.test("createMedicalDataset() makes the disease grow with age", () => {
  type Claim = (age: number) => number;
  const decades = [18, 30, 40, 50, 60, 70, 80];
  const standardized = (patients: readonly Patient[], claim: Claim) =>
    sum(decades.map((start, i) => {
      const end = decades[i + 1] ?? Infinity;
      const group = patients.filter((x) => x.age >= start && x.age < end);
      const chances = group.map((x) => claim(x.age));
      const surplus = sum(group.map((x) => x.has_rare_disease)) - sum(chances);
      return surplus ** 2 / sum(chances.map((p) => p * (1 - p)));
    }));
  requirePower<Claim>(standardized, chiSquareLimit(7), {
    right: (age) => 0.1 + 0.6 * (age - 18) / 72,
    wrong: [
      (age) => 0.12 + 0.6 * (age - 18) / 72,
      (age) => 0.1 + 0.55 * (age - 18) / 72,
      (age) => 0.1 + 0.6 * (age - 18) / 90,
      () => 0.325,
    ],
  });
});

// From 30 to 60 years the bounds of salary are three deviations of the noise
// away even for the lowest base, so that clipping hardly shows.
const working = (patients: readonly Patient[]) =>
  patients.filter(({ age }) => age >= 30 && age <= 60);

const BASES = [40_000, 50_000, 60_000, 70_000, 80_000];
const SHARES = [0.2, 0.3, 0.25, 0.15, 0.1];

Deno.test("createMedicalDataset() raises the salary by 500 a year", () => {
  const mean = sum(BASES.map((base, i) => base * SHARES[i]!));
  const spread = Math.sqrt(
    5000 ** 2 + sum(BASES.map((base, i) => SHARES[i]! * (base - mean) ** 2)),
  );
  requirePower(
    (patients, slope: number) => {
      const group = working(patients);
      const center = sum(group.map((x) => x.age)) / group.length;
      const squares = sum(group.map((x) => (x.age - center) ** 2));
      const products = sum(group.map((x) => (x.age - center) * x.salary));
      const error = spread / Math.sqrt(squares);
      return Math.abs(products / squares - slope) / error;
    },
    Z,
    { right: 500, wrong: [400, 600, 0] },
  );
});

/** Salary at 30: a base with its share, and the deviation of the noise. */
interface SalaryClaim {
  readonly shares: readonly number[];
  readonly noise: number;
}

Deno.test("createMedicalDataset() spreads salaries around five bases", () => {
  const edges = Array.from({ length: 15 }, (_, i) => 32_500 + 3750 * i);
  requirePower(
    (patients, { shares, noise }: SalaryClaim) =>
      chiSquare(
        countBetween(
          working(patients).map((x) => x.salary - 500 * (x.age - 30)),
          edges,
        ),
        massBetween(
          (x) =>
            sum(
              BASES.map((base, i) =>
                shares[i]! * normalCdf((x - base) / noise)
              ),
            ),
          edges,
        ),
      ),
    chiSquareLimit(15),
    {
      right: { shares: SHARES, noise: 5000 },
      wrong: [
        { shares: SHARES, noise: 4500 },
        { shares: SHARES, noise: 5500 },
        { shares: [0.2, 0.25, 0.3, 0.15, 0.1], noise: 5000 },
      ],
    },
  );
});

/** Pearson's statistic of independence between the postal code and a banded value. */
function dependence(
  patients: readonly Patient[],
  value: (patient: Patient) => number,
  edges: readonly number[],
): number {
  const zips = [10001, 10002, 10003, 10004, 10005];
  const counts = zips.map((zip) =>
    countBetween(patients.filter((x) => x.zip_code === zip).map(value), edges)
  );
  const rows = counts.map(sum);
  const columns = counts[0]!.map((_, j) => sum(counts.map((row) => row[j]!)));
  return chiSquare(
    counts.flat(),
    rows.flatMap((row) =>
      columns.map((column) => row * column / patients.length ** 2)
    ),
  );
}

Deno.test("createMedicalDataset() makes the postal code tell nothing about the rest", () => {
  const salaries = [50_000, 60_000, 70_000];
  const aspects = [
    { value: (x: Patient) => x.salary, edges: salaries, degrees: 12 },
    { value: (x: Patient) => x.age, edges: [35, 45, 55], degrees: 12 },
    { value: (x: Patient) => x.has_rare_disease, edges: [1], degrees: 4 },
  ];
  for (const patients of samples) {
    for (const { value, edges, degrees } of aspects) {
      assert(dependence(patients, value, edges) < chiSquareLimit(degrees));
    }
    // A thousand dollars more from one postal code to the next would show.
    const tilted = (x: Patient) => x.salary + 1000 * (x.zip_code - 10003);
    assert(dependence(patients, tilted, salaries) > chiSquareLimit(12));
  }
});
