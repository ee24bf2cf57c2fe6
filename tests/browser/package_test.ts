/** The npm package in a page, without a bundler. */

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { packageName } from "../../tools/pack/manifest.ts";
import { built, readmeBlocks } from "../tools/pack/package.ts";
import { type Complaints, visit } from "./visit.ts";

const nothing: Complaints = { console: [], responses: [], foreign: [] };
const installed = `node_modules/${packageName}`;

async function site(index: string): Promise<Map<string, string>> {
  const scripts = [...await built()].map(([path, text]) =>
    [`${installed}/${path}`, text] as const
  );
  return new Map([["index.html", index], ...scripts]);
}

Deno.test("the page of the package's README releases a count with WebCrypto", async () => {
  const [page] = await readmeBlocks("html");
  const complaints = await visit(await site(page!), async (page) => {
    const output = page.locator("output");
    await page.waitForFunction("document.querySelector('output').value !== ''");
    assert.match(
      await output.innerText(),
      /^-?\d+ \(.*; ε = 1;.*\)$/,
    );
  });
  assert.deepEqual(complaints, nothing);
});

Deno.test("in a page, noise comes from WebCrypto, a budget ends, and nothing shows the rows", async () => {
  const [page] = await readmeBlocks("html");
  const complaints = await visit(await site(page!), async (page) => {
    const seen = await page.evaluate(async (name) => {
      const { DifferentiallyPrivateDatabase } = await import(name);
      const platform = crypto.getRandomValues.bind(crypto);
      let calls = 0;
      crypto.getRandomValues = (bits) => {
        calls++;
        return platform(bits);
      };
      const database = new DifferentiallyPrivateDatabase(
        [{ answer: "unlikely text" }],
        { epsilonBudget: 100 },
      );
      const releases = [];
      for (let i = 0; i < 100; i++) {
        releases.push(await database.count({ epsilon: 1 }));
      }
      const refused = await database.count({ epsilon: 1 })
        .catch(({ name }: Error) => name);
      return {
        calls,
        refused,
        areSecure: releases.every(({ isSecure }) => isSecure),
        values: releases.map(({ value }) => value),
        shown: `${database} ${JSON.stringify(database)} ${releases}`,
      };
    }, packageName);
    assert(seen.calls > 0);
    assert(seen.areSecure);
    assert(seen.values.every(Number.isInteger));
    assert(new Set(seen.values).size > 1);
    assert.equal(seen.refused, "BudgetExceededError");
    assert(!seen.shown.includes("unlikely"));
  });
  assert.deepEqual(complaints, nothing);
});

Deno.test("in a page, Plot draws a chart of the package", async () => {
  const plot = fileURLToPath(import.meta.resolve("@observablehq/plot"));
  const d3 = createRequire(plot).resolve("d3");
  const index = `<!doctype html>
<meta charset="utf-8">
<title>A chart</title>
<script src="d3.js"></script>
<script src="plot.js"></script>
<script type="importmap">
  {
    "imports": {
      "${packageName}/charts": "./${installed}/js/charts.js",
      "@observablehq/plot": "./plot_module.js"
    }
  }
</script>
<script type="module">
  import { tradeoffChart } from "${packageName}/charts";
  import { plot } from "@observablehq/plot";

  const rows = [0.1, 1, 10].map((epsilon) => ({ epsilon, meanAbsoluteError: 1 / epsilon }));
  document.body.append(plot(tradeoffChart(rows, { trials: 20 })));
</script>`;
  const plotScript = Deno.readTextFileSync(
    join(dirname(plot), "../dist/plot.umd.min.js"),
  );
  const names = Object.keys(await import("@observablehq/plot"));
  const files = new Map([
    ...await site(index),
    ["d3.js", Deno.readTextFileSync(join(dirname(d3), "d3.min.js"))],
    ["plot.js", plotScript],
    ["plot_module.js", `export const { ${names} } = globalThis.Plot;`],
  ]);
  const complaints = await visit(files, async (page) => {
    const chart = page.locator("svg").first();
    await chart.waitFor();
    assert.equal(
      await chart.getAttribute("aria-label"),
      "Ten times the privacy costs ten times the error",
    );
    assert(await chart.locator("path, circle").count() > 3);
    const box = await chart.boundingBox();
    assert(box!.width > 300 && box!.height > 200);
  });
  assert.deepEqual(complaints, nothing);
});
