import assert from "node:assert/strict";
import { createMedicalDataset, medicalSchema } from "lib/datasets/mod.ts";
import { fitsColumn } from "lib/schema.ts";
import { toRows } from "lib/table.ts";
import { firstLine } from "../messages.ts";

const patients = (n?: number, options?: { seed?: number | string }) =>
  toRows(createMedicalDataset(n, options));

Deno.test("createMedicalDataset() makes 1000 patients with seed 42 unless told otherwise", () => {
  const table = createMedicalDataset();
  assert.deepEqual(table.shape, [1000, 4]);
  assert.deepEqual(toRows(table), patients(1000, { seed: 42 }));
});

Deno.test("createMedicalDataset() makes the patients that the lessons speak of", () => {
  assert.deepEqual(patients(3), [
    { age: 42, zip_code: 10005, has_rare_disease: 0, salary: 59113 },
    { age: 40, zip_code: 10004, has_rare_disease: 0, salary: 58934 },
    { age: 40, zip_code: 10002, has_rare_disease: 0, salary: 61575 },
  ]);
});

Deno.test("createMedicalDataset() has the columns of its schema, in its order", () => {
  const columns = ["age", "zip_code", "has_rare_disease", "salary"];
  assert.deepEqual(createMedicalDataset(1).columns, columns);
  assert.deepEqual(Object.keys(medicalSchema.columns), columns);
});

Deno.test("createMedicalDataset() fits its schema in every cell, up to the bounds of age", () => {
  for (const seed of [42, 7, "another"]) {
    const rows = patients(5000, { seed });
    for (const [name, column] of Object.entries(medicalSchema.columns)) {
      assert(rows.every((row) => fitsColumn(column, row[name])), name);
    }
    const ages = rows.map((row) => row.age as number);
    assert.equal(Math.min(...ages), 18);
    assert.equal(Math.max(...ages), 90);
  }
});

Deno.test("createMedicalDataset() has every category and clips the lowest salaries", () => {
  const rows = patients(20_000);
  const values = (column: string) => new Set(rows.map((row) => row[column]));
  assert.deepEqual(
    [...values("zip_code")].sort(),
    medicalSchema.columns.zip_code.categories,
  );
  assert.deepEqual([...values("has_rare_disease")].sort(), [0, 1]);
  assert(values("salary").has(medicalSchema.columns.salary.min));
});

Deno.test("createMedicalDataset() with fewer patients makes the first of the more", () => {
  for (const seed of [42, 7]) {
    const all = patients(500, { seed });
    for (const n of [1, 2, 33, 499]) {
      assert.deepEqual(patients(n, { seed }), all.slice(0, n));
    }
  }
});

Deno.test("createMedicalDataset() makes other patients with another seed", () => {
  const seeds = [42, 43, "42", "", NaN];
  const tables = seeds.map((seed) => JSON.stringify(patients(5, { seed })));
  assert.equal(new Set(tables).size, seeds.length);
});

Deno.test("createMedicalDataset() refuses a number of patients that is not whole and above 0", () => {
  for (const n of [0, -1, 1.5, NaN, Infinity]) {
    assert.throws(() => createMedicalDataset(n), {
      name: "RangeError",
      message: firstLine(
        `Cannot create the medical dataset: n must be a whole number of at least 1, but is ${n}`,
      ),
    });
  }
  for (const n of ["5", null, 5n, {}]) {
    assert.throws(() => createMedicalDataset(n as never), {
      name: "TypeError",
      message: firstLine(
        `Cannot create the medical dataset: n must be a number, but is of type ${typeof n}`,
      ),
    });
  }
});
