import assert from "node:assert/strict";
import { PrivacyBudget } from "lib/accounting/budget.ts";
import { chart, Plot } from "lib/charts/plot.ts";
import { show } from "lib/display.ts";
import type { Row } from "lib/rows.ts";
import { toDataFrame } from "lib/table.ts";
import { printed } from "./console.ts";

const marks = [Plot.dot([{ x: 1, y: 2 }], { x: "x", y: "y" })];
const up = chart({ title: "Up", description: "One dot.", marks });
const rows = [{ age: 34, zip: 10001 }, { age: 51, zip: 10002 }];
const text = ["age    zip", " 34  10001", " 51  10002"].join("\n");

Deno.test("show() prints the description of a chart outside the kernel", async () => {
  assert.deepEqual(await printed(() => show(up)), ["One dot."]);
});

Deno.test("show() prints a chart's alt text and caption if they are given", async () => {
  assert.deepEqual(
    await printed(() => show(up, { alt: "A dot", caption: "Figure 1" })),
    ["A dot\nFigure 1"],
  );
  assert.deepEqual(await printed(() => show({ marks }, { alt: "A dot" })), [
    "A dot",
  ]);
});

Deno.test("show() refuses a chart without a text for readers who cannot see it", async () => {
  const error = {
    name: "TypeError",
    message:
      "Cannot show the chart: alt must describe it for readers who cannot see it",
  };
  await assert.rejects(show({ marks }), error);
  await assert.rejects(show({ marks }, { alt: " \n" }), error);
  await assert.rejects(show(up, { alt: "" }), error);
});

Deno.test("show() refuses a chart that Plot would make more than a picture", async () => {
  for (const extra of [{ title: "Up" }, { caption: "Figure 1" }]) {
    await assert.rejects(show({ ...up, ...extra }), {
      name: "TypeError",
      message: /^Cannot show the chart: title, subtitle, caption and legend/,
    });
  }
});

Deno.test("show() prints records and DataFrames as an aligned table", async () => {
  const tables = [rows, toDataFrame(rows), {
    columns: ["age", "zip"],
    values: [
      [34, 10001],
      [51, 10002],
    ],
  }];
  for (const table of tables) {
    assert.deepEqual(await printed(() => show(table)), [text]);
    assert.deepEqual(
      await printed(() => show(table, { caption: "Patients" })),
      [`Patients\n${text}`],
    );
  }
});

Deno.test("show() prints a column of a DataFrame", async () => {
  const ages = toDataFrame(rows).column("age") as unknown as Row[];
  const [output] = await printed(() => show(ages));
  assert.deepEqual(output!.split("\n").slice(1).map((line) => line.trim()), [
    "34",
    "51",
  ]);
});

Deno.test("show() prints 20 rows and how many there are", async () => {
  const many = Array.from({ length: 1000 }, (_, i) => ({ i }));
  const [output] = await printed(() => show(many));
  assert.equal(output!.split("\n").length, 22);
  assert(output!.endsWith("20 of 1,000 rows shown"));
});

Deno.test("show() asks anything with a rich display for its text, now or later", async () => {
  const symbol = Symbol.for("Jupyter.display");
  const bundle = { "text/plain": "shown" };
  const displayables = [
    { [symbol]: () => bundle },
    { [symbol]: () => Promise.resolve(bundle) },
    Object.create({ [symbol]: () => bundle }),
  ];
  for (const x of displayables) {
    assert.deepEqual(await printed(() => show(x)), ["shown"]);
  }
});

Deno.test("show() prints a list of records that shows itself as it does", async () => {
  const ledger = new PrivacyBudget(1);
  ledger.spend(0.25, "age");
  assert.deepEqual(await printed(() => show(ledger.entries)), [
    Deno.inspect(ledger.entries),
  ]);
  // Without its total, what is left is not known.
  assert.deepEqual(
    await printed(() => show(ledger.entries.map((x) => ({ ...x })))),
    [
      "label  loss\nage    ε = 0.25",
    ],
  );
});

Deno.test("show() refuses what it cannot show, without printing it", async () => {
  for (const x of [null, undefined, 7531, "7531", {}, { age: 7531 }, () => 1]) {
    const output = await printed(() =>
      assert.rejects(show(x as never), {
        name: "TypeError",
        message:
          "Cannot show the value: it must be options of a chart, a table or an object with a rich display",
      })
    );
    assert.deepEqual(output, []);
  }
});
