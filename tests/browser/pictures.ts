import { join } from "node:path";
import type { Page } from "playwright-core";

/** Saves the window as it is, then the notebook in it from top to bottom. */
export async function savePictures(
  page: Page,
  folder: string,
  name: string,
): Promise<void> {
  Deno.mkdirSync(folder, { recursive: true });
  const path = (part: string) =>
    join(folder, `${name.replace(/\.ipynb$/, "")}-${part}.png`);
  await page.screenshot({ path: path("window") });
  await page.setViewportSize({ width: 1300, height: 1600 });
  const view = page.locator(".jp-Notebook .jp-WindowedPanel-outer");
  await view.evaluate((view: Scrolling) => view.scrollTop = 0);
  for (let number = 1;; number++) {
    await view.screenshot({ path: path(String(number).padStart(2, "0")) });
    // A little is seen twice, so that nothing is cut in two.
    const goesOn = await view.evaluate((view: Scrolling) => {
      const before = view.scrollTop;
      view.scrollTop += view.clientHeight - 80;
      return view.scrollTop > before;
    });
    if (!goesOn) return;
  }
}

/** The little of the element that is used here; Deno has no DOM types. */
interface Scrolling {
  scrollTop: number;
  readonly clientHeight: number;
}
