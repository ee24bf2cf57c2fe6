import { join } from "node:path";
import axe from "axe-core";
import type { Page } from "playwright-core";

/** A page of the site, with all that it says to the console and asks for. */
export class SitePage {
  /** Errors and warnings. */
  readonly complaints: string[] = [];
  /** The addresses of what was loaded, but for those that hold it themselves. */
  readonly requests: string[] = [];

  constructor(readonly page: Page) {
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) {
        this.complaints.push(message.text());
      }
    });
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    page.on(
      "requestfailed",
      (request) => this.complaints.push(`not loaded: ${request.url()}`),
    );
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith("data:")) this.requests.push(url);
    });
  }

  async goto(address: string): Promise<void> {
    await this.page.goto(address);
    await this.evaluate("document.fonts.ready.then(() => undefined)");
  }

  /** What an expression is on the page; the policy of the page is not asked. */
  async evaluate<T>(expression: string): Promise<T> {
    return await this.page.evaluate(expression) as T;
  }

  /** What axe finds, by all its rules; loading the style sheets once more is not for a page. */
  async violations(): Promise<string[]> {
    return await this.evaluate(
      `${axe.source}; axe.run({ preload: false }).then(({ violations }) =>
        violations.flatMap(({ id, nodes }) =>
          nodes.map(({ target }) => id + ": " + target)))`,
    );
  }

  /** Pictures that are not drawn, and a page that is wider than the window. */
  async flaws(): Promise<string[]> {
    return await this.evaluate(`[
      ...[...document.images]
        .filter((image) => !image.naturalWidth || !image.width || !image.height)
        .map((image) => "not drawn: " + image.alt),
      ...document.documentElement.scrollWidth > innerWidth
        ? ["wider than the window: " + document.documentElement.scrollWidth]
        : [],
    ]`);
  }

  /** Saves the page from top to bottom. */
  async savePictures(folder: string, name: string): Promise<void> {
    Deno.mkdirSync(folder, { recursive: true });
    const { width } = this.page.viewportSize()!;
    await this.page.setViewportSize({ width, height: 1600 });
    const height = await this.evaluate<number>(
      "document.documentElement.scrollHeight",
    );
    // A little is seen twice, so that nothing is cut in two.
    for (let top = 0, number = 1; top < height; top += 1520, number++) {
      await this.evaluate(`scrollTo(0, ${top})`);
      const part = String(number).padStart(2, "0");
      await this.page.screenshot({ path: join(folder, `${name}-${part}.png`) });
    }
  }
}
