/** The parts of the build, on a library of a few lines. */

import assert from "node:assert/strict";
import { bundle } from "../../../tools/pack/bundle.ts";
import { reachableDeclarations } from "../../../tools/pack/declarations.ts";
import { exampleRewriter } from "../../../tools/pack/examples.ts";
import { packageName } from "../../../tools/pack/manifest.ts";
import { translate, type Translation } from "../../../tools/pack/translate.ts";
import { Project } from "./package.ts";

const doors = {
  "mod.ts": `export { type Kind, one } from "./numbers/one.ts";\n`,
  "seeded_random.ts": "export function seededRandom() {}\n",
  "charts/mod.ts": "export const x = 1;\n",
  "textbook/mod.ts": "export const x = 1;\n",
};

function library(files: Record<string, string>): Project {
  const project = new Project();
  for (const [path, text] of Object.entries({ ...doors, ...files })) {
    project.write(path, text);
  }
  return project;
}

function translated(files: Record<string, string>): Translation {
  using project = library(files);
  return translate(project.folder);
}

const one = `import { hidden } from "../hidden.ts";
import type { Deep } from "./deep.ts";
export type Kind = "a" | import("./kind.ts").Rest;
export type { Deep };
/** One. */
export const one: number = hidden;
`;
const rest = {
  "hidden.ts": "export const hidden = 1;\n",
  "numbers/deep.ts": "export interface Deep { readonly deep: true }\n",
  "numbers/kind.ts": `export type Rest = "b";\n`,
};

Deno.test("the build: scripts and types of a small library", async () => {
  const { scripts, declarations } = translated({
    "numbers/one.ts": one,
    ...rest,
  });
  assert.match(scripts.get("numbers/one.js")!, /from "\.\.\/hidden\.js"/);
  const bundled = await bundle(scripts);
  assert.deepEqual([...bundled.keys()].sort(), [
    "charts.js",
    "hidden.js",
    "mod.js",
    "numbers.js",
    "seeded_random.js",
    "textbook.js",
  ]);
  const reached = reachableDeclarations(declarations);
  assert(!reached.has("hidden.d.ts") && declarations.has("hidden.d.ts"));
  assert(reached.has("numbers/deep.d.ts") && reached.has("numbers/kind.d.ts"));
  const text = reached.get("numbers/one.d.ts")!;
  assert.match(text, /from "\.\/deep\.js"/);
  assert.match(text, /import\("\.\/kind\.js"\)/);
  assert.match(text, /\/\*\* One\. \*\//);
});

for (
  const [what, code] of [
    ["Deno", "Deno.pid"],
    ["Node's process", "process.pid"],
    ["a document", "document.title.length"],
    ["what Node 20 lacks", "Map.groupBy([1], (x) => x).size"],
    ["another type", `"1"`],
  ] as const
) {
  Deno.test(`the build: a library that needs ${what} is refused`, () => {
    assert.throws(
      () =>
        translated({
          "numbers/one.ts": `${one}export const x: number = ${code};\n`,
          ...rest,
        }),
      {
        name: "Problem",
        message:
          /^Cannot build the package: lib must run in Node 20 and in browsers, but\nnumbers\/one\.ts: .*\n {2}export const x: number = /,
      },
    );
  });
}

Deno.test("the build: a package that no door names is refused", () => {
  assert.throws(
    () =>
      translated({ "numbers/one.ts": `import "papaparse";\n${one}`, ...rest }),
    /Cannot find module 'papaparse'|side-effect import of 'papaparse'/,
  );
});

Deno.test("the build: two places that need each other are refused", async () => {
  const { scripts } = translated({
    "numbers/one.ts": one,
    ...rest,
    "hidden.ts":
      `import { later } from "./numbers/later.ts";\nexport const hidden: number = later();\n`,
    "numbers/later.ts":
      `import { one } from "./one.ts";\nexport const later = () => one;\n`,
  });
  await assert.rejects(bundle(scripts), {
    name: "Problem",
    message: /Circular/,
  });
});

Deno.test("the build: examples name the doors, or are left out", () => {
  using project = library({});
  const rewrite = exampleRewriter(project.folder);
  const comment = (path: string, names: string) =>
    `/**
 * Says something.
 *
 * @param x a number
 *
 * @example A title
 * \`\`\`ts
 * import { ${names} } from "lib/${path}";
 * import { seededRandom } from "lib/seeded_random.ts";
 * import assert from "node:assert/strict";
 *
 * assert(true);
 * \`\`\`
 */
`;
  const shown = rewrite(comment("numbers/one.ts", "one, type Kind"));
  assert.match(
    shown,
    new RegExp(`\\{ one, type Kind \\} from "${packageName}";`),
  );
  assert.match(shown, new RegExp(`from "${packageName}/seeded_random";`));
  assert.equal(
    rewrite(comment("hidden.ts", "one, hidden")),
    "/**\n * Says something.\n *\n * @param x a number\n */\n",
  );
});
