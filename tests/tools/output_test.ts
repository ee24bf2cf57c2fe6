import assert from "node:assert/strict";
import { join } from "node:path";
import {
  type Files,
  replaceFolder,
} from "../../tools/output/replace_folder.ts";

/** Runs `look` with a folder that is not there yet. */
async function withFolder(look: (folder: string) => Promise<void>) {
  const parent = Deno.makeTempDirSync({ prefix: "output " });
  try {
    await look(join(parent, "a", "out"));
    // Nothing stays beside it.
    const a = [...Deno.readDirSync(join(parent, "a"))].map(({ name }) => name);
    assert.deepEqual(a, ["out"]);
  } finally {
    Deno.removeSync(parent, { recursive: true });
  }
}

const put = (folder: string, files: Record<string, string | Uint8Array>) =>
  replaceFolder(folder, {
    name: "the thing",
    list: "list.txt",
    make: () => Promise.resolve<Files>(new Map(Object.entries(files))),
  });

const read = (folder: string, path: string) =>
  Deno.readTextFileSync(join(folder, path));

const names = (folder: string) =>
  [...Deno.readDirSync(folder)].map(({ name }) => name).sort();

Deno.test("replaceFolder() writes texts and bytes, and a list of them", () =>
  withFolder(async (folder) => {
    const files = { "b/c.txt": "text", "a.bin": new Uint8Array([104, 105]) };
    assert.deepEqual(await put(folder, files), new Map(Object.entries(files)));
    assert.equal(read(folder, "b/c.txt"), "text");
    assert.equal(read(folder, "a.bin"), "hi");
    assert.equal(read(folder, "list.txt"), "a.bin\nb/c.txt\nlist.txt\n");
  }));

Deno.test("replaceFolder() leaves nothing of an earlier build", () =>
  withFolder(async (folder) => {
    await put(folder, { "old/x.txt": "old", "same.txt": "old" });
    await put(folder, { "same.txt": "new" });
    assert.deepEqual(names(folder), ["list.txt", "same.txt"]);
    assert.equal(read(folder, "same.txt"), "new");
  }));

Deno.test("replaceFolder() takes an empty folder", () =>
  withFolder(async (folder) => {
    Deno.mkdirSync(folder, { recursive: true });
    await put(folder, { "x.txt": "x" });
    assert.deepEqual(names(folder), ["list.txt", "x.txt"]);
  }));

for (const path of ["mine.txt", "sub/mine.txt", ".git"]) {
  Deno.test(`replaceFolder() refuses a folder with ${path} before it makes anything`, () =>
    withFolder(async (folder) => {
      await put(folder, { "x.txt": "x" });
      Deno.mkdirSync(join(folder, "sub"));
      Deno.writeTextFileSync(join(folder, path), "mine");
      await assert.rejects(
        replaceFolder(folder, {
          name: "the thing",
          list: "list.txt",
          make: () => assert.fail("It was made"),
        }),
        {
          name: "Problem",
          message:
            `Cannot write the thing: --output must be a folder that is empty or made by this task, but ${folder} holds ${path}.`,
        },
      );
      assert.equal(read(folder, path), "mine");
      assert.equal(read(folder, "x.txt"), "x");
    }));
}

Deno.test("replaceFolder() refuses a file", () =>
  withFolder(async (folder) => {
    Deno.mkdirSync(join(folder, ".."), { recursive: true });
    Deno.writeTextFileSync(folder, "mine");
    await assert.rejects(put(folder, { "x.txt": "x" }), / is a file\.$/);
    assert.equal(Deno.readTextFileSync(folder), "mine");
  }));

Deno.test("replaceFolder() leaves what is there when making or writing fails", () =>
  withFolder(async (folder) => {
    await put(folder, { "x.txt": "x" });
    const failing = replaceFolder<Files>(folder, {
      name: "the thing",
      list: "list.txt",
      make: () => Promise.reject(new Error("no")),
    });
    await assert.rejects(failing, /^Error: no$/);
    // A file cannot also be a folder.
    await assert.rejects(
      put(folder, { "a": "file", "a/b": "in a folder" }),
      /^Problem: Cannot write the thing to /,
    );
    assert.deepEqual(names(folder), ["list.txt", "x.txt"]);
  }));
