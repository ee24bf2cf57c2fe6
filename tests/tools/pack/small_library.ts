/** The parts of the build, on a library of a few lines. */

import assert from "node:assert/strict";
import { buildPackage } from "../../../tools/pack/build.ts";
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

Deno.test("the build: the same bytes from the same sources, wherever they lie", async () => {
  const builds = [];
  for (let i = 0; i < 2; i++) {
    using project = new Project();
    const sources = { ...doors, "numbers/one.ts": one, ...rest };
    for (const [path, text] of Object.entries(sources)) {
      project.write(`lib/${path}`, text);
    }
    project.write("tools/pack/README.md", "# Read me\n");
    project.write("LICENSE", "MIT\n");
    builds.push([...await buildPackage(project.folder)]);
  }
  assert.deepEqual(builds[0], builds[1]);
  assert(builds[0]!.length > 10);
});

/** What only some runtimes have, or is no number; in the order of the alphabet. */
const refused = {
  deno: "Deno.pid",
  node: "process.pid",
  node22: "Map.groupBy([1], String).size",
  page: "document.title.length",
  text: `"1"`,
};

Deno.test("the build: a library that needs more than every runtime has is refused, line by line", () => {
  const lines = Object.entries(refused).map(([name, code]) =>
    [name, `export const ${name}: number = ${code};`] as const
  );
  const files = lines.map((
    [name, line],
  ) => [`numbers/${name}.ts`, `${line}\n`]);
  const imports = lines.map(([name]) => `import "./${name}.ts";\n`).join("");
  assert.throws(
    () =>
      translated({
        "numbers/one.ts": imports + one,
        ...rest,
        ...Object.fromEntries(files),
      }),
    ({ name, message }: Error) => {
      assert.equal(name, "Problem");
      const [first, ...errors] = message.split("\n");
      assert.equal(
        first,
        "Cannot build the package: lib must run in Node 20 and in browsers, but",
      );
      assert.deepEqual(
        errors.filter((line) => line.startsWith("  export")),
        lines.map(([, line]) => `  ${line}`),
      );
      assert.deepEqual(
        errors.filter((line) => /^\w/.test(line)).map((line) =>
          line.split(":")[0]
        ),
        files.map(([path]) => path),
      );
      return true;
    },
  );
});

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
