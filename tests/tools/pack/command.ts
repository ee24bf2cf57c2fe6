/** `deno task pack`, as it is typed. */

import assert from "node:assert/strict";
import { packageName } from "../../../tools/pack/manifest.ts";
import { builtByTask, pack, Project } from "./package.ts";

Deno.test("deno task pack writes where it is told, and says what it made", async () => {
  const { files, folder, said } = await builtByTask();
  assert(files.size > 100, `${files.size} files`);
  assert(said.startsWith(`${packageName} `));
  assert(said.includes(`npm install "${folder}"`), said);
  assert.match(
    said,
    new RegExp(`together +${files.size} files, +\\d+ kB, gzip`),
  );
});

Deno.test("deno task pack leaves a folder alone that it did not make", async () => {
  using project = new Project();
  project.write("mine/notes.txt", "mine");
  const { code, stderr } = await pack(project, "--output", "mine");
  assert.equal(code, 1);
  assert.match(
    stderr,
    /^Cannot write the package: --output .* holds notes\.txt\.\n$/,
  );
  assert.equal((await pack(project, "--outputs", "x")).code, 1);
  assert.deepEqual(
    [...Deno.readDirSync(project.folder)].map(({ name }) => name),
    ["mine"],
  );
});
