import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  type Browser,
  type BrowserContextOptions,
  chromium,
} from "playwright-core";
import { places } from "../../tools/setup/places.ts";
import { buildSite } from "../../tools/site/build.ts";
import { type Course, readCourse } from "../../tools/site/course.ts";
import { replaceFolder } from "../../tools/output/replace_folder.ts";
import { lessons } from "./course.ts";
import { launchOptions } from "./launch.ts";
import { SitePage } from "./site_page.ts";

/** The files of the pages. */
export const pages: string[] = [
  "index.html",
  ...lessons.map((name) => name.replace(/\.ipynb$/, ".html")),
];

/** Light and dark, on a desk and on a phone. */
export const forms = (["light", "dark"] as const).flatMap((colorScheme) =>
  [1300, 390].map((width) => ({
    name: `${colorScheme}-${width}`,
    options: { colorScheme, viewport: { width, height: 900 } },
  }))
);

/** A site in a folder of its own and a browser, started together and always stopped together. */
export class Site {
  private constructor(
    /** Holds all that the test writes; removed in the end. */
    readonly folder: string,
    readonly root: string,
    readonly browser: Browser,
  ) {}

  /** Builds the site of `course`, or of the lessons as they are. */
  static async start(course?: Course): Promise<Site> {
    const folder = Deno.makeTempDirSync({ prefix: "site-" });
    try {
      const root = join(folder, "site");
      await replaceFolder(root, {
        name: "the site",
        list: "site-files.txt",
        make: async () => buildSite(course ?? await readCourse(places.root)),
      });
      const browser = await chromium.launch(launchOptions(folder));
      return new Site(folder, root, browser);
    } catch (error) {
      Deno.removeSync(folder, { recursive: true });
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.browser.close().finally(() =>
      Deno.removeSync(this.folder, { recursive: true })
    );
  }

  /** Where a page is on the disk. */
  address(page: string): string {
    return pathToFileURL(join(this.root, page)).href;
  }

  /** Opens an address for `look`, in a browser that has seen nothing before. */
  async open(
    address: string,
    options: BrowserContextOptions,
    look: (page: SitePage) => Promise<void>,
  ): Promise<void> {
    const context = await this.browser.newContext(options);
    try {
      const page = new SitePage(await context.newPage());
      await page.goto(address);
      await look(page);
    } finally {
      await context.close();
    }
  }
}
