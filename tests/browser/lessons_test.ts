import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { lessons, readLesson } from "./course.ts";
import {
  cellsInFile,
  type CellView,
  complaints,
  outline,
  printedLines,
  withoutPrints,
  withoutSliders,
} from "./outputs.ts";
import type { NotebookPage } from "./notebook_page.ts";
import { savePictures } from "./pictures.ts";
import { Session } from "./session.ts";

let session: Session | undefined;
Deno.test.beforeAll(async () => {
  session = await Session.start();
});
Deno.test.afterAll(() => session?.stop());

/** All is drawn, nothing complains, nothing stands in the way. */
async function looksRight(
  notebook: NotebookPage,
  cells: CellView[],
): Promise<void> {
  deepStrictEqual(complaints(cells), []);
  deepStrictEqual(await notebook.flaws(), []);
  deepStrictEqual(await notebook.interruptions(), []);
}

for (const name of lessons) {
  const committed = cellsInFile(readLesson(name));

  Deno.test(`${name}, opened and not run, shows what is committed`, () =>
    session!.open(name, async (notebook) => {
      await notebook.opened(committed.length);
      strictEqual(await notebook.kernelName(), "Deno");
      ok((await notebook.trust())?.startsWith("Notebook not trusted"));
      const expected = outline(withoutSliders(committed));
      const cells = await notebook.settledCells((cells) =>
        isDeepStrictEqual(outline(cells), expected)
      );
      await looksRight(notebook, cells);
      deepStrictEqual(outline(cells), expected);
    }));

  Deno.test(`${name}, run anew, shows the same`, () =>
    session!.open(name, async (notebook) => {
      await notebook.opened(committed.length);
      await notebook.runAll();
      const expected = outline(withoutPrints(committed));
      const lines = printedLines(committed);
      const cells = await notebook.settledCells((cells) =>
        isDeepStrictEqual(outline(withoutPrints(cells)), expected) &&
        sum(printedLines(cells)) === sum(lines)
      );
      await looksRight(notebook, cells);
      deepStrictEqual(outline(withoutPrints(cells)), expected);
      const printed = printedLines(cells);
      strictEqual(sum(printed), sum(lines), "number of lines");
      // On a busy machine the kernel is at times late with what a cell prints, and takes it
      // for the next cell's (tests/notebooks/place_test.ts): it may not be the rule.
      const late = lines.flatMap((count, i) =>
        printed[i]! < count ? [cells[i]!.prompt] : []
      );
      if (late.length > 0) console.log(`Printed too late: ${late.join(", ")}`);
      ok(late.length <= 2, "cells whose lines stand under a later one");
      const folder = Deno.env.get("PICTURES");
      if (folder) await savePictures(notebook.page, folder, name);
    }));
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, x) => total + x, 0);
}
