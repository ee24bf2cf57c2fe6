/** What the kernel sends of an error, which is what a notebook shows of it. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { Kernel } from "../../tools/notebook/kernel.ts";
import { root } from "../../tools/notebook/paths.ts";

const first = `import { show } from "lib/display.ts";
import { DifferentiallyPrivateDatabase, missing } from "lib/mod.ts";

const database = new DifferentiallyPrivateDatabase([{ age: 34 }], {
  epsilonBudget: 1,
});
const twice = (f: () => void) => {
  f();
};`;

const exceeded = (left: number) =>
  `BudgetExceededError: Cannot charge the budget: the loss must fit what remains, but ε = 3
was requested and ε = ${left} remains
Nothing was charged. Ask with at most epsilon: ${left}.
A budget belongs to people: a new one for the same people would add to their loss.`;

/** Cells, and all that a reader sees of their errors. */
const cells: Record<string, string> = {
  "new DifferentiallyPrivateDatabase([{ age: 34 }], { epsilonbudget: 1 });":
    `TypeError: Cannot make the database: the options must be among epsilonBudget, budget,
schema, relation, privacyUnit, random, but one is epsilonbudget
Did you mean epsilonBudget?`,
  'await database.countQuery("age", 34, 3);': exceeded(1),
  'await twice(() => database.explain({ query: "count", epsilon: 0 }));':
    `RangeError: Cannot state a privacy loss: epsilon must be above 0, but is 0
At ε = 0 an answer could say nothing about the data; a small ε is 0.1.`,
  'await database.sum("age", { epsilon: 0.1 });':
    `TypeError: Cannot sum: the schema or the option bounds must declare min and max and step
of age
Without bounds one person could move the answer by any amount: no noise is enough.
Take them from what is known of the column, not from the data; for example:
  bounds: { min: 0, max: 100, step: 1 }`,
  "await show(database.count({ epsilon: 0.1 }) as never);":
    `TypeError: Cannot show the value: it must be options of a chart, a table or an object with
a rich display
It is a promise: put await before what gives it.`,
  "missing(1);": `TypeError: missing is not a function
If missing is imported, its module has no such name: the import does not say so.
    at <anonymous>:1:22`,
  "nobody + 1;": `ReferenceError: nobody is not defined
Run the cells above first, if one declares nobody. If none does, look at the spelling.
    at <anonymous>:1:22`,
  'function mine() {\n  throw new RangeError("mine");\n}\nmine();':
    `RangeError: mine
    at mine (<anonymous>:2:9)
    at <anonymous>:4:1`,
};

Deno.test("An error in a cell says what happened and what to try, without a page of stack", async (t) => {
  await withKernel(async (run) => {
    assert.deepEqual(await run(first), []);
    for (const [source, wanted] of Object.entries(cells)) {
      await t.step(source, async () => {
        assert.deepEqual(await run(source), [wanted]);
      });
    }
    await t.step("a promise that nothing waits for", async () => {
      // A cell above asked for a promise that was shown, and paid for it.
      const [output, ...others] = await run(
        'database.countQuery("age", 34, 3);\nconsole.log("went on");',
      );
      assert.equal(output, "went on\n");
      assert.deepEqual(others, [
        `${
          exceeded(0.9)
        }\nNothing waited for this promise: put await before the call.\n`,
      ]);
    });
  });
});

Deno.test("Without a door of the library that knows notebooks, stacks are as ever", async () => {
  await withKernel(async (run) => {
    const [text] = await run(
      `import { pureDp } from "lib/mod.ts";\npureDp(0);`,
    );
    assert.match(text!, /^ {4}at pureDp \(file:\/\/.*privacy_loss\.ts:\d+/m);
  });
});

/** A kernel as a front end has one; `run` gives what a cell shows, errors as the lines sent. */
async function withKernel(
  use: (run: (source: string) => Promise<string[]>) => Promise<void>,
): Promise<void> {
  const kernel = await Kernel.start(join(root, "notebooks"));
  let end = 0;
  const run = async (source: string) => {
    await kernel.execute(source);
    const mark = `end ${++end}`;
    await kernel.execute(
      `await Deno.jupyter.broadcast("end", { mark: "${mark}" });`,
    );
    const texts: string[] = [];
    for (;;) {
      const { type, content } = await kernel.published();
      if (content.mark === mark) return texts;
      if (type === "stream") texts.push(String(content.text));
      if (type === "error") {
        texts.push((content.traceback as string[]).join("\n"));
      }
    }
  };
  try {
    await use(run);
  } finally {
    await kernel.close();
  }
}
