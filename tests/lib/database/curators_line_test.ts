import assert from "node:assert/strict";
import { approxDp } from "lib/accounting/privacy_loss.ts";
import type { DatabaseData } from "lib/database/data.ts";
import { DifferentiallyPrivateDatabase } from "lib/database/database.ts";
import { MemoryEngine } from "lib/database/engines/memory.ts";
import { StepCache } from "lib/database/engines/steps.ts";
import type { Question } from "lib/database/question.ts";
import { Rational } from "lib/exact.ts";
import { SurvivalTable } from "lib/sampling/survival_table.ts";
import type { Schema } from "lib/schema.ts";
import { seededRandom } from "lib/seeded_random.ts";
import { withCommas } from "lib/short_text.ts";
import type { Where } from "lib/where.ts";
import { notAboveZero, notExact } from "../accounting/losses.ts";
import { NOISELESS } from "../sampling/sources.ts";
import { shown } from "../shown.ts";
import { faces } from "./faces.ts";

const ROWS = 7919;
const ILL = 4733;
/** What no text may contain: a value, the number of records, and true counts. */
const SECRET = /98765\d|SECRET|7919|4733|3186/;

const typed = {
  pay: new Uint32Array(ROWS).fill(987654),
  name: Array.from({ length: ROWS }, (_, i) => `SECRET-${i}`),
  ill: Uint8Array.from({ length: ROWS }, (_, i) => i < ILL ? 1 : 0),
};
const rows = Array.from(
  { length: ROWS },
  (_, i) => ({ pay: typed.pay[i], name: typed.name[i], ill: typed.ill[i] }),
);
const forms: Record<string, DatabaseData> = {
  rows,
  typed,
  table: {
    columns: ["pay", "name", "ill"],
    values: rows.map((row) => Object.values(row)),
  },
};

// The noise of this seed happens to make no answer a true one.
const open = (data: DatabaseData = typed, epsilonBudget = 1) =>
  new DifferentiallyPrivateDatabase(data, {
    epsilonBudget,
    random: seededRandom("line"),
  });

function requireNoSecret(text: string) {
  const found = SECRET.exec(text);
  assert.equal(
    found,
    null,
    `…${
      text.slice(
        Math.max(0, (found?.index ?? 0) - 200),
        (found?.index ?? 0) + 50,
      )
    }`,
  );
}

Deno.test("faces() shows what there is to see", () => {
  const leaky = {
    deep: { map: new Map([["key", "SECRET-1"]]) },
    get getter() {
      throw new Error("SECRET-2");
    },
    [Symbol("SECRET-3")]: 1,
    method: () => "SECRET-4",
    toString: () => "SECRET-5",
    [Symbol.for("Jupyter.display")]: () => ({ "text/html": "SECRET-6" }),
  };
  Object.defineProperty(leaky, "hidden", { value: ["SECRET-7"] });
  Object.setPrototypeOf(leaky, { inherited: "SECRET-8" });
  const text = faces(leaky);
  for (let i = 1; i <= 8; i++) assert(text.includes(`SECRET-${i}`), `${i}`);
  const error = new Error("no", { cause: { deep: "SECRET-9" } });
  assert(faces(error).includes("SECRET-9"));
});

for (const [form, data] of Object.entries(forms)) {
  Deno.test(`a database of ${form} shows nothing of them, in any string, log, property or display`, async () => {
    const database = open(data);
    requireNoSecret(faces(database));
    const release = await database.count({ where: { ill: 1 }, epsilon: 0.01 });
    const all = await database.count({ epsilon: 0.01 });
    const refusal = await database.count({ epsilon: 5 }).catch((error) =>
      error
    );
    const unknown = await database.countQuery("no", 1, 1).catch((error) =>
      error
    );
    const { ledger } = database;
    for (const face of [database, release, all, refusal, unknown, ledger]) {
      requireNoSecret(faces(face));
    }
    assert.deepEqual(Reflect.ownKeys(database), []);
  });
}

Deno.test("a database gives nothing away by being cloned, spread, listed or iterated", () => {
  const database = open();
  assert.deepEqual(structuredClone(database), {});
  assert.deepEqual({ ...database }, {});
  assert.deepEqual(Object.entries(database), []);
  assert.equal(Symbol.iterator in database, false);
  assert(Number.isNaN(Number(database)));
});

const wheres: unknown[] = [
  ...[{}, { ill: 1 }, { ill: { min: 0 } }, { name: "" }, { pay: { in: [] } }],
  ...[{ ill: 1, pay: { min: 1 }, name: { in: ["", "x"] } }],
  ...[null, 1, "ill", [], [["ill", 1]], new Map(), () => true, Symbol("ill")],
  ...[{ ill: null }, { ill: undefined }, { ill: () => true }, { ill: [1] }],
  ...[{ ill: { min: "0" } }, { ill: { min: NaN } }, { ill: { equals: 1 } }],
  ...[{ ill: { in: [null] } }, { ill: { in: "1" } }, { ill: new Set([1]) }],
  ...[{ ill: /1/ }, { ill: new Date(1) }, { ill: 1n }, { ill: Symbol("1") }],
  ...[{ length: 1 }, { constructor: 1 }, { toString: "" }, { nobody: 1 }],
  JSON.parse('{"__proto__": 1}'),
  JSON.parse('{"ill": {"__proto__": {"min": 0}}}'),
  { ill: { valueOf: () => 1 } },
  { ill: { toString: () => assert.fail("was asked") } },
  { ill: { then: (resolve: (value: number) => void) => resolve(1) } },
  Object.create({ ill: 1 }),
  new Proxy({}, { ownKeys: () => ["ill", "ill"] }),
  new Proxy({}, {
    ownKeys() {
      throw new Error("mine");
    },
  }),
  {
    get ill() {
      throw new Error("mine");
    },
  },
];

const epsilons: unknown[] = [
  ...[0.001, 5, "1e999", `1/${"9".repeat(390)}`, `${"9".repeat(390)}/7`],
  ...[...notAboveZero, ...notExact],
];

const columns: unknown[] = [
  ...["ill", "nobody", "__proto__", "constructor", "length", "", "0"],
  ...[null, undefined, 0, Symbol("ill"), ["ill"], { toString: () => "ill" }],
];

const values: unknown[] = [
  ...[1, 0, NaN, -0, Infinity, "", "1", true, null, undefined, 1n, [1], {}],
  ...[Symbol("1"), { valueOf: () => 1 }, new Number(1), () => 1],
];

type Call = (database: DifferentiallyPrivateDatabase) => unknown;
type Hostile = never;
const prototype = DifferentiallyPrivateDatabase.prototype;

/** Every method with arguments of every kind, and with a receiver that is none. */
const calls: Call[] = [
  ...wheres.flatMap((where) =>
    epsilons.map((epsilon): Call => (database) =>
      database.count({ where, epsilon } as Hostile)
    )
  ),
  ...columns.flatMap((column) =>
    values.map((value): Call => (database) =>
      database.countQuery(column as Hostile, value as Hostile, 0.001)
    )
  ),
  ...epsilons.flatMap((epsilon): Call[] => [
    (database) => database.countQuery("ill", 1, epsilon as Hostile),
    (database) => database.checkPrivacyBudget(epsilon as Hostile),
    (database) => database.count(epsilon as Hostile),
  ]),
  ...Reflect.ownKeys(prototype).flatMap((key) =>
    [
      ...[undefined, null, {}, [], prototype, DifferentiallyPrivateDatabase],
      ...[Object.create(prototype), "proxy", "derived"],
    ].map((receiver): Call => (database) => {
      const self = receiver === "proxy"
        ? new Proxy(database, {})
        : receiver === "derived"
        ? Object.create(database)
        : receiver;
      const { get, value } = Object.getOwnPropertyDescriptor(prototype, key)!;
      return Reflect.apply(get ?? value, self, [{ epsilon: 0.001 }]);
    })
  ),
];

const circle: Record<string, unknown> = { ill: 1 };
circle.not = circle;

const nested: unknown[] = [
  ...[
    { not: { ill: 1 } },
    { or: [{ ill: 1 }, { pay: 2 }] },
    { and: [] },
    circle,
  ],
  ...[{ and: 1 }, { or: [1] }, { not: [] }, { or: [{ nobody: 1 }] }],
];

const bounds: unknown[] = [
  ...[{}, { min: 5 }, { min: 0, max: 10 }, { min: 0, max: 10, step: 1 }],
  ...[{ min: 10, max: 0, step: 1 }, { min: 1, max: 1, step: 1 }],
  ...[{ min: 0, max: Infinity, step: 1 }, { min: NaN, max: 1, step: 1 }],
  ...[{ min: 0, max: 1e300, step: 1 }, { min: 0, max: 1, step: 1e-300 }],
  ...[{ min: -(2 ** 53), max: 2 ** 53, step: 2 }, { min: 0, max: 1, step: 0 }],
  ...[{ min: "0", max: 1, step: 1 }, { min: 0n, max: 1, step: 1 }],
  ...[{ min: Symbol("0"), max: 1, step: 1 }, { min: null, max: 1, step: [] }],
  ...[{ low: 0 }, null, 1, [], "0", () => 1, Symbol("bounds"), new Map()],
];

const groupings: unknown[] = [
  ...["ill", "pay", "name", "nobody", "", [], ["ill"], ["ill", "ill"], [1]],
  ...[["ill", "pay"], {}, null, 1, Symbol("ill"), new Map([["ill", [1]]])],
  ...[{ ill: [] }, { ill: [0, 1] }, { ill: [0, -0] }, { ill: [NaN] }],
  ...[{ ill: [1], name: ["x", ""] }, { pay: [1e300, -1e300] }, { nobody: [1] }],
  ...[{ pay: { bins: 3 } }, { pay: { bins: 0 } }, {
    pay: { bins: 2 ** 53 - 1 },
  }],
  ...[{ pay: { edges: [0, 1e5, 1e6] } }, { pay: { edges: [1, 0] } }],
  ...[{ pay: { bins: 1, edges: [0, 1] } }, { name: { edges: [0, 1] } }],
  ...[{ pay: { edges: [0] } }, { pay: { edges: "01" } }, { pay: {} }],
  ...[{ ill: "private" }, { name: "private" }, { pay: "secret" }],
  ...[{ ill: "private", name: ["x"] }, JSON.parse('{"__proto__": [1]}')],
];

/** Options of questions, with values of every kind. */
const hostile: Record<string, unknown[]> = {
  column: columns,
  bounds,
  groupBy: groupings,
  maxRows: [...values, 2, 2 ** 53 - 1, -1, 1.5],
  quantile: [...values, 0.25, -1, 1.5],
};
const common: Record<string, unknown[]> = {
  where: [...wheres, ...nested],
  epsilon: epsilons,
  rho: [0.001, 5, ...notAboveZero.slice(0, 4), ...notExact.slice(1, 8)],
  delta: [1e-6, 0, 1, -1, "1e-6", NaN, null, Symbol("1")],
  query: ["mode", "__proto__", ["sum"], null, { toString: () => "count" }],
  were: [{ ill: 1 }],
};

const measured = { column: "pay", epsilon: 0.001, bounds: { step: 1000 } };
const declaredBounds = { min: 0, max: 1e6, step: 1000 };
const plain: object[] = [
  { query: "count", epsilon: 0.001 },
  ...["sum", "mean", "variance", "quantile"].flatMap((query) => [
    { ...measured, query },
    { ...measured, query, bounds: declaredBounds },
    { ...measured, query, bounds: declaredBounds, groupBy: { ill: [0, 1] } },
  ]),
];

const questions: object[] = [
  ...plain,
  ...plain.filter((_, i) => i % 3 === 0).flatMap((question) =>
    Object.entries(hostile).flatMap(([option, values]) =>
      values.map((value) => ({ ...question, [option]: value }))
    )
  ),
  ...Object.entries(common).flatMap(([option, values]) =>
    values.map((value) => ({ ...plain[3], [option]: value }))
  ),
];

/** Every question, asked and only planned. */
const questionCalls: Call[] = questions.flatMap((question): Call[] => [
  (database) => database.ask(question as Hostile),
  (database) => {
    const run = database.dryRun(question as Hostile, { rows: 100 });
    return [run, run.accuracy(0.05), database.explain(question as Hostile)];
  },
]);

/** What a call comes to, but for the noise: an answer, or all that its error says. */
async function outcome(call: Call, database: DifferentiallyPrivateDatabase) {
  try {
    const result = await call(database);
    const { value = result } = Object(result) as { value?: unknown };
    return { text: `answers ${typeof value}\n${publicPart(result)}`, result };
  } catch (error) {
    const { name, message, stack, cause } = error as Error;
    const keys = Reflect.ownKeys(error as Error).map(String).join();
    return {
      text: [name, message, stack, cause, keys].join("\n"),
      result: error,
    };
  }
}

/** A release without its numbers, and without the keys that noise has chosen. */
function publicPart(result: unknown): string | undefined {
  if (typeof result === "number") return "";
  return JSON.stringify(result, (name, part) => {
    if (name === "value") return typeof part;
    return Object(part).threshold === undefined ? part : { ...part, cells: [] };
  });
}

Deno.test("no call gives anything away, and none does to one database what it does not to another", async () => {
  const others: DatabaseData[] = [
    { pay: [1], name: ["x"], ill: [1] },
    { pay: [], name: [], ill: [] },
  ];
  const databases = [typed, ...others].map((data) => open(data));
  const left = () => databases.map((database) => database.remainingBudget());
  const shown = new Set<string>();
  let answered = 0;
  for (const call of calls) {
    const before = left();
    const outcomes = [];
    for (const database of databases) {
      outcomes.push(await outcome(call, database));
    }
    assert.equal(new Set(outcomes.map(({ text }) => text)).size, 1);
    assert.equal(new Set(databases.map((x) => JSON.stringify(x))).size, 1);
    left().forEach((left, i) => assert(left <= before[i]!));

    const { text, result } = outcomes[0]!;
    requireNoSecret(text);
    // Of those that differ in a number alone, one shows its faces.
    const kind = text.split("\n", 2).join().replace(/\d+/g, "");
    if (!shown.has(kind)) requireNoSecret(faces(result));
    shown.add(kind);
    if (text.startsWith("answers number")) answered++;
  }
  assert(calls.length > 1000 && shown.size > 30 && answered > 10);
});

const schema: Schema = {
  columns: {
    pay: { type: "integer", min: 0, max: 1e6, description: "pay" },
    name: { type: "text", description: "name" },
    ill: { type: "category", categories: [0, 1], description: "ill" },
  },
};
const odd = [NaN, null, -0, Infinity, 1e300, "x", true, -1e300, 0.5];
const tables: DatabaseData[] = [
  typed,
  { pay: [1], name: ["x"], ill: [1] },
  { pay: [], name: [], ill: [] },
  { pay: odd, name: odd.toReversed(), ill: odd },
];
const settings = {
  "rows": (data: DatabaseData) => open(data, 1e6),
  "persons, with a schema": (data: DatabaseData) =>
    new DifferentiallyPrivateDatabase(data, {
      budget: approxDp(1e6, 0.5),
      schema,
      relation: "replace-one",
      privacyUnit: { column: "name", maxRows: 2 },
      random: seededRandom("line"),
    }),
};

for (const [whom, open] of Object.entries(settings)) {
  Deno.test(`no question gives anything away about ${whom}, whatever the data, and none that is refused is charged`, async () => {
    const databases = tables.map(open);
    const shown = new Set<string>();
    const seen = { asked: 0, planned: 0, refused: 0 };
    const charges = () =>
      databases.map((x) => `${x} ${x.ledger.length}`).join("\n");
    for (const [i, call] of questionCalls.entries()) {
      const before = charges();
      const outcomes = [];
      for (const database of databases) {
        outcomes.push(await outcome(call, database));
      }
      const { text, result } = outcomes[0]!;
      assert(outcomes.every((other) => other.text === text));
      const isRefusal = result instanceof Error;
      const isAnswer = i % 2 === 0 && !isRefusal;
      assert.equal(charges() === before, !isAnswer);

      requireNoSecret(text + Deno.inspect(result));
      const { query, groupBy, delta } = questions[i >> 1] as Partial<Question>;
      const kind = [isAnswer, query, groupBy === undefined, delta].map(String)
        .join();
      if (!isRefusal && !shown.has(kind)) {
        shown.add(kind);
        requireNoSecret(faces(result));
      }
      seen[isRefusal ? "refused" : isAnswer ? "asked" : "planned"]++;
    }
    assert.equal(new Set(databases.map((x) => JSON.stringify(x))).size, 1);
    assert(shown.size >= 20);
    assert(Object.values(seen).every((times) => times > 50));
  });
}

Deno.test("what a notebook shows of a database, its ledger and its plans is the same for all data", async () => {
  const planned = plain as Question[];
  const pictures = await Promise.all(tables.map(async (data) => {
    const database = new DifferentiallyPrivateDatabase(data, {
      epsilonBudget: 10,
      schema,
      privacyUnit: { column: "name", maxRows: 2 },
      random: seededRandom("line"),
    });
    await database.count({ where: { ill: 1 }, epsilon: 0.5 });
    await database.groupBy("ill").mean("pay", {
      ...{ epsilon: 0.5, bounds: declaredBounds },
    });
    return [
      database,
      database.ledger,
      ...planned.flatMap((question) => [
        database.explain(question),
        database.dryRun(question, { rows: 100 }),
      ]),
    ].map(shown);
  }));
  assert(pictures[0]!.length > 20);
  for (const other of pictures.slice(1)) assert.deepEqual(other, pictures[0]);
  for (const picture of pictures[0]!) {
    requireNoSecret(Object.values(picture).join());
  }
});

Deno.test("what a notebook shows of a release is its number and public facts", async () => {
  const pictures = await Promise.all([typed, tables[1]!].map(async (data) => {
    const database = new DifferentiallyPrivateDatabase(data, {
      epsilonBudget: 4 * NOISELESS,
      schema,
    });
    const ill = { where: { ill: 1 }, epsilon: NOISELESS };
    const releases = [
      await database.count(ill),
      (await database.histogram("ill", { epsilon: NOISELESS })).get(1)!,
    ];
    return releases.map((release) => {
      const number = `${withCommas(release.value)} ± 0`;
      const texts = Object.values(shown(release));
      assert(texts.every((text) => text.split(number).length === 2));
      return texts.map((text) => text.replace(number, "… ± 0"));
    });
  }));
  assert.deepEqual(pictures[0], pictures[1]);
});

Deno.test("no question fails because of the data: 200,000 different labels and numbers", async () => {
  const length = 200_000;
  const wide = {
    pay: Float64Array.from({ length }, (_, i) => i / 2),
    name: Array.from({ length }, (_, i) => `SECRET-${i}`),
    ill: Array.from({ length }, (_, i) => i % 2 === 0 ? i : `SECRET-${i}`),
  };
  const pay = { column: "pay", epsilon: 1, bounds: declaredBounds };
  const names = Array.from({ length: 200 }, (_, i) => `nobody-${i}`);
  const asked: object[] = [
    { query: "count", where: { name: "x", not: { ill: { min: 3 } } } },
    { query: "count", where: { not: { or: [{ name: { in: names } }] } } },
    { query: "count", groupBy: { name: names, pay: { edges: [0, 5, 9] } } },
    { query: "sum", ...pay, where: { ill: { in: ["x", 4] } } },
    { query: "mean", ...pay, maxRows: 1, groupBy: { ill: names } },
    { query: "variance", ...pay, column: "ill" },
    { query: "quantile", ...pay },
    { query: "quantile", ...pay, column: "ill", groupBy: { pay: [1, 2] } },
    ...["pay", "name", "ill"].map((column) => (
      { query: "count", groupBy: { [column]: "private" }, delta: 1e-6 }
    )),
  ];
  const databases = [wide, tables[1]!].map((data) =>
    new DifferentiallyPrivateDatabase(data, {
      budget: approxDp(100, 0.5),
      privacyUnit: { column: "name", maxRows: 2 },
      random: seededRandom("line"),
    })
  );
  for (const question of asked) {
    const texts = [];
    for (const database of databases) {
      const call = () => database.ask({ epsilon: 1, ...question } as Question);
      texts.push((await outcome(call, database)).text);
    }
    assert.match(texts[0]!, /^answers/);
    assert.equal(texts[0], texts[1]);
  }
});

Deno.test("private keys come in the order of the keys, which says nothing about the rows", async () => {
  const x = [3, "b", -1, true, 3, "a", Infinity, false, -1, 0.5, "B", -0, 0];
  const numbers = [3, 0, -1, 3, -1, Infinity, 0.5, -0, 2 ** 60];
  for (const cells of [x, numbers]) {
    const ways = [cells, cells.toReversed(), cells.toSorted()];
    const answers = await Promise.all(ways.map(async (x) => {
      const database = new DifferentiallyPrivateDatabase({ x: [...x, ...x] }, {
        budget: approxDp(NOISELESS, 0.5),
      });
      const release = await database.groupBy({ x: "private" })
        .count({ epsilon: NOISELESS, delta: 0.1 });
      // Not as JSON, in which −0 would look like 0.
      return Deno.inspect(release.toRows(), { iterableLimit: 100 });
    }));
    assert.equal(new Set(answers).size, 1);
    assert(answers[0]!.includes("Infinity") && !answers[0]!.includes("-0"));
  }
});

Deno.test("no call prints anything", async () => {
  const database = open();
  const methods = [
    "log",
    "error",
    "warn",
    "info",
    "debug",
    "dir",
    "table",
  ] as const;
  const originals = methods.map((method) => console[method]);
  let printed = 0;
  for (const method of methods) console[method] = () => void printed++;
  try {
    for (const call of [...calls, ...questionCalls]) {
      await outcome(call, database);
    }
  } finally {
    methods.forEach((method, i) => console[method] = originals[i]!);
  }
  assert.equal(printed, 0);
});

Deno.test("count() does not depend on the data in how it reads its arguments", async () => {
  /** Logs what is done to an object, and to the objects in it. */
  function watched(target: object, log: string[]): object {
    const traps = Reflect.ownKeys(Reflect) as (keyof ProxyHandler<object>)[];
    const handler = Object.fromEntries(
      traps.map((trap) => [trap, (...args: unknown[]) => {
        log.push(`${String(trap)} ${String(args[1])}`);
        const apply = Reflect[trap as "get"] as (...args: unknown[]) => unknown;
        const result = apply(...args);
        const isOpen = result instanceof Object && trap === "get" &&
          typeof result !== "function";
        return isOpen ? watched(result, log) : result;
      }]),
    );
    return new Proxy(target, handler);
  }
  const logs: string[][] = [];
  for (const data of [typed, { pay: [1], name: [""], ill: [0] }]) {
    const log: string[] = [];
    const where: Where = {
      ill: { in: [0, 1] },
      pay: { min: 0, max: 1e6 },
      name: "SECRET-7",
    };
    const options = watched({ where, epsilon: 0.1 }, log);
    const answer = open(data).count(options as { epsilon: number });
    const length = log.length;
    await answer;
    // All of it was read before the data was touched.
    assert.equal(log.length, length);
    logs.push(log);
  }
  assert.deepEqual(logs[0], logs[1]);
  assert(logs[0]!.length > 10);
  const once = logs[0]!.filter((line) => line === "get epsilon");
  assert.equal(once.length, 1);
});

Deno.test("count() reads a condition once, and keeps what it read", async () => {
  let reads = 0;
  const members = [1];
  const range = {
    get min() {
      return [0, 1000][reads++];
    },
  };
  const where: Where = { ill: { in: members }, pay: range };
  const database = open(typed, 1e6);
  const answer = database.count({ where, epsilon: 1000 });
  members[0] = 2;
  assert.equal(reads, 1);
  // At ε = 1000 the noise is 0 but once in e^1000.
  assert.equal((await answer).value, ILL);
  assert.equal(database.ledger[0]!.label, "count where ill = 1 and pay ≥ 0");
});

Deno.test("errors hand no objects of the database to Error.prepareStackTrace", async () => {
  const database = open();
  const found: unknown[] = [];
  const original = Error.prepareStackTrace;
  Error.prepareStackTrace = (_, sites) => {
    for (const site of sites) {
      const file = site.getFileName() ?? "";
      if (file.includes("/lib/") && !file.includes("/tests/")) {
        found.push(site.getThis(), site.getFunction());
      }
    }
    return "";
  };
  try {
    for (const where of [{ no: 1 }, { ill: null }, {}]) {
      const answer = database.count({ where, epsilon: 5 } as Hostile);
      await answer.catch((error: Error) => error.stack);
    }
  } finally {
    Error.prepareStackTrace = original;
  }
  assert(found.length > 5);
  assert(found.every((value) => value === undefined));
});

Deno.test("a subclass sees no more than anybody", async () => {
  const seen: unknown[] = [];
  class Spy extends DifferentiallyPrivateDatabase {
    override get columnNames() {
      return ["ill", "nobody"];
    }
    override count(options: Hostile) {
      seen.push(this, options);
      return super.count(options);
    }
    peek() {
      return ["#columns", "columns", "_columns", "#budget"].map((name) =>
        Reflect.get(this, name)
      );
    }
  }
  const spy = new Spy(typed, {
    epsilonBudget: 1,
    random: seededRandom("line"),
  });
  assert.deepEqual(spy.peek(), [undefined, undefined, undefined, undefined]);
  await spy.countQuery("ill", 1, 0.1);
  for (const value of [spy, ...seen]) requireNoSecret(faces(value));
  await assert.rejects(spy.countQuery("nobody", 1, 0.1), {
    name: "TypeError",
    message: /must be one of pay, name, ill/,
  });
  assert.equal(spy.remainingBudget(), 0.9);
  // A field would be a place to put something.
  assert.throws(() => Object.assign(spy, { peek: 1 }), TypeError);
});

Deno.test("what an analyst holds cannot be altered to cheat the budget", async () => {
  const database = open();
  const release = await database.count({ epsilon: 0.5 });
  const [entry] = database.ledger;
  const { epsilon } = entry!.loss;
  const held: object[] = [database, release, entry!, entry!.loss, epsilon!];
  for (const object of held) {
    for (
      let owner: object = object;
      owner !== Object.prototype;
      owner = Object.getPrototypeOf(owner)
    ) {
      assert(Object.isFrozen(owner));
      for (const key of Reflect.ownKeys(owner)) {
        assert(!Reflect.defineProperty(owner, key, { value: () => 0 }));
        assert(!Reflect.deleteProperty(owner, key));
      }
    }
    assert(!Reflect.setPrototypeOf(object, {}));
    assert(Object.isFrozen(object.constructor) || object === entry);
  }
  assert.equal(database.remainingBudget(), 0.5);
});

Deno.test("no class on the way from the data to the answer can be altered", () => {
  const database = open();
  const question: Question = { query: "count", epsilon: 0.1 };
  const classes = [
    ...[MemoryEngine, StepCache, SurvivalTable],
    ...[database.dryRun(question), database.explain(question)]
      .map(({ constructor }) => constructor),
  ];
  for (const owner of classes) {
    assert(Object.isFrozen(owner) && Object.isFrozen(owner.prototype));
  }
});

Deno.test("no argument is answered without its charge, nor gives anything back", async () => {
  const database = open();
  await database.count({ epsilon: 0.5 });
  const { loss } = database.ledger[0]!;
  const Made = Rational as unknown as new (n: bigint, d: bigint) => Rational;
  class Cheap extends Made {
    override get numerator() {
      return 10n ** 9n;
    }
    override compare() {
      return 1 as const;
    }
    override times() {
      return Rational.of("1e-300");
    }
  }
  const cheap = (make: () => unknown) => {
    try {
      return make();
    } catch (error) {
      return error;
    }
  };
  const attempts: unknown[] = [
    ...[loss, loss.minus(loss), loss.toJSON(), loss.epsilon!.times(-1)],
    ...[cheap(() => new Cheap(1n, 1n)), cheap(() => new Made(1n, 0n))],
    cheap(() => new Made(-1n, -1n)),
    Object.create(loss.epsilon!, { numerator: { value: 10n ** 9n } }),
    new Proxy(loss.epsilon!, { get: () => () => 1 }),
    Object.assign(() => 0.1, { valueOf: () => 0.1 }),
  ];
  for (const epsilon of [...attempts, ...notAboveZero, ...notExact]) {
    await assert.rejects(database.count({ epsilon } as Hostile));
    assert.equal(
      `${database.ledger.length}: ${database.remainingBudget()}`,
      "1: 0.5",
    );
  }
  const { budget } = database.toJSON() as { budget: Record<string, unknown> };
  assert.deepEqual(Object.keys(budget), ["total", "remaining", "entries"]);
  assert.equal("spend" in budget, false);
});

Deno.test("questions asked from within a question are charged like any other", async () => {
  const database = open();
  const inner: Promise<unknown>[] = [];
  const where = {
    get ill() {
      inner.push(database.count({ epsilon: 0.6 }));
      return 1;
    },
  };
  await assert.rejects(database.count({ where, epsilon: 0.6 }), {
    name: "BudgetExceededError",
  });
  assert.equal((await Promise.allSettled(inner))[0]!.status, "fulfilled");
  assert.equal(database.remainingBudget(), 0.4);
});
