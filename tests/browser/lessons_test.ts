import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { lessons, readLesson } from "./course.ts";
import { cellsInFile, complaints, outline } from "./outputs.ts";
import type { NotebookPage } from "./notebook_page.ts";
import { savePictures } from "./pictures.ts";
import { Session } from "./session.ts";

let session: Session | undefined;
Deno.test.beforeAll(async () => {
  session = await Session.start();
});
Deno.test.afterAll(() => session?.stop());

/** What the page shows is what the file holds, and all of it is drawn. */
async function showsWhatTheFileHolds(
  notebook: NotebookPage,
  name: string,
): Promise<void> {
  const expected = outline(cellsInFile(readLesson(name)));
  const cells = await notebook.settledCells((cells) =>
    JSON.stringify(outline(cells)) === JSON.stringify(expected)
  );
  deepStrictEqual(complaints(cells), []);
  deepStrictEqual(outline(cells), expected);
  deepStrictEqual(await notebook.flaws(), []);
  deepStrictEqual(await notebook.interruptions(), []);
}

for (const name of lessons) {
  const codeCells = cellsInFile(readLesson(name)).length;

  Deno.test(`${name}, opened and not run, shows what is committed`, () =>
    session!.open(name, async (notebook) => {
      await notebook.opened(codeCells);
      strictEqual(await notebook.kernelName(), "Deno");
      ok((await notebook.trust())?.startsWith("Notebook not trusted"));
      await showsWhatTheFileHolds(notebook, name);
    }));

  Deno.test(`${name}, run anew, shows the same`, () =>
    session!.open(name, async (notebook) => {
      await notebook.opened(codeCells);
      await notebook.runAll();
      await showsWhatTheFileHolds(notebook, name);
      const folder = Deno.env.get("PICTURES");
      if (folder) await savePictures(notebook.page, folder, name);
    }));
}
