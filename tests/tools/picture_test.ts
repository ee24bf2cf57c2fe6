import assert from "node:assert/strict";
import { pictureFile, tradeoffPicture } from "../../tools/picture.ts";

Deno.test("the README's picture is the chart of the lesson", async () => {
  assert.equal(
    await Deno.readTextFile(pictureFile),
    await tradeoffPicture(),
    "run: .venv/bin/deno run -A tools/picture.ts",
  );
});
