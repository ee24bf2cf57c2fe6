/** `deno task pack`, as it is typed. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { packageName } from "../../../tools/pack/manifest.ts";
import { built, Project, repository } from "./package.ts";

async function pack(
  project: Project,
  ...args: string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "-A", "--frozen", join(repository, "tools/pack.ts")],
      ...args,
    ],
    cwd: repository,
    env: { NO_COLOR: "1", INIT_CWD: project.folder },
  }).output();
  const decoder = new TextDecoder();
  return {
    code,
    stdout: decoder.decode(stdout),
    stderr: decoder.decode(stderr),
  };
}

Deno.test("deno task pack writes the same bytes each time, where it is told, and says what it made", async () => {
  using project = new Project();
  const { code, stdout, stderr } = await pack(project, "--output", "out");
  assert.equal(code, 0, stderr);
  const folder = join(project.folder, "out");
  assert(stdout.startsWith(`${packageName} `));
  assert(stdout.includes(`npm install "${folder}"`), stdout);
  const files = await built();
  assert.match(
    stdout,
    new RegExp(`together +${files.size} files, +\\d+ kB, gzip`),
  );
  for (const [path, text] of files) {
    assert.equal(Deno.readTextFileSync(join(folder, path)), text);
  }
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
