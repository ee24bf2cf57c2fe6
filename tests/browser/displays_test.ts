import { deepStrictEqual, ok } from "node:assert/strict";
import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { findChromium } from "../../tools/browser/chromium.ts";
import { oneOfEach } from "../lib/one_of_each.ts";
import { shown } from "../lib/shown.ts";

let browser: Browser | undefined;
Deno.test.beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: findChromium(),
    args: ["--disable-gpu", "--no-sandbox"],
  });
});
Deno.test.afterAll(() => browser?.close());

/** The colors of JupyterLab's two themes, and no other style. */
const themes = {
  light: "color-scheme: light; color: rgba(0, 0, 0, 0.87); background: white",
  dark:
    "color-scheme: dark; color: rgba(255, 255, 255, 0.87); background: #111",
};

const displays = Object.entries(await oneOfEach()).map(([name, value]) =>
  `<section>${name}${shown(value)["text/html"]}</section>`
).join("\n");

/** A page that holds one of each. */
async function pageOf(theme: string, width: number): Promise<Page> {
  const page = await browser!.newPage({ viewport: { width, height: 800 } });
  await page.setContent(
    `<!doctype html><html lang="en"><title>One of each</title><body style="${theme}"><main><h1>One of each</h1>${displays}</main>`,
  );
  return page;
}

for (const [name, theme] of Object.entries(themes)) {
  Deno.test(`axe finds nothing wrong with the displays, ${name}`, async () => {
    const page = await pageOf(theme, 1200);
    await page.evaluate(axe.source);
    const { passes, incomplete, violations } = await page.evaluate(
      "axe.run()",
    ) as axe.AxeResults;
    const outline = (results: axe.Result[]) =>
      results.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`);
    deepStrictEqual(outline(violations), []);
    deepStrictEqual(outline(incomplete), []);
    const passed = passes.map(({ id }) => id);
    for (
      const id of ["color-contrast", "td-headers-attr", "scope-attr-valid"]
    ) {
      ok(passed.includes(id), id);
    }
    await page.close();
  });
}

Deno.test("cards fit on a phone, and their bars are drawn", async () => {
  const page = await pageOf(themes.light, 390);
  const facts = await page.locator(".dp-facts").evaluateAll(
    (tables: Box[]) =>
      tables.map((table) => table.getBoundingClientRect().right),
  );
  ok(facts.length > 20);
  ok(facts.every((right) => right <= 390), String(Math.max(...facts)));
  const bars = await page.locator(".dp-bar > div").evaluateAll(
    (blocks: Box[]) => blocks.map((block) => block.getBoundingClientRect()),
  );
  ok(bars.length > 5);
  ok(bars.every(({ width, height }) => width > 1 && height > 5));
  await page.close();
});

Deno.test("bars are seen where a reader has turned colors off", async () => {
  const page = await pageOf(themes.light, 1200);
  await page.emulateMedia({ forcedColors: "active" });
  const styles = await page.locator(".dp-bar > div").evaluateAll(
    (blocks: Box[]) =>
      blocks.map((block) => {
        const view = block.ownerDocument.defaultView;
        const { borderTopWidth, borderTopColor, color } = view
          .getComputedStyle(block);
        return { width: parseFloat(borderTopWidth), borderTopColor, color };
      }),
  );
  // Backgrounds go then, and borders take the color of the text.
  ok(styles.length > 5);
  for (const { width, borderTopColor, color } of styles) {
    ok(width > 5);
    deepStrictEqual(borderTopColor, color);
  }
  await page.close();
});

/** The little of the page's elements that is read here; Deno has no DOM types. */
interface Box {
  readonly ownerDocument: {
    readonly defaultView: {
      getComputedStyle(
        element: Box,
      ): Record<"borderTopWidth" | "borderTopColor" | "color", string>;
    };
  };
  getBoundingClientRect(): Record<"right" | "width" | "height", number>;
}
