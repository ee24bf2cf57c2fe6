/** The exercises in the lessons are those that the library judges. */

import assert from "node:assert/strict";
import { lessons } from "../../lib/exercises/lessons.ts";
import { chooseNotebooks } from "../../tools/notebook/choose.ts";
import { type Cell, parseNotebook } from "../../tools/notebook/nbformat.ts";

const paths = await chooseNotebooks([]);

Deno.test("each lesson has its exercises, by its title", () => {
  const titles = paths.map((path) =>
    /^# (.*)$/m.exec(cellsOf(path)[0]!.source)![1]
  );
  assert.deepEqual(titles, lessons.map(({ title }) => title));
});

for (const [i, { title, exercises }] of lessons.entries()) {
  const cells = cellsOf(paths[i]!);
  const asks = cells.filter((cell) =>
    cell.cell_type === "code" && /^check\(/m.test(cell.source)
  );
  const after = (cell: Cell) => cells[cells.indexOf(cell) + 1]!;

  Deno.test(`${title}: the exercises stand in the order of the library`, () => {
    const names = asks.map(({ source }) => /^check\("(.*?)"/m.exec(source)![1]);
    assert.deepEqual(names, Object.keys(exercises));
  });

  Deno.test(`${title}: each is unanswered, with its hint at hand and its solution below`, () => {
    for (const [i, { hints }] of Object.values(exercises).entries()) {
      const cell = asks[i]!;
      assert.match(
        cell.source,
        /^\/\/ hint\(("[^"]+")\);\ncheck\(\1, undefined\);$/m,
      );
      assert.match(after(cell).source, /<summary>Solution<\/summary>/);
      assert.match(outputOf(cell), /^Not yet: /m);
      for (const hint of hints) assert(!outputOf(cell).includes(hint));
    }
  });

  Deno.test(`${title}: an overview stands after the last exercise, all open`, () => {
    const last = cells.findLast(({ cell_type }) => cell_type === "code")!;
    assert.equal(last.source, "await overview();");
    assert(cells.indexOf(last) > cells.indexOf(asks.at(-1)!) + 1);
    const text = outputOf(last);
    assert(text.includes(`${title}: 0 of ${asks.length} exercises are right.`));
    assert.equal(text.match(/\bopen\b/g)?.length, asks.length);
  });
}

function cellsOf(path: string): Cell[] {
  return parseNotebook(Deno.readTextFileSync(path)).cells;
}

/** What a code cell shows, as text. */
function outputOf(cell: Cell): string {
  if (cell.cell_type !== "code") return "";
  return cell.outputs.map((output) =>
    output.output_type === "stream" ? output.text : output.data["text/plain"]
  ).join("");
}
