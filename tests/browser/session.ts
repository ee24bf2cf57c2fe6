import { join } from "node:path";
import { type BrowserContext, chromium } from "playwright-core";
import { Lab } from "./lab.ts";
import { launchOptions } from "./launch.ts";
import { NotebookPage } from "./notebook_page.ts";
import { savePictures } from "./pictures.ts";

/** JupyterLab and a browser, started together and always stopped together. */
export class Session {
  private constructor(
    readonly lab: Lab,
    readonly browser: BrowserContext,
  ) {}

  static async start(): Promise<Session> {
    const lab = await Lab.start();
    try {
      const browser = await chromium.launchPersistentContext(
        join(lab.folder, "profile"),
        {
          ...launchOptions(lab.folder),
          viewport: { width: 1300, height: 1000 },
        },
      );
      return new Session(lab, browser);
    } catch (error) {
      await lab.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.browser.close().finally(() => this.lab.stop());
  }

  /** Opens a notebook for `look`, and takes pictures of it when that fails. */
  async open(
    name: string,
    look: (notebook: NotebookPage) => Promise<void>,
  ): Promise<void> {
    const page = await this.browser.newPage();
    try {
      const notebook = new NotebookPage(page);
      // A lesson is opened without what was open before.
      await page.goto(this.lab.address(`notebooks/${name}`) + "&reset");
      await look(notebook);
    } catch (error) {
      const folder = Deno.makeTempDirSync({ prefix: "browser-failure-" });
      await savePictures(page, folder, name).catch(() => {});
      console.log(`Pictures of what went wrong: ${folder}`);
      throw error;
    } finally {
      await page.close();
      await this.lab.endKernels();
    }
  }
}
