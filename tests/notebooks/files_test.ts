import assert from "node:assert/strict";
import { join } from "node:path";
import {
  filesIn,
  notebookText,
  runner,
  runnerCommand,
  withFolder,
} from "./build.ts";

Deno.test("--check changes nothing and names what differs", async () => {
  const text = notebookText([`console.log("one\\ntwo");`, "1 + 1"]);
  const files = {
    "x.ipynb": text,
    "chance.ipynb": notebookText(["Math.random()"]),
  };
  await withFolder(files, async (folder) => {
    const path = join(folder, "x.ipynb");
    const read = () => Deno.readTextFileSync(path);

    const stale = await runner(folder, ["--check", "x.ipynb"]);
    assert.equal(stale.exitCode, 1);
    assert.match(
      stale.text,
      /FAILED {2}x\.ipynb.*\n.*cell \[1\]: a fresh run differs/,
    );
    assert.equal(read(), text);

    assert.equal(
      (await runner(folder, ["x.ipynb", "chance.ipynb"])).exitCode,
      0,
    );
    const complete = read();
    const fresh = await runner(folder, ["--check", "x.ipynb", "chance.ipynb"]);
    assert.match(fresh.text, /^ok {6}x\.ipynb/m);
    assert.match(fresh.text, /FAILED {2}chance\.ipynb.*\n.*cell \[1\]/);
    assert.match(fresh.text, /^1 passed, 1 failed$/m);
    assert.equal(fresh.exitCode, 1);

    Deno.writeTextFileSync(path, complete.replace('"2"', '"3"'));
    const edited = await runner(folder, ["--check", "x.ipynb"]);
    assert.match(edited.text, /cell \[2\]: a fresh run differs/);
    assert.match(edited.text, /committed: "3"\n\s+fresh run: "2"/);
    assert.equal(edited.exitCode, 1);

    Deno.writeTextFileSync(path, complete.trimEnd());
    const bytes = await runner(folder, ["--check", "x.ipynb"]);
    assert.match(bytes.text, /FAILED {2}x\.ipynb.*\n.*format/);
    assert.deepEqual(filesIn(folder), Object.keys(files).sort());
  });
});

Deno.test("A name that is no notebook is one clear line", async () => {
  const { text, exitCode } = await runner(".", ["no_such_notebook"]);
  assert.match(text, /^Cannot find the notebook no_such_notebook: /m);
  assert.doesNotMatch(text, /^ +at /m);
  assert.equal(exitCode, 1);
});

for (const signal of ["SIGKILL", "SIGINT"] as const) {
  Deno.test({
    name: `A run ended by ${signal} leaves the old file and no kernel`,
    ignore: Deno.build.os === "windows",
    fn: async () => {
      const text = notebookText([
        `Deno.writeTextFileSync("pid", String(Deno.pid));`,
        "await new Promise((resolve) => setTimeout(resolve, 60_000));",
      ]);
      await withFolder({ "x.ipynb": text }, async (folder) => {
        const process = runnerCommand(folder, ["x.ipynb"]).spawn();
        const pid = Number(
          await eventually(() => Deno.readTextFileSync(join(folder, "pid"))),
        );
        process.kill(signal);
        const { code } = await process.output();
        if (signal === "SIGINT") assert.equal(code, 130);
        await eventually(() => assert.ok(!isRunning(pid)));
        assert.equal(Deno.readTextFileSync(join(folder, "x.ipynb")), text);
        assert.deepEqual(filesIn(folder), ["pid", "x.ipynb"]);
      });
    },
  });
}

Deno.test("A file that was changed during the run is not overwritten", async () => {
  const text = notebookText([
    `Deno.writeTextFileSync("x.ipynb", Deno.readTextFileSync("x.ipynb") + " ");`,
  ]);
  await withFolder({ "x.ipynb": text }, async (folder) => {
    const { text: said, exitCode } = await runner(folder, ["x.ipynb"]);
    assert.match(said, /Cannot write the notebook: .*changed/);
    assert.equal(exitCode, 1);
    assert.equal(Deno.readTextFileSync(join(folder, "x.ipynb")), text + " ");
  });
});

function isRunning(pid: number): boolean {
  try {
    // A signal that is ignored by default: it only asks.
    Deno.kill(pid, "SIGURG");
    return true;
  } catch {
    return false;
  }
}

/** The result of `attempt` once it does not throw, within 10 s. */
async function eventually<T>(attempt: () => T): Promise<T> {
  for (let i = 0; i < 100; i++) {
    try {
      const result = attempt();
      if (result !== "") return result;
    } catch {
      // Not yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return attempt();
}
