import assert from "node:assert/strict";
import { join } from "node:path";
import { extractModule } from "../../tools/notebook/extract.ts";
import { formatNotebookFile } from "../../tools/notebook/format_notebook.ts";
import type { Cell } from "../../tools/notebook/nbformat.ts";
import {
  code,
  filesIn,
  markdown,
  notebookText,
  runner,
  solution,
  withFolder,
} from "./build.ts";

const imports = `import { check } from "lib/exercises.ts";
import data from "./data.txt" with { type: "text" };`;
const right =
  `const expected = [0.01, 0.1, 10, 100].map((epsilon) => 1 / epsilon);
check("expected error", expected);`;
const good = [
  imports,
  "const sum = data.length;\nsum + 1;",
  `check("expected error", undefined);`,
  solution(right),
  "const expected = sum;\nconsole.log(expected);",
];

Deno.test("A notebook becomes a module whose lines lead back", async () => {
  const files = { "x.ipynb": notebookText([markdown("# Title"), ...good]) };
  await withFolder(files, async (folder) => {
    const { text, origins, problems } = await extractModule(
      join(folder, "x.ipynb"),
    );
    assert.deepEqual(problems, []);
    const lines = text.split("\n");
    const placeOf = (part: string) =>
      origins[lines.findIndex((line) => line.includes(part))];
    assert.deepEqual(placeOf("import data"), { label: "cell [1]", line: 2 });
    assert.deepEqual(placeOf("sum + 1"), { label: "cell [2]", line: 2 });
    const label = "solution 1 (below cell [3])";
    assert.deepEqual(placeOf("const expected = ["), { label, line: 1 });
    assert.deepEqual(placeOf("does not solve"), { label, line: 2 });
    assert.deepEqual(placeOf("console.log(expected)"), {
      label: "cell [4]",
      line: 2,
    });
    assert.match(text, /from "file:\/\/.*\/data\.txt"/);
  });
});

const lines16 = Array.from({ length: 16 }, (_, i) => `console.log(${i});`);

/** Notebooks that are wrong in one way: the step that finds it, and what it says. */
const bad: Record<string, { cells: (Cell | string)[]; says: RegExp }> = {
  rules_import: {
    cells: ["1;", `import { ok } from "node:assert";\nok(true);`],
    says: /rules\n +cell \[2\], line 1: Cannot import here: .*cell \[1\]/,
  },
  rules_length: {
    cells: [lines16.join("\n")],
    says: /rules\n +cell \[1\], line 16: .*at most 15 lines, it has 16/,
  },
  rules_end: {
    cells: ["console.log(1);\n"],
    says: /rules\n +cell \[1\], line 2: .*must not end with an empty line/,
  },
  rules_solution: {
    cells: [
      imports,
      markdown("<details><summary>Solution</summary>\n\nNone.\n</details>"),
    ],
    says:
      /rules\n +solution 1 \(below cell \[1\]\): .*one fenced ts block, it has 0/,
  },
  rules_unchecked: {
    cells: ["const a = 1;", solution("console.log(a);")],
    says: /rules\n +solution 1 \(below cell \[1\]\): .*it calls no check/,
  },
  format_cell: {
    cells: ["const a = 1;\nconsole.log( a );"],
    says:
      /format\n +cell \[1\], line 2: .*deno task format.*console\.log\(a\);/,
  },
  format_solution: {
    cells: [
      imports.split("\n")[0]!,
      solution(right.replace("[0.01", "[ 0.01")),
    ],
    says: /format\n +solution 1 \(below cell \[1\]\), line 1: /,
  },
  types_error: {
    cells: ["1;", `const a = 1;\n\nconst b: string = a;\nconsole.log(b);`],
    says: /types\n +cell \[2\], line 3: TS2322: /,
  },
  types_duplicate: {
    cells: ["const a = 1;\nconsole.log(a);", "const a = 2;\nconsole.log(a);"],
    says:
      /types\n +cell \[1\], line 1: TS2451: .*'a'[^]*cell \[2\], line 1: TS2451/,
  },
  types_solution: {
    cells: [
      imports.split("\n")[0]!,
      solution(`const a: number = "1";\ncheck("expected error", a);`),
    ],
    says: /types\n +solution 1 \(below cell \[1\]\), line 1: TS2322: /,
  },
  types_module: {
    cells: [`import { a } from "./missing.ts";\na();`],
    says: /types\n +cell \[1\], line 1: .*missing\.ts/,
  },
  lint_unused: {
    cells: ["1;", "const unused = 1;"],
    says: /lint\n +cell \[2\], line 1: .*unused.*no-unused-vars/,
  },
  run_wrong: {
    cells: [
      imports.split("\n")[0]!,
      solution(`check("expected error", [1, 2, 3, 4]);`),
    ],
    says:
      /run\n +solution 1 \(below cell \[1\]\), line 1: Not right: at ε = 0\.01/,
  },
  run_unsolved: {
    cells: [
      imports.split("\n")[0]!,
      solution(`const answer = undefined;\ncheck("expected error", answer);`),
    ],
    says:
      /run\n +solution 1 \(below cell \[1\]\), line 2: .*does not solve "expected error"/,
  },
  run_overview: {
    cells: [
      'import { check, overview } from "lib/exercises.ts";',
      solution(right),
      "await overview();",
    ],
    says:
      /run\n +cell \[2\], line 1: .*no solution above solves when is the noise too much/,
  },
  run_no_exercise: {
    cells: [
      'import { overview } from "lib/exercises.ts";',
      "await overview();",
    ],
    says: /run\n +cell \[2\], line 1: .*no exercise was checked above/,
  },
  run_hint: {
    cells: [
      'import { hint } from "lib/exercises.ts";',
      '// hint("expected eror");\nconsole.log("no hint");',
    ],
    says: /run\n +cell \[2\], line 1: TypeError: Cannot find the exercise/,
  },
  run_throws: {
    cells: ["1;", `const list: number[] = [];\nlist.at(-1)!.toFixed();`],
    says: /run\n +cell \[2\], line 2: TypeError: /,
  },
  run_exits: {
    cells: ["Deno.exit(0);", "console.log(1);"],
    says: /run\n +it must run to its end/,
  },
};

Deno.test("--modules finds what is wrong with the code, and where", async (t) => {
  const files: Record<string, string> = {
    "data.txt": "data\n",
    "good.ipynb": notebookText(good),
  };
  const names = Object.keys(bad);
  for (const name of names) {
    files[`${name}.ipynb`] = notebookText(bad[name]!.cells);
  }
  await withFolder(files, async (folder) => {
    const { text, exitCode } = await runner(folder, [
      "--modules",
      "good.ipynb",
      ...names.map((name) => `${name}.ipynb`),
    ]);
    await t.step("a good notebook passes every step", () => {
      for (const step of ["rules", "format", "types", "lint", "run"]) {
        assert.match(text, new RegExp(`^ok {6}good\\.ipynb {2}${step}`, "m"));
      }
    });
    for (const name of names) {
      await t.step(name, () => {
        const [step] = name.split("_");
        const start = text.indexOf(`FAILED  ${name}.ipynb  ${step}`);
        assert.notEqual(start, -1, text);
        const end = text.slice(start).search(/\n(?=ok|FAILED|\d)/);
        assert.match(text.slice(start, start + end), bad[name]!.says);
      });
    }
    await t.step("it fails, changes nothing and says how many", () => {
      assert.equal(exitCode, 1);
      assert.match(text, /^\d+ passed, \d+ failed$/m);
      assert.doesNotMatch(text, /^ +at (?!file)/m);
      assert.deepEqual(filesIn(folder), Object.keys(files).sort());
    });
  });
});

Deno.test("A good notebook alone passes with exit code 0", async () => {
  const files = { "data.txt": "data\n", "good.ipynb": notebookText(good) };
  await withFolder(files, async (folder) => {
    const { text, exitCode } = await runner(folder, [
      "--modules",
      "good.ipynb",
    ]);
    assert.match(text, /^5 passed, 0 failed$/m);
    assert.equal(exitCode, 0);
  });
});

Deno.test("Formatting changes code cells and solutions, nothing else", async () => {
  const output = {
    output_type: "stream",
    name: "stdout",
    text: "1\n",
  } as const;
  const notebook = (first: string, second: string) =>
    notebookText([
      markdown("# Title  \n"),
      { ...code(first), execution_count: 1, outputs: [output] },
      solution(second),
      "const broken = ;",
    ]);
  const files = { "x.ipynb": notebook("const a=1\nf( a )\n", "check( 'a' )") };
  await withFolder(files, async (folder) => {
    const path = join(folder, "x.ipynb");
    assert.equal(await formatNotebookFile(path), true);
    const wanted = notebook("const a = 1;\nf(a);", 'check("a");');
    assert.equal(Deno.readTextFileSync(path), wanted);
    assert.equal(await formatNotebookFile(path), false);
    assert.equal(Deno.readTextFileSync(path), wanted);
  });
});
