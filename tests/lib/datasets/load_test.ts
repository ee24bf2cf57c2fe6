import assert from "node:assert/strict";
import {
  createIncomeDataset,
  createMedicalDataset,
  createPurchaseDataset,
  datasetCatalog,
  loadDataset,
} from "lib/datasets/mod.ts";
import { toRows } from "lib/table.ts";

Deno.test("loadDataset() makes the generated tables as their generators do, with the rows told", async () => {
  const tables = {
    medical: createMedicalDataset(),
    incomes: createIncomeDataset(),
    purchases: createPurchaseDataset(),
  };
  for (const name of ["medical", "incomes", "purchases"] as const) {
    const { table, ...entry } = await loadDataset(name);
    assert.deepEqual(entry, datasetCatalog[name]);
    assert.deepEqual(toRows(table), toRows(tables[name]));
    assert.equal(table.shape[0], entry.rows);
  }
});

Deno.test("loadDataset() refuses a name that is not in the catalog", async () => {
  for (const name of ["patients", "", "constructor", "../README"]) {
    await assert.rejects(loadDataset(name as never), {
      name: "RangeError",
      message:
        `Cannot load the dataset: name must be one of medical, incomes, purchases, rand_health, anes_1996, engel_food, but is ${name}`,
    });
  }
});
