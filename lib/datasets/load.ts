import { readFile } from "node:fs/promises";
import { advised, didYouMean } from "../advice.ts";
import { parseCsv } from "../csv.ts";
import { type DataFrame, toDataFrame } from "../table.ts";
import { datasetCatalog, type DatasetName } from "./catalog.ts";
import type { Dataset } from "./dataset.ts";
import { createIncomeDataset } from "./incomes.ts";
import { createMedicalDataset } from "./medical.ts";
import { createPurchaseDataset } from "./purchases.ts";

const generators: Readonly<Record<string, () => DataFrame>> = {
  medical: createMedicalDataset,
  incomes: createIncomeDataset,
  purchases: createPurchaseDataset,
};

/**
 * A dataset of {@linkcode datasetCatalog}: its table, and all that is public
 * about it. Generated ones are made anew, real ones are read from `data/`.
 *
 * @param name a key of the catalog
 * @returns the entry of the catalog with `table`, a DataFrame with the columns of its schema
 * @throws {RangeError} if the catalog has no such name
 *
 * @example The same question for whichever table a reader picks
 * ```ts
 * import { loadDataset } from "lib/datasets/mod.ts";
 * import assert from "node:assert/strict";
 *
 * const { table, schema, privacyUnit } = await loadDataset("purchases");
 * assert.deepEqual(table.columns, Object.keys(schema.columns));
 * assert.equal(privacyUnit.column, "customer");
 * ```
 */
export async function loadDataset<Name extends DatasetName>(
  name: Name,
): Promise<(typeof datasetCatalog)[Name] & { readonly table: DataFrame }> {
  if (!Object.hasOwn(datasetCatalog, name)) {
    throw new RangeError(advised(
      `Cannot load the dataset: name must be one of ${
        Object.keys(datasetCatalog).join(", ")
      }, but is ${String(name)}`,
      didYouMean(name, Object.keys(datasetCatalog)),
    ));
  }
  const dataset = datasetCatalog[name];
  const table = generators[name]?.() ?? await readTable(dataset);
  return { ...dataset, table };
}

async function readTable({ name, schema }: Dataset): Promise<DataFrame> {
  const file = new URL(`../../data/${name}.csv`, import.meta.url);
  return toDataFrame(parseCsv(await readFile(file, "utf8"), schema));
}
