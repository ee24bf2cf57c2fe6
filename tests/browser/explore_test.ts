import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { Buffer } from "node:buffer";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import axe from "axe-core";
import { posteriorChart } from "lib/charts/mod.ts";
import type { Locator } from "playwright-core";
import { withScratch } from "./cells.ts";
import type { NotebookPage } from "./notebook_page.ts";
import { Session } from "./session.ts";
import { settled, until } from "./until.ts";

let session: Session | undefined;
Deno.test.beforeAll(async () => {
  session = await Session.start();
});
Deno.test.afterAll(() => session?.stop());

const cells = [
  `import { posteriorChart } from "lib/charts/mod.ts";
import { explore } from "lib/explore.ts";`,
  `await explore({
  label: "ε",
  values: [0.1, 0.2, 0.5, 1, 2, 3, 4, 5, 7, 10],
  start: 1,
  caption: "Below the slider",
  chart: (epsilon) => posteriorChart({ prior: 0.1, epsilon }),
});`,
  `void 0;`,
];
const words = ["0.1", "0.2", "0.5", "1", "2", "3", "4", "5", "7", "10"];
const start = 3;
const last = words.length - 1;

Deno.test("a slider moves by keyboard, and JupyterLab stays where it is", () =>
  ran(async (notebook) => {
    const handle = new Handle(notebook);
    await handle.isAt(start, { isUntouched: true });
    await handle.slider.focus();
    for (
      const [key, place] of [
        ["ArrowRight", 4],
        ["ArrowUp", 5],
        ["ArrowLeft", 4],
        ["ArrowDown", 3],
        ["End", last],
        ["Home", 0],
        ["PageUp", 1],
        ["PageDown", 0],
      ] as const
    ) {
      await notebook.page.keyboard.press(key);
      await handle.isAt(place);
      ok(await handle.hasFocus(), `focus after ${key}`);
    }
    strictEqual(await activeCell(notebook), 1);
  }));

Deno.test("a slider moves by mouse", () =>
  ran(async (notebook) => {
    const handle = new Handle(notebook);
    await handle.slider.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await handle.slider.boundingBox())!;
    const { mouse } = notebook.page;
    // The knob is a little inside the slider at both ends.
    const at = (share: number) =>
      [x + 8 + (width - 16) * share, y + height / 2] as const;
    await mouse.move(...at(3 / last));
    await mouse.down();
    await mouse.move(...at(0.6), { steps: 5 });
    await mouse.move(...at(7 / last), { steps: 5 });
    await mouse.up();
    await handle.isAt(7);
    ok(await handle.hasFocus());
    await mouse.click(...at(0));
    await handle.isAt(0);
  }));

Deno.test("a slider moves when the kernel has gone", () =>
  ran(async (notebook) => {
    await notebook.chooseInMenu("Kernel", "Shut Down Kernel");
    await until(
      "the kernel has gone",
      10,
      async () => await notebook.kernelName() === "No Kernel",
    );
    const handle = new Handle(notebook);
    await handle.slider.focus();
    await notebook.page.keyboard.press("End");
    await handle.isAt(last);
  }));

Deno.test("an output shown twice has two sliders of their own", () =>
  ran(async (notebook) => {
    await notebook.page.locator(".jp-Notebook img").click({ button: "right" });
    await notebook.page.locator(".lm-Menu-item", {
      hasText: "Create New View for Cell Output",
    }).click();
    const copy = new Handle(notebook, ".jp-LinkedOutputView");
    await copy.slider.waitFor();
    await copy.slider.focus();
    await notebook.page.keyboard.press("End");
    await copy.isAt(last);
    await new Handle(notebook).isAt(start, { isUntouched: true });
  }));

Deno.test("a slider and its picture pass axe, in the light and in the dark theme", () =>
  ran(async (notebook) => {
    for (const theme of ["Light", "Dark"]) {
      await chooseTheme(notebook, theme);
      const violations = await notebook.page.evaluate(
        `${axe.source}; axe.run(".jp-Notebook figure").then(({ violations }) =>
          violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]))`,
      );
      deepStrictEqual(violations, []);
    }
  }));

Deno.test("a notebook that is not trusted shows the picture at the start, and no slider", () =>
  ran(async (notebook, path) => {
    await new Handle(notebook).slider.press("End");
    await notebook.press("docmanager:save");
    const saved = () => Deno.readTextFileSync(path);
    await until("it is saved", 10, () => saved().includes("addSlider"));
    // JupyterLab trusts what it has seen run here; with another text it has not seen it.
    const name = "stranger.ipynb";
    Deno.writeTextFileSync(
      join(session!.lab.root, "notebooks", name),
      saved().replace("void 0;", "void 1;"),
    );
    await session!.open(name, async (stranger) => {
      await stranger.opened(cells.length);
      match((await stranger.trust())!, /^Notebook not trusted/);
      const figure = stranger.page.locator(".jp-Notebook figure");
      await figure.locator("img").waitFor();
      strictEqual(await figure.locator("input, output, script").count(), 0);
      strictEqual((await figure.innerText()).trim(), "Below the slider");
      match(
        (await figure.locator("img").getAttribute("alt"))!,
        /at epsilon 1: /,
      );
      deepStrictEqual(await stranger.flaws(), []);
      // JupyterLab would ask whether to run the script, with a button.
      strictEqual(
        await stranger.page.locator(".jp-OutputArea-output button").count(),
        0,
      );
    });
  }));

/** Opens the cells and runs them; nothing may complain, whatever `look` does. */
async function ran(
  look: (notebook: NotebookPage, path: string) => Promise<void>,
): Promise<void> {
  await withScratch(session!, cells, async (notebook, path) => {
    const complaints: string[] = [];
    const { page } = notebook;
    page.on("pageerror", ({ message }) => complaints.push(message));
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    await notebook.runAll();
    await page.locator(".jp-Notebook input[type=range]").waitFor();
    await look(notebook, path);
    deepStrictEqual(complaints, []);
  });
}

async function chooseTheme(
  { page }: NotebookPage,
  theme: string,
): Promise<void> {
  const entry = (text: string) =>
    page.locator(".lm-Menu-item", { hasText: text });
  await page.locator(".lm-MenuBar-item", { hasText: "Settings" }).click();
  await entry("Theme").first().hover();
  await entry(`JupyterLab ${theme}`).last().click();
  await page.locator(`body[data-jp-theme-light="${theme === "Light"}"]`)
    .waitFor({ state: "attached" });
}

/** The place of the cell that JupyterLab has selected. */
async function activeCell(notebook: NotebookPage): Promise<number> {
  return await notebook.page.locator(".jp-Notebook .jp-Cell").evaluateAll(
    (cells: { classList: { contains(name: string): boolean } }[]) =>
      cells.findIndex(({ classList }) => classList.contains("jp-mod-active")),
  );
}

/** The slider of a figure and all that moves with it. */
class Handle {
  readonly #figure: Locator;
  readonly slider: Locator;

  constructor(notebook: NotebookPage, place = ".jp-Notebook") {
    this.#figure = notebook.page.locator(`${place} figure`);
    this.slider = this.#figure.locator("input[type=range]");
  }

  /** Waits until the slider is there and everything says so. */
  async isAt(place: number, { isUntouched = false } = {}): Promise<void> {
    const value = words[place]!;
    const { ariaLabel, ariaDescription } = posteriorChart({
      prior: 0.1,
      epsilon: Number(value),
    });
    const expected = {
      place: String(place),
      value,
      spoken: `ε = ${value}`,
      told: isUntouched ? "" : ariaLabel,
      description: ariaDescription,
      isDrawn: true,
      hasTitle: true,
    };
    const seen = await settled(
      5,
      () => this.#seen(ariaLabel),
      (seen) => isDeepStrictEqual(seen, expected),
    );
    deepStrictEqual(seen, expected);
  }

  async #seen(title: string) {
    const image = this.#figure.locator("img");
    const [kind, data] = (await image.getAttribute("src"))!.split(",");
    const picture = kind!.endsWith(";base64")
      ? Buffer.from(data!, "base64").toString()
      : decodeURIComponent(data!);
    return {
      place: await this.slider.inputValue(),
      value: await this.#figure.locator("output").textContent(),
      spoken: await this.slider.getAttribute("aria-valuetext"),
      told: await this.#figure.locator("[aria-live=polite]").textContent(),
      description: await image.getAttribute("alt"),
      isDrawn: await image.evaluate((image: PageImage) =>
        image.complete && image.naturalWidth > 0 && image.height > 0
      ),
      hasTitle: picture.includes(`>${title}</text>`),
    };
  }

  async hasFocus(): Promise<boolean> {
    return await this.slider.evaluate((slider: unknown) =>
      slider ===
        (globalThis as unknown as { document: { activeElement: unknown } })
          .document.activeElement
    );
  }
}

/** The little of the page's pictures that is read here; Deno has no DOM types. */
interface PageImage {
  readonly complete: boolean;
  readonly naturalWidth: number;
  readonly height: number;
}
