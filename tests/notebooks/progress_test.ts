/** The line that a person sees on a terminal while notebooks run. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { deno, python, root } from "../../tools/notebook/paths.ts";
import { notebookText, runner, withFolder } from "./build.ts";

// The line comes after a second. Two cells in more than two seconds are told in
// seconds for each, however fast the machine is.
const slow = "await new Promise((resolve) => setTimeout(resolve, 2100));";
const files = { "x.ipynb": notebookText(["1", slow, "2"]) };

Deno.test({
  name: "On a terminal the runner says how far it is, and leaves no line of it",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    await withFolder(files, async (folder) => {
      const { stdout } = await new Deno.Command(python, {
        args: [
          "-c",
          "import pty, sys; pty.spawn(sys.argv[1:])",
          deno,
          "run",
          "-A",
          join(root, "tools", "notebooks.ts"),
          join(folder, "x.ipynb"),
        ],
        cwd: folder,
        stdin: "null",
      }).output();
      const text = readable(new TextDecoder().decode(stdout));
      assert.match(text, /\rCells run: 2 of 3, \S+ s each, \d+ s left ESC\[K/);
      assert.match(text, /\r ESC\[Kok {6}x\.ipynb/);
      assert.match(text, /1 passed, 0 failed\s*$/);
    });
  },
});

Deno.test("Where no person watches there is no such line", async () => {
  await withFolder(files, async (folder) => {
    const { text } = await runner(folder, ["x.ipynb"]);
    assert.doesNotMatch(readable(text), /Cells run|\r|ESC/);
    assert.match(text, /^ok {6}x\.ipynb/m);
  });
});

function readable(text: string): string {
  return text.replaceAll("\x1b", " ESC");
}
