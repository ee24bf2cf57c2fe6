import assert from "node:assert/strict";
import type { AuditOutput } from "lib/audit/tally.ts";
import type { Question } from "lib/database/question.ts";
import type { GroupedRelease } from "lib/database/releases/grouped.ts";
import type { RandomSource } from "lib/random.ts";
import type { Row } from "lib/rows.ts";
import { grouped, MAX_ROWS, numbersOf, open, price } from "../queries.ts";
import { isLong } from "./long_form.ts";
import { asyncSubject, type Subject } from "./subject.ts";

/** Persons with a row each, in six shops. */
const others = Array.from({ length: 720 }, (_, person) => ({
  person,
  shop: "abcdef"[person % 6]!,
  price: 0,
}));

/** The rows of one person, and those that may take their place. */
interface Audited {
  readonly question: object;
  readonly with: readonly [shop: string, price: number][];
  readonly without?: readonly [shop: string, price: number][];
}

const thrice = (shop: string, price: number) =>
  Array.from({ length: MAX_ROWS }, () => [shop, price] as [string, number]);
const each = (shops: string) =>
  [...shops].map((shop) => [shop, 50] as [string, number]);
const keys = { query: "count", groupBy: { shop: "private" }, delta: 1e-6 };

/** Three rows of one person that move the answer as far as they can. */
const audited: Record<string, Audited> = {
  count: { question: { query: "count" }, with: thrice("a", 50) },
  sum: { question: { query: "sum", ...price }, with: thrice("a", 50) },
  mean: { question: { query: "mean", ...price }, with: thrice("a", 50) },
  variance: {
    question: { query: "variance", ...price },
    with: thrice("a", 50),
  },
  "count by shop": {
    question: { query: "count", ...grouped },
    with: thrice("a", 50),
  },
  "count by shop, for another person": {
    question: { query: "count", ...grouped },
    with: thrice("a", 50),
    without: thrice("b", 50),
  },
  "sum by shop, for another person": {
    question: { query: "sum", ...price, ...grouped },
    with: thrice("a", 50),
    without: thrice("b", 50),
  },
  "sum, for another person": {
    question: {
      query: "sum",
      ...price,
      bounds: { min: -50, max: 50, step: 1 },
    },
    with: thrice("a", 50),
    without: thrice("a", -50),
  },
  "private keys": { question: keys, with: each("abc") },
  "private keys, for another person": {
    question: keys,
    with: each("abc"),
    without: each("def"),
  },
};

/** The counts by shop, 0 for a key that is not shown. */
function shownCounts(answer: unknown): number[] {
  const release = answer as GroupedRelease;
  return [..."abcdef"].map((shop) => (release.get(shop)?.value ?? 0) as number);
}

/**
 * An answer as how much likelier it is from one table than from the other: the
 * logarithm of the ratio for Laplace noise, coarse, up to a factor. A function of
 * the answer, so what is certified of it holds of the answer.
 */
function likelihood(
  numbers: readonly number[],
  [first, second]: readonly (readonly number[])[],
): AuditOutput {
  const score = numbers.reduce((sum, x, i) => {
    const [a, b] = [first![i]!, second![i]!];
    return a === b
      ? sum
      : sum + (Math.abs(x - a) - Math.abs(x - b)) / Math.abs(a - b);
  }, 0);
  return Math.round(2 * score) / 2 + 0;
}

const effort = isLong ? 10 : 1;

function auditOf(
  name: string,
  { question, ...person }: Audited,
  isUnit: boolean,
): Subject {
  const isKeys = question === keys;
  const relation = person.without === undefined ? "add-remove" : "replace-one";
  const tableWith = (rows: Audited["with"] = []) => [
    ...others,
    ...rows.map(([shop, price]) => ({ person: "audited", shop, price })),
  ];
  const neighbors = [
    tableWith(person.without),
    tableWith(person.with),
  ] as const;
  const read = isKeys ? shownCounts : numbersOf;
  const truths = (random: RandomSource) =>
    Promise.all(
      neighbors.map(async (rows) => {
        const database = open(
          rows,
          { relation, random },
          isKeys ? "delta" : "epsilon",
        );
        return read(
          await database.ask({ ...question, epsilon: 1e6 } as Question),
        );
      }),
    );
  return asyncSubject<readonly Row[]>({
    name,
    claim: isKeys ? { epsilon: 1, delta: keys.delta } : { epsilon: 1 },
    draws: effort * (isKeys ? 6000 : 4000),
    neighbors,
    open: (rows, random) => {
      const kind = isKeys ? "delta" : "epsilon";
      const database = open(rows, { relation, random, isUnit }, kind);
      const exact = truths(random);
      return async () =>
        likelihood(
          read(await database.ask({ ...question, epsilon: 1 } as Question)),
          await exact,
        );
    },
  });
}

// A quantile has no noise to compare with; its few candidates are the outputs.
const chosenOf = (isUnit: boolean) => {
  const ones: Row[] = others.slice(0, MAX_ROWS)
    .map((row) => ({ ...row, price: 1 }));
  const highest = thrice("a", 3)
    .map(([shop, price]) => ({ person: "audited", shop, price }));
  return asyncSubject<readonly Row[]>({
    name: "quantile",
    claim: { epsilon: 1 },
    draws: 12_000 * effort,
    neighbors: [ones, [...ones, ...highest]],
    open: (rows, random) => {
      const database = open(rows, { random, isUnit }, "epsilon");
      return async () =>
        (await database.quantile("price", {
          bounds: { min: 0, max: 3, step: 1 },
          epsilon: 1,
        })).value;
    },
  });
};

const subjects = (isUnit: boolean) => [
  ...Object.entries(audited)
    .map(([name, audited]) => auditOf(name, audited, isUnit)),
  chosenOf(isUnit),
];

for (const { name, audit } of subjects(true)) {
  Deno.test(`auditOutputs() passes an answer that protects three rows of a person: ${name}`, async () => {
    const { violates, epsilonLowerBound, event } = await audit();
    assert.equal(violates, false, `${epsilonLowerBound} by: ${event}`);
    assert(epsilonLowerBound > 0.1, `${epsilonLowerBound}: it is blind`);
  });
}

for (const { name, audit } of subjects(false)) {
  Deno.test(`auditOutputs() catches an answer that protects one row of three: ${name}`, async () => {
    const { violates, epsilonLowerBound, event } = await audit();
    assert(violates, `${epsilonLowerBound} by: ${event}`);
  });
}
