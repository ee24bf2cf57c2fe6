import { ok } from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import type { CellView } from "./outputs.ts";
import { settled, until } from "./until.ts";

/** A notebook that is open in JupyterLab, seen and handled as a reader does. */
export class NotebookPage {
  /** What the page asked by way of the browser itself. */
  readonly #dialogs: string[] = [];

  constructor(readonly page: Page) {
    page.on("dialog", async (dialog) => {
      this.#dialogs.push(dialog.message());
      await dialog.dismiss();
    });
    page.on("popup", (popup) => this.#dialogs.push(`window ${popup.url()}`));
  }

  /** Waits until all is there that is there without a click. */
  async opened(codeCells: number): Promise<void> {
    await this.until(
      `all ${codeCells} code cells are there`,
      30,
      async () => await this.#codeCells().count() === codeCells,
    );
    await this.until(
      "the kernel is idle",
      30,
      async () =>
        await this.kernelName() !== "No Kernel" && await this.isIdle(),
    );
  }

  async kernelName(): Promise<string> {
    return (await this.#text(".jp-Toolbar-kernelName")).trim();
  }

  /** `Notebook not trusted: 0 of 40 code cells trusted.` */
  async trust(): Promise<string | null> {
    return await this.page.locator(".jp-StatusItem-trust").getAttribute(
      "title",
    );
  }

  async isIdle(): Promise<boolean> {
    const indicator = this.page.locator(".jp-Notebook-ExecutionIndicator");
    return await indicator.getAttribute("data-status") === "idle";
  }

  /** Everything that stands in the reader's way: dialogs, pop-ups, notifications. */
  async interruptions(): Promise<string[]> {
    const boxes = this.page.locator(".jp-Dialog, .Toastify__toast");
    const bell = this.page.locator(".jp-Notification-Status [title]");
    const notifications = await bell.getAttribute("title") ?? "";
    return [
      ...this.#dialogs,
      ...await boxes.allTextContents(),
      ...notifications === "No notifications" ? [] : [notifications],
    ];
  }

  /** Presses the button of the toolbar that stands for a command of JupyterLab. */
  async press(command: string): Promise<void> {
    await this.page.locator(
      `.jp-NotebookPanel-toolbar [data-command="${command}"]`,
    ).click();
  }

  async chooseInMenu(menu: string, entry: string): Promise<void> {
    await this.page.locator(".lm-MenuBar-item", { hasText: menu }).click();
    await this.page.locator(".lm-Menu-item", { hasText: entry }).click();
  }

  async restart(): Promise<void> {
    await this.press("notebook:restart-kernel");
    await this.#accept();
    await this.until("the kernel is back", 30, () => this.isIdle());
  }

  /** Restart and Run All, from a notebook without outputs, to the last cell's count. */
  async runAll(): Promise<void> {
    await this.chooseInMenu("Edit", "Clear Outputs of All Cells");
    const isClear = ({ prompt, outputs }: CellView) =>
      prompt === "[ ]:" && outputs.length === 0;
    await this.until(
      "the outputs are cleared",
      10,
      async () => (await this.cells()).every(isClear),
    );
    await this.press("notebook:restart-run-all");
    await this.#accept();
    await this.until(
      "every cell has run and the kernel is idle",
      120,
      async () =>
        (await this.cells()).every(({ prompt }) => hasRun(prompt)) &&
        await this.isIdle(),
    );
  }

  /** Waits like `until`, but not for a notebook that asks something instead. */
  async until(
    what: string,
    seconds: number,
    condition: () => Promise<boolean>,
  ): Promise<void> {
    await until(what, seconds, async () => {
      const texts = await this.interruptions();
      ok(texts.length === 0, `JupyterLab shows: ${texts.join(" | ")}`);
      return await condition();
    });
  }

  /** The code cells, once they change no more and are as `isComplete` wants them, if ever. */
  async settledCells(
    isComplete: (cells: CellView[]) => boolean,
  ): Promise<CellView[]> {
    return await settled(10, () => this.cells(), isComplete);
  }

  /** The code cells as they are now. */
  async cells(): Promise<CellView[]> {
    return await this.#codeCells().evaluateAll((cells: PageElement[]) =>
      cells.map((cell) => ({
        prompt: cell.querySelector(".jp-InputPrompt")?.textContent ?? "",
        outputs: [...cell.querySelectorAll(".jp-OutputArea-output")].map(
          (output) => ({
            type: (output.getAttribute("data-mime-type") ?? "none")
              .replace("application/vnd.jupyter.", ""),
            images: output.querySelectorAll("img, svg, canvas").length,
            tables: [...output.querySelectorAll("table")]
              .map((table) => table.querySelectorAll("tr").length),
            sliders: output.querySelectorAll("input[type=range]").length,
            text: output.textContent,
          }),
        ),
      }))
    );
  }

  /** What is wrong with pictures and tables, wherever they are in the notebook. */
  async flaws(): Promise<string[]> {
    return await this.page.locator(".jp-Notebook").evaluate(
      (notebook: PageElement) => [
        ...[...notebook.querySelectorAll("img")].flatMap((image) => {
          const name = `image "${image.alt.slice(0, 60)}"`;
          const isDrawn = image.naturalWidth > 0 && image.naturalHeight > 0;
          return [
            // JupyterLab writes "Image" where there is no text.
            ...["", "Image"].includes(image.alt.trim())
              ? ["image without a text"]
              : [],
            ...isDrawn ? [] : [`${name} is not drawn`],
            ...image.width > 0 && image.height > 0
              ? []
              : [`${name} takes no room`],
          ];
        }),
        ...[...notebook.querySelectorAll("table")]
          .filter((table) => table.offsetHeight === 0)
          .map((table) => `table "${table.textContent}" takes no room`),
      ],
    );
  }

  #codeCells(): Locator {
    return this.page.locator(".jp-Notebook .jp-CodeCell");
  }

  async #text(selector: string): Promise<string> {
    return (await this.page.locator(selector).allTextContents()).join();
  }

  async #accept(): Promise<void> {
    await this.page.locator(".jp-Dialog .jp-mod-accept").click();
    await this.page.locator(".jp-Dialog").waitFor({ state: "detached" });
  }
}

export function hasRun(prompt: string): boolean {
  return /^\[\d+\]:$/.test(prompt);
}

/** The little of the page's elements that is read here; Deno has no DOM types. */
interface PageElement {
  readonly textContent: string;
  readonly alt: string;
  readonly naturalWidth: number;
  readonly naturalHeight: number;
  readonly width: number;
  readonly height: number;
  readonly offsetHeight: number;
  getAttribute(name: string): string | null;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(
    selector: string,
  ): Iterable<PageElement> & { readonly length: number };
}
