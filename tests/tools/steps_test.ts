import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { passedSoFar } from "../../tools/test/steps.ts";
import { Clone, type Ended, ended } from "./clone.ts";

/** A small project, with `tools/test.ts` as it is. */
function project(): Clone {
  const clone = new Clone();
  clone.copy("tools/test.ts");
  clone.copy("tools/test/steps.ts");
  clone.write("deno.json", `{ "test": { "include": ["tests/lib"] } }`);
  clone.write(
    "lib/one.ts",
    `/**
 * One.
 *
 * \`\`\`ts
 * import { one } from "./one.ts";
 * if (one !== 1) throw new Error("not one");
 * \`\`\`
 */
export const one: number = 1;
`,
  );
  clone.write(
    "tests/lib/one_test.ts",
    `Deno.test("one", () => {});\nDeno.test("two", () => {});\n`,
  );
  return clone;
}

async function test(
  clone: Clone,
  ...args: string[]
): Promise<Ended & { last: string }> {
  const result = await ended(
    new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "tools/test.ts", ...args],
      cwd: clone.root,
      env: clone.env,
      clearEnv: true,
      stdout: "piped",
      stderr: "piped",
    }).spawn(),
  );
  return { ...result, last: result.stdout.trimEnd().split("\n").at(-1)! };
}

Deno.test("passed steps and tests are added up in the last line", async () => {
  using clone = project();
  const { code, stdout, last } = await test(
    clone,
    "--only",
    "lint,types,docs,unit",
  );
  strictEqual(last, "5 passed, 0 failed");
  strictEqual(code, 0);
  const titles = stdout.split("\n").filter((line) => line.includes(": deno "));
  deepStrictEqual(titles.map((title) => title.split(":")[0]), [
    "Lint",
    "Types",
    "Examples in doc comments",
    "Unit and statistical tests, without permissions",
  ]);
});

Deno.test("a failure is shown in full, the other steps run, the exit code says so", async () => {
  using clone = project();
  clone.write("lib/two.ts", `export const two: string = 2;\n`);
  clone.write(
    "tests/lib/two_test.ts",
    `Deno.test("bad", () => {\n  throw new Error("so bad");\n});\n`,
  );
  const { code, stdout, last } = await test(clone, "--only", "types,unit");
  strictEqual(last, "2 passed, 2 failed");
  strictEqual(code, 1);
  match(stdout, /TS2322/);
  match(stdout, /so bad/);
  match(stdout, /^Failed: types, unit$/m);
});

Deno.test("a test file that cannot be loaded is a failure", async () => {
  using clone = project();
  clone.write("tests/lib/two_test.ts", `throw new Error("no start");\n`);
  const { code, last } = await test(clone, "--only", "unit");
  strictEqual(last, "2 passed, 1 failed");
  strictEqual(code, 1);
});

Deno.test("a step that should run tests and runs none is a failure", async () => {
  using clone = project();
  clone.write("tests/lib/one_test.ts", "export {};\n");
  const { code, stdout, last } = await test(clone, "--only", "unit");
  strictEqual(last, "0 passed, 1 failed");
  strictEqual(code, 1);
  match(stdout, /nothing was run/);
});

Deno.test("tests get no permission", async () => {
  using clone = project();
  clone.write(
    "tests/lib/one_test.ts",
    `Deno.test("env", () => {\n  Deno.env.get("HOME");\n});\n`,
  );
  const { last } = await test(clone, "--only", "unit");
  strictEqual(last, "0 passed, 1 failed");
});

Deno.test("an option that is not known is refused", async () => {
  using clone = project();
  for (const args of [["--only", "lint,speed"], ["--only"], ["--fast"]]) {
    const { code, stdout, stderr } = await test(clone, ...args);
    strictEqual(code, 1);
    strictEqual(stdout, "");
    match(stderr, /^Cannot understand .*format,lint,types,docs,unit[^\n]*\n$/);
  }
});

Deno.test("what has passed is counted before the end: whole tests, and notebooks", () => {
  strictEqual(
    passedSoFar(`running 3 tests from ./tests/lib/one_test.ts
one ... ok (1ms)
two ...
  first step ... ok (1ms)
two ... ok (2ms)
three ... FAILED (3ms)
four ... `),
    2,
  );
  strictEqual(
    passedSoFar(
      "Running 01.ipynb, 02.ipynb\nok      01.ipynb  9 cells  2.1 s\n",
    ),
    1,
  );
  strictEqual(passedSoFar(""), 0);
});
