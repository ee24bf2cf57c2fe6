import assert from "node:assert/strict";
import { type Dataset, datasetCatalog } from "lib/datasets/mod.ts";
import type { Column, NumericColumn } from "lib/schema.ts";

const datasets: readonly Dataset[] = Object.values(datasetCatalog);

Deno.test("datasetCatalog has three generated and three real datasets, each under its name", () => {
  assert.deepEqual(Object.keys(datasetCatalog), [
    ...["medical", "incomes", "purchases"],
    ...["rand_health", "anes_1996", "engel_food"],
  ]);
  for (const [name, dataset] of Object.entries(datasetCatalog)) {
    assert.equal(dataset.name, name);
    const texts = Object.values(dataset).filter((x) => typeof x === "string");
    assert.equal(texts.length, 7);
    assert(texts.every((text) => text.trim() !== ""));
    assert(dataset.question.endsWith("?"));
  }
});

Deno.test("datasetCatalog declares both bounds of every amount and a grid for every fraction", () => {
  for (const { name, schema, privacyUnit } of datasets) {
    for (const [label, column] of Object.entries(schema.columns)) {
      assert(column.description.trim() !== "");
      if (column.type === "category" || column.type === "text") continue;
      const { type, min, max, step } = column;
      const isId = ["friend", "customer"].includes(label);
      assert(isId || (Number.isFinite(min) && min! < max!), `${name} ${label}`);
      assert.equal(type === "number", step !== undefined);
      if (step === undefined) continue;
      // The bounds lie on the grid.
      for (const bound of [min!, max!]) {
        assert(Math.abs(bound / step - Math.round(bound / step)) < 1e-6, label);
      }
    }
    const { column, maxRows } = privacyUnit;
    assert(Number.isInteger(maxRows) && maxRows >= 1);
    if (column === undefined) assert.equal(maxRows, 1);
    else assert(Object.hasOwn(schema.columns, column));
  }
});

Deno.test("datasetCatalog has a count, a mean and a histogram for each table, of columns that its schema declares", () => {
  for (const { name, schema, privacyUnit, demo } of datasets) {
    const { count, mean, histogram } = demo;
    const questions = [count, mean, histogram].map((x) => x.question);
    assert(questions.every((question) => question.endsWith("?")), name);
    assert.equal(new Set(questions).size, 3);
    const columns: Readonly<Record<string, Column>> = schema.columns;
    for (const column of Object.keys(count.where)) assert(columns[column]);
    assert(count.maxRows === undefined || privacyUnit.column !== undefined);

    const averaged = columns[mean.column] as NumericColumn;
    const { min = averaged.min, max = averaged.max } = mean.bounds ?? {};
    assert(min! >= averaged.min! && max! <= averaged.max! && min! < max!);

    const { type, min: least, max: most } =
      columns[histogram.column]! as NumericColumn;
    assert(type === "integer" || type === "number");
    const { edges } = histogram;
    const widths = edges.slice(1).map((edge, i) => edge - edges[i]!);
    assert(widths.length >= 3 && new Set(widths).size === 1 && widths[0]! > 0);
    assert(edges[0]! >= least! && edges.at(-1)! <= most!);
    assert(histogram.label.trim() !== "");
  }
});

Deno.test("datasetCatalog cannot be changed, nor can its schemas", () => {
  for (
    const part of [
      datasetCatalog,
      datasetCatalog.medical,
      datasetCatalog.purchases.privacyUnit,
      datasetCatalog.medical.schema.columns.zip_code.categories,
      datasetCatalog.anes_1996.schema.columns.age,
      datasetCatalog.medical.demo.count.where,
      datasetCatalog.rand_health.demo.histogram.edges,
    ]
  ) assert(Object.isFrozen(part));
});
