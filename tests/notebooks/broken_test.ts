import assert from "node:assert/strict";
import { join } from "node:path";
import { runNotebook } from "../../tools/notebook/run_notebook.ts";
import { parseNotebook } from "../../tools/notebook/nbformat.ts";
import { filesIn, notebookText, runner, withFolder } from "./build.ts";

// Each is wrong in its second cell, which has lines and types that the kernel's
// compiler drops, so that a wrong line would show.
const before = `// A note.
interface Dropped {
  readonly by: "the compiler";
}

const kept: Dropped = { by: "the compiler" };
`;

const lib = new URL("../../lib/", import.meta.url).href;

const broken: Record<string, { cell: string; says: RegExp }> = {
  "a thrown error": {
    cell: `${before}
function fail(): never {
  throw new RangeError("too far");
}
[kept].map(fail);`,
    says: /cell \[2\], line 11: RangeError: too far/,
  },
  "an error after an await": {
    cell: `${before}
await Promise.resolve();
(kept as unknown as { by(): void }).by();`,
    says: /cell \[2\], line 9: TypeError: .*by is not a function/,
  },
  "an error below an import of several lines": {
    cell: `import {
  readFileSync,
  writeFileSync,
} from "node:fs";
import type { Stats } from "node:fs";

throw new Error("below");`,
    says: /cell \[2\], line 7: Error: below/,
  },
  "an error of the library": {
    cell: `${before}
import { kernel } from "${lib}notebook/kernel.ts";
import { pureDp } from "${lib}mod.ts";
void kernel;
pureDp(0);`,
    says:
      /cell \[2\], line 11: RangeError: Cannot state a privacy loss: epsilon/,
  },
  "a thrown text": {
    cell: `${before}
throw "no error at all";`,
    says: /cell \[2\], line 8: Error: no error at all/,
  },
  "a syntax error": {
    cell: `${before}
const missing = ;`,
    says: /cell \[2\], line 8: SyntaxError: Expression expected/,
  },
  "a syntax error of the engine": {
    cell: `${before}
let twice = 1;
let twice = 2;`,
    says: /cell \[2\], line 9: SyntaxError: .*twice.* already been declared/,
  },
  "import.meta": {
    cell: `${before}
const here = import.meta.url;`,
    says: /cell \[2\], line 8: SyntaxError: .*import\.meta/,
  },
  "a missing module": {
    cell: `${before}
import { something } from "./missing.ts";`,
    says: /cell \[2\], line 8: TypeError: Module not found.*missing\.ts/,
  },
  "an npm package that does not exist": {
    cell: `${before}
import nothing from "npm:seedrandom@99.0.0";`,
    says: /cell \[2\], line 8: .*seedrandom.*99\.0\.0/,
  },
  "an undefined named import": {
    cell: `${before}
import { present, type Absent } from "./module.ts";
import {
  nope,
} from "./module.ts";`,
    says: /cell \[2\], line 9: Cannot import nope: /,
  },
  "an import of a type as a value": {
    cell: `import { Shape } from "./module.ts";
const shape: Shape = 1;`,
    says: /cell \[2\], line 1: Cannot import Shape: .*import type/,
  },
  "an error in a display hook": {
    cell: `${before}
({
  [Symbol.for("Jupyter.display")]() {
    throw new Error("no picture");
  },
});`,
    says: /cell \[2\], line 8: Error: no picture/,
  },
  "an error in an async display hook": {
    cell: `${before}
const shown = {
  async [Symbol.for("Jupyter.display")]() {
    await Promise.resolve();
    throw new Error("no picture later");
  },
};
shown;`,
    says: /cell \[2\], line 14: Error: no picture later/,
  },
  "a display hook that gives nothing": {
    cell: `${before}
const shown = { [Symbol.for("Jupyter.display")]() {} };
shown;`,
    says: /cell \[2\], line 9: Cannot show the value: .*it gives nothing/,
  },
  "an unhandled rejection": {
    cell: `${before}
Promise.reject(new Error("dropped"));
1;`,
    says: /cell \[2\], line 8: a promise was rejected.*Error: dropped/,
  },
  "a rejection after the cell": {
    cell: `${before}
async function later() {
  await new Promise((resolve) => setTimeout(resolve, 300));
  throw new Error("dropped later");
}
void later();`,
    says: /cell \[2\], line 10: a promise was rejected.*Error: dropped later/,
  },
  "a rejection long after the cell": {
    cell: `${before}
setTimeout(() => Promise.reject(new Error("dropped at last")), 2500);`,
    says:
      /cell \[3\]: a promise was rejected.*dropped at last \(cell \[2\] left something running\)/,
  },
  "an error in a timer": {
    cell: `${before}
setTimeout(() => {
  throw new Error("alarm");
}, 50);`,
    says: /cell \[2\], line 9: thrown after .*Error: alarm/,
  },
  "an update of a display that nobody shows": {
    cell: `${before}
await Deno.jupyter.display({ "text/plain": "1" }, {
  raw: true,
  update: true,
  display_id: "unknown",
});`,
    says: /cell \[2\], line 8: Cannot update a display: .*unknown/,
  },
  "a kernel that ends": {
    cell: `${before}
Deno.exit(3);`,
    says: /cell \[2\], line 8: the kernel is lost: its process ended/,
  },
  "work that nothing awaits": {
    cell: `${before}
const work = () =>
  Promise.all(Array.from({ length: 60 }, (_, i) =>
    Deno.jupyter.display({ "text/html": "x".repeat(50_000 + i) }, { raw: true })));
void work();`,
    says: /cell \[2\]: .*must await what it starts/,
  },
  "a test": {
    cell: `${before}
Deno.test("nobody sees it fail", () => {});`,
    says: /cell \[2\], line 8: Cannot use Deno\.test/,
  },
  "output around the console": {
    cell: `${before}
Deno.stdout.writeSync(new TextEncoder().encode("lost"));`,
    says: /cell \[2\], line 8: Cannot use Deno\.stdout/,
  },
  "an escape code": {
    cell: `${before}
console.log("\\x1b[31mred\\x1b[0m");`,
    says: /cell \[2\]: Cannot keep the output: .*escape codes.*u001b\[31mred/,
  },
  "the home directory": {
    cell: `${before}
import { homedir } from "node:os";
console.log(homedir() + "/data.csv");`,
    says: /cell \[2\]: Cannot keep the output: .*a place on this machine/,
  },
  "a file URL in an image": {
    cell: `${before}
const data = btoa("<svg><text>file:///tmp/x.csv</text></svg>");
await Deno.jupyter.display({
  "text/html": \`<img src="data:image/svg+xml;base64,\${data}">\`,
}, { raw: true });`,
    says: /cell \[2\]: Cannot keep the output: .*file:\/\/\/tmp\/x\.csv/,
  },
};

const names = Object.keys(broken);
const fileOf = (name: string) => `${name.replaceAll(/\W/g, "_")}.ipynb`;
const files: Record<string, string> = {
  "module.ts": "export const present = 1;\nexport type Shape = number;\n",
};
for (const name of names) {
  const { cell } = broken[name]!;
  files[fileOf(name)] = notebookText([`console.log("fine")`, cell, "3"]);
}

Deno.test("A broken notebook is named with its cell, line and reason", async (t) => {
  await withFolder(files, async (folder) => {
    const { text, exitCode } = await runner(folder, names.map(fileOf));
    for (const name of names) {
      await t.step(name, () => {
        const start = text.indexOf(`FAILED  ${fileOf(name)}\n`);
        assert.notEqual(start, -1, text);
        assert.match(text.slice(start).split("\n")[1]!, broken[name]!.says);
      });
    }
    await t.step("none passes, and no stack trace shows", () => {
      assert.match(text, new RegExp(`^0 passed, ${names.length} failed$`, "m"));
      assert.doesNotMatch(text, /^ +at /m);
      assert.equal(exitCode, 1);
    });
    await t.step("every file is as it was", () => {
      assert.deepEqual(filesIn(folder), Object.keys(files).sort());
      for (const [name, text] of Object.entries(files)) {
        assert.equal(Deno.readTextFileSync(join(folder, name)), text);
      }
    });
  });
});

for (const endless of ["while (true) {}", "await new Promise(() => {});"]) {
  Deno.test(`A cell that never ends is named: ${endless}`, async () => {
    const notebook = parseNotebook(notebookText(["1", endless]));
    await assert.rejects(
      runNotebook("x.ipynb", notebook, { cellSeconds: 3 }),
      /cell \[2\]: it must end within 3 s/,
    );
  });
}
