/** The files of data/: read without their generators, and against them. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { parseCsv } from "lib/csv.ts";
import {
  datasetCatalog,
  type DatasetName,
  loadDataset,
} from "lib/datasets/mod.ts";
import { type Column, fitsColumn } from "lib/schema.ts";
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
