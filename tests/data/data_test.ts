/** The files of data/: read without their generators, and against them. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { parseCsv } from "lib/csv.ts";
import {
  datasetCatalog,
  type DatasetName,
  loadDataset,
} from "lib/datasets/mod.ts";
import { answersAt } from "lib/demo.ts";
import { type Column, fitsColumn } from "lib/schema.ts";
import { seededRandom } from "lib/seeded_random.ts";
import type { Row } from "lib/rows.ts";
import { toRows } from "lib/table.ts";
import { dataFolder, generatedFiles } from "../../tools/data.ts";

const textOf = (name: string) =>
  Deno.readTextFileSync(new URL(name, dataFolder));
const names = Object.keys(datasetCatalog) as DatasetName[];

Deno.test("data/ has a file for every dataset, each told of in its README", () => {
  const files = [...Deno.readDirSync(dataFolder)].map(({ name }) => name);
  assert.deepEqual(
    files.sort(),
    [".gitattributes", "README.md", ...names.map((name) => `${name}.csv`)]
      .sort(),
  );
  const readme = textOf("README.md");
  for (const name of names) {
    const { rows, schema, license } = datasetCatalog[name];
    const section = readme.split("\n## ").find((part) =>
      part.startsWith(`\`${name}.csv\``)
    );
    assert(section !== undefined, name);
    assert(section.includes(`${rows.toLocaleString("en-US")} rows`), name);
    assert(section.includes(license), name);
    for (const column of Object.keys(schema.columns)) {
      assert(section.includes(`| \`${column}\` `), `${name} ${column}`);
    }
  }
});

for (const [name, text] of Object.entries(generatedFiles())) {
  Deno.test(`${name} is what its generator makes, byte for byte`, () => {
    assert.equal(textOf(name), text);
  });
}

const SHA_256 = {
  rand_health:
    "786cc35905f1de2ff4508a17d91c1eca286dae1e1e1fcec5054c41575a19ec27",
  anes_1996: "da0c87aeb5e4d95f0ac37a911db09f236ebc120c78c72ff9b2a4015bc21a350d",
  engel_food:
    "1ab6a5c4e884ef9ad624949d2b7e94652eccd75ba3905d1a46c85d28b153ec49",
};

for (const [name, expected] of Object.entries(SHA_256)) {
  Deno.test(`${name}.csv is as it came`, () => {
    const hash = createHash("sha256").update(textOf(`${name}.csv`));
    assert.equal(hash.digest("hex"), expected);
  });
}

for (const name of names) {
  Deno.test(`loadDataset("${name}") gives the rows of its file, fitting the schema in every cell`, async () => {
    const { table, schema, rows } = await loadDataset(name);
    const records = toRows(table);
    assert.deepEqual(records, parseCsv(textOf(`${name}.csv`), schema));
    assert.equal(records.length, rows);
    assert.equal(
      textOf(`${name}.csv`).split("\n")[0],
      Object.keys(schema.columns).join(),
    );
    for (const [label, column] of Object.entries<Column>(schema.columns)) {
      const mayMiss = column.type === "text";
      const fits = (cell: unknown) =>
        fitsColumn(column, cell) || (mayMiss && cell === null);
      assert(records.every((row) => fits(row[label])), label);
    }
  });
}

const count = (xs: readonly number[], from: number, to: number) =>
  xs.filter((x) => from <= x && x < to).length;
const average = (xs: readonly number[]) =>
  xs.reduce((a, b) => a + b) / xs.length;

/** What the demo's questions ask, counted in the file without the library's database. */
const truths: Record<
  DatasetName,
  (
    column: (name: string) => number[],
    firstFive: (name: string) => number[],
  ) => { count: number; mean: number; binned: number[] }
> = {
  medical: (column) => ({
    count: count(column("has_rare_disease"), 1, 2),
    mean: average(column("salary")),
    binned: column("age"),
  }),
  incomes: (column) => ({
    count: count(column("income"), 80_000, Infinity),
    mean: average(column("income")),
    binned: column("income"),
  }),
  purchases: (column, firstFive) => {
    const { schema } = datasetCatalog.purchases;
    const electronics = parseCsv(textOf("purchases.csv"), schema)
      .filter(({ category }) => category === "electronics");
    // Of a customer's five purchases the first five that have a bin take part.
    const inBins = column("price_cents").map((price) =>
      price <= 10_000 ? price : NaN
    );
    const customers = column("customer");
    const taken = new Map<number, number>();
    const binned = inBins.filter((price, i) => {
      if (Number.isNaN(price)) return false;
      const before = taken.get(customers[i]!) ?? 0;
      taken.set(customers[i]!, before + 1);
      return before < 5;
    });
    return {
      count: new Set(electronics.map(({ customer }) => customer)).size,
      mean: average(firstFive("price_cents").map((x) => Math.min(x, 10_000))),
      binned,
    };
  },
  rand_health: (column) => ({
    count: count(column("mdvis"), 0, 1),
    mean: average(column("mdvis").map((x) => Math.min(x, 30))),
    binned: column("mdvis"),
  }),
  anes_1996: (column) => ({
    count: count(column("vote"), 0, 1),
    mean: average(column("TVnews")),
    binned: column("age"),
  }),
  engel_food: (column) => ({
    count: count(column("foodexp"), 600, Infinity),
    mean: average(column("foodexp").map((x) => Math.min(x, 2000))),
    binned: column("income"),
  }),
};

for (const name of names) {
  Deno.test(`answersAt() answers the three questions of ${name}, and its truths are those of the file`, async () => {
    const dataset = await loadDataset(name);
    const records: readonly Row[] = parseCsv(
      textOf(`${name}.csv`),
      dataset.schema,
    );
    const column = (label: string) => records.map((row) => Number(row[label]));
    const firstFive = (label: string) =>
      [...Map.groupBy(records, ({ customer }) => customer).values()]
        .flatMap((rows) => rows.slice(0, 5))
        .map((row) => Number(row[label]));
    const expected = truths[name](column, firstFive);
    const random = seededRandom("demo");
    const answers = await answersAt(dataset, [0.1, 1, 10], random);
    assert.equal(answers.length, 9);
    const [first, , , second, , , third] = answers;
    assert.deepEqual(first!.truth, [expected.count]);
    // Values are rounded to the grid of the schema.
    assert(Math.abs(second!.truth[0]! - expected.mean) < 0.01);
    const { edges } = dataset.demo.histogram;
    assert.deepEqual(
      third!.truth,
      edges.slice(1).map((to, i) =>
        count(
          expected.binned,
          edges[i]!,
          i === edges.length - 2 ? to + 1e-9 : to,
        )
      ),
    );
    assert(Math.min(...third!.truth) > 0, "every bar has something in it");
    for (const { expectedError, actualError } of answers) {
      assert(actualError < 8 * expectedError + 1);
    }
  });
}

Deno.test("answersAt() expects of a mean the error of noise in whole steps, also where it is about a step", async () => {
  const anes = await loadDataset("anes_1996");
  const [, mean] = await answersAt(anes, [10], seededRandom(5));
  // Days from the middle of 0 to 7, so at most 4, at half of ε.
  const ofTheSum = 1 / Math.sinh(5 / 4) / anes.rows;
  assert(Math.abs(mean!.expectedError / ofTheSum - 1) < 0.02);
});
