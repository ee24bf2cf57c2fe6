import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { readCourse } from "../../tools/site/course.ts";
import { places } from "../../tools/setup/places.ts";
import { forms, pages, Site } from "./site.ts";
import type { SitePage } from "./site_page.ts";
import { until } from "./until.ts";

const desk = { viewport: { width: 1300, height: 900 } };
const phone = { viewport: { width: 390, height: 900 } };
const lesson = "02_medical_records.html";

let site: Site | undefined;
Deno.test.beforeAll(async () => {
  site = await Site.start();
});
Deno.test.afterAll(() => site?.stop());

/** Nothing complains, and all that is loaded lies under `base`. */
function isQuiet({ complaints, requests }: SitePage, base: string): void {
  deepStrictEqual(complaints, []);
  ok(requests.length > 2);
  deepStrictEqual(requests.filter((url) => !url.startsWith(base)), []);
}

for (const page of pages) {
  for (const { name, options } of forms) {
    Deno.test(`${page} in ${name} is whole, readable and quiet`, () =>
      site!.open(site!.address(page), options, async (view) => {
        deepStrictEqual(await view.violations(), []);
        deepStrictEqual(await view.flaws(), []);
        isQuiet(view, site!.address(""));
        const folder = Deno.env.get("PICTURES");
        const file = `site-${page.replace(/\.html$/, "")}-${name}`;
        if (folder) await view.savePictures(folder, file);
      }));
  }

  Deno.test(`${page} without scripts shows all its pictures`, () =>
    site!.open(
      site!.address(page),
      { ...phone, javaScriptEnabled: false },
      async (view) => {
        deepStrictEqual(await view.flaws(), []);
        isQuiet(view, site!.address(""));
        ok(await view.page.locator("button.theme").isHidden());
      },
    ));
}

Deno.test("the handles move by keyboard, and their pictures follow", async () => {
  for (const page of pages) {
    await site!.open(site!.address(page), phone, async (view) => {
      const figures = view.page.locator(".output figure:has(input)");
      const scripts = view.page.locator(".output script");
      strictEqual(await figures.count(), await scripts.count());
      for (const figure of await figures.all()) {
        const picture = figure.locator("img");
        const seen = [];
        await figure.locator("input[type=range]").focus();
        for (const key of ["Home", "ArrowRight", "End"]) {
          await view.page.keyboard.press(key);
          seen.push(await picture.getAttribute("src"));
        }
        ok(new Set(seen).size > 1);
      }
      deepStrictEqual(await view.flaws(), []);
      isQuiet(view, site!.address(""));
    });
  }
});

Deno.test("the theme follows the system, until the reader chooses, and on every page", () =>
  site!.open(
    site!.address(lesson),
    { ...desk, colorScheme: "dark" },
    async (view) => {
      const { page } = view;
      const button = page.getByRole("button", { name: "Dark" });
      const isDark = async () => {
        const ground = await view.evaluate<string>(
          "getComputedStyle(document.documentElement).backgroundColor",
        );
        const isDark = ground !== "rgb(255, 255, 255)";
        strictEqual(await button.getAttribute("aria-pressed"), String(isDark));
        return isDark;
      };
      strictEqual(await isDark(), true);
      await page.emulateMedia({ colorScheme: "light" });
      strictEqual(await isDark(), false);
      await button.press("Enter");
      strictEqual(await isDark(), true);
      await page.getByRole("link", { name: "Lessons" }).click();
      await page.waitForURL(/index\.html/);
      strictEqual(await isDark(), true);
      // Back to what the system has: then it is followed again.
      await button.press("Space");
      strictEqual(await isDark(), false);
      await page.emulateMedia({ colorScheme: "dark" });
      await page.reload();
      strictEqual(await isDark(), true);
      deepStrictEqual(view.complaints, []);
    },
  ));

Deno.test("all of a page is reached by keyboard, and boxes only where they scroll", () =>
  site!.open(site!.address(lesson), phone, async (view) => {
    const { page } = view;
    const focused = <T>(expression: string) =>
      view.evaluate<T>(`document.activeElement.${expression}`);
    await page.keyboard.press("Tab");
    strictEqual(await focused("className"), "skip");
    ok(await focused<number>("getBoundingClientRect().top") >= 0);
    await page.keyboard.press("Enter");
    strictEqual(await focused("tagName"), "MAIN");

    const solution = page.locator("main details").first();
    await solution.locator("summary").press("Enter");
    ok(await solution.locator("pre").isVisible());

    const boxes = () =>
      view.evaluate<{ isStop: boolean; isWide: boolean }[]>(
        `[...document.querySelectorAll(".scroll")]
          .filter((box) => box.checkVisibility())
          .map((box) => ({
            isStop: box.tabIndex === 0,
            isWide: box.scrollWidth > box.clientWidth,
          }))`,
      );
    for (const width of [390, 1300, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await until(
        `the boxes that scroll are stops at ${width}`,
        5,
        async () =>
          (await boxes()).every(({ isStop, isWide }) => isStop === isWide),
      );
      const wide = (await boxes()).filter(({ isWide }) => isWide).length;
      ok(width === 390 ? wide > 20 : wide < 3, `${wide} are wide`);
    }
  }));

Deno.test("the contents are open where there is room, and lead to their headings", () =>
  site!.open(site!.address(lesson), phone, async ({ page }) => {
    const link = page.locator(".contents a", {
      hasText: "A budget that holds",
    });
    ok(await link.isHidden());
    await page.setViewportSize({ width: 1300, height: 900 });
    await link.click();
    const heading = page.locator("h2", { hasText: "A budget that holds" });
    const { y } = (await heading.boundingBox())!;
    ok(y >= 0 && y < 100, `heading at ${y}`);
  }));

Deno.test("all pages work on a server, in any folder of it", async () => {
  const types: Record<string, string> = {
    html: "text/html",
    css: "text/css",
    woff2: "font/woff2",
  };
  const server = Deno.serve(
    { port: 0, onListen: () => {} },
    async (request) => {
      const path = decodeURIComponent(new URL(request.url).pathname);
      if (!path.startsWith("/some/where/")) {
        return new Response(null, { status: 404 });
      }
      const file = path.slice("/some/where/".length);
      return new Response(await Deno.readFile(join(site!.root, file)), {
        headers: { "content-type": types[file.split(".").at(-1)!] ?? "" },
      });
    },
  );
  const base = `http://localhost:${server.addr.port}/some/where/`;
  try {
    for (const page of pages) {
      await site!.open(base + page, desk, async (view) => {
        deepStrictEqual(await view.flaws(), []);
        isQuiet(view, base);
        ok(
          view.requests.some((url) => url.endsWith(".woff2")) ||
            page === "index.html",
        );
      });
    }
  } finally {
    await server.shutdown();
  }
});

Deno.test("a page runs the scripts of its outputs and no other", async () => {
  const course = await readCourse(places.root);
  const [first] = course.lessons;
  const figure = `<figure><img alt="A dot" src="data:image/svg+xml,` +
    `%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E">` +
    `<script>document.currentScript.parentElement.dataset.ran = "yes";</script></figure>`;
  const notebook = structuredClone(first!.notebook);
  const cell = notebook.cells.find((cell) => cell.cell_type === "code")!;
  cell.outputs = [{
    output_type: "display_data",
    data: { "text/html": figure },
    metadata: {},
  }];
  const own = await Site.start({
    ...course,
    lessons: [{ ...first!, notebook }],
  });
  try {
    await own.open(own.address(`${first!.name}.html`), desk, async (view) => {
      const figure = view.page.locator("figure").first();
      strictEqual(await figure.getAttribute("data-ran"), "yes");
      deepStrictEqual(view.complaints, []);
      await view.evaluate(`(() => {
        const script = document.createElement("script");
        script.textContent = "document.body.dataset.ran = 'yes'";
        document.body.append(script);
        const image = new Image();
        image.src = "https://example.com/x.png";
      })()`);
      await until(
        "both are refused",
        5,
        () =>
          view.complaints.some((text) => text.includes("script-src")) &&
          view.complaints.some((text) => text.includes("img-src")),
      );
      strictEqual(await view.page.locator("body[data-ran]").count(), 0);
    });
  } finally {
    await own.stop();
  }
});
