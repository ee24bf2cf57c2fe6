import assert from "node:assert/strict";
import { auditOutputs } from "lib/audit/audit_mechanism.ts";
import { BudgetExceededError } from "lib/accounting/budget.ts";
import { DPProcessor, type ProcessorOptions } from "lib/database/purchases.ts";
import { Rational } from "lib/exact.ts";
import { seededRandom } from "lib/seeded_random.ts";
import { toDataFrame } from "lib/table.ts";
import { notAboveZero, notExact } from "../accounting/losses.ts";
import { NOISELESS } from "../sampling/sources.ts";
import { faces } from "./faces.ts";

type Hostile = never;

const bounds = { max: 300, step: 1 };
const rows = [
  { who: "ann", paid: 100, day: 1 },
  { who: "bob", paid: 20.4, day: 1 },
  { who: "ann", paid: 900, day: 2 },
  { who: "ann", paid: 7, day: 3 },
  { who: null, paid: 50, day: 4 },
];
const ofRows = {
  bounds,
  column: "paid",
  privacyUnit: { column: "who", maxRows: 2 },
};

/** The total without noise: it is 0 at this ε. */
async function exact(
  options: ProcessorOptions,
  purchases: Parameters<DPProcessor["anonymizePurchases"]>[0],
): Promise<number> {
  const processor = new DPProcessor(NOISELESS * 1e6, options);
  return (await processor.anonymizePurchases(purchases)).value;
}

Deno.test("anonymizePurchases() adds up numbers, clamped and on the grid", async () => {
  assert.equal(await exact({ bounds }, [100, 200, 300]), 600);
  assert.equal(await exact({ bounds }, [100, 301, -5, 1e300]), 700);
  assert.equal(await exact({ bounds }, [0.4, 0.5, 1.5]), 3);
  assert.equal(await exact({ bounds }, []), 0);
  assert.equal(await exact({ bounds: { min: 10, ...bounds } }, [1, 2, 50]), 70);
  assert.equal(
    await exact({ bounds: { ...bounds, min: -50 } }, [-80, 20]),
    -30,
  );
  const cents = { bounds: { max: 300, step: 0.01 } };
  assert.equal(await exact(cents, Array(10).fill(0.1)), 1);
  assert.equal(await exact(cents, [19.99, 5.016]), 25.01);
});

Deno.test("anonymizePurchases() takes typed arrays, rows, a DataFrame and columns", async () => {
  assert.equal(await exact({ bounds }, Float32Array.of(1, 2, 900)), 303);
  // Of ann the first two rows; whose the last one is, nobody knows.
  const forms = [rows, toDataFrame(rows), {
    who: rows.map(({ who }) => who),
    paid: rows.map(({ paid }) => paid),
  }];
  for (const form of forms) assert.equal(await exact(ofRows, form), 420);
  const byRow = { bounds, column: "paid" };
  assert.equal(await exact(byRow, rows), 100 + 20 + 300 + 7 + 50);
});

Deno.test("anonymizePurchases() leaves out what is no number", async () => {
  const mixed = [100, NaN, null, undefined, "50", true, {}, 200];
  assert.equal(await exact({ bounds }, mixed as Hostile), 300);
  const paid = mixed.map((paid, who) => ({ who, paid }));
  assert.equal(await exact(ofRows, paid), 300);
});

Deno.test("sensitivity, noise and reach are those of the largest bound times the rows", () => {
  const cases: [ProcessorOptions, number][] = [
    [{ bounds }, 300],
    [{ bounds: { min: -500, max: 300, step: 1 } }, 500],
    [{ bounds: { max: 300, step: 0.01 } }, 300],
    [{ bounds: { max: 2.5, step: 1 } }, 3],
    [ofRows, 600],
    [{ bounds, column: "paid" }, 300],
  ];
  for (const [options, sensitivity] of cases) {
    for (const epsilon of [1, "1/4"]) {
      const processor = new DPProcessor(epsilon, options);
      const scale = sensitivity / Rational.of(epsilon).toNumber();
      assert.equal(processor.sensitivity, sensitivity);
      const { mechanism } = processor.explain().totals[0]!;
      assert.equal(mechanism, `discrete Laplace, scale ${scale}`);
      const off = scale * Math.log(20);
      assert(Math.abs(processor.accuracy(0.05) - off) <= 1.5);
    }
  }
});

Deno.test("a release says what it is of, what it cost and how far off it is", async () => {
  const processor = new DPProcessor(0.5, {
    ...ofRows,
    random: seededRandom("facts"),
  });
  const release = await processor.anonymizePurchases(rows);
  assert.equal(`${release.loss}`, "ε = 0.5");
  assert.equal(release.isSecure, false);
  assert.equal(release.accuracy(0.05), processor.accuracy(0.05));
  assert.match(release.target, /clamped to 0 to 300 .*of at most 2 rows/);
  const secure = await new DPProcessor(1, { bounds }).anonymizePurchases([1]);
  assert.equal(secure.isSecure, true);
});

Deno.test("a budget pays for as many answers as fit it exactly, and for one unless it is given", async () => {
  const three = new DPProcessor(0.1, { bounds, epsilonBudget: 0.3 });
  for (const left of [0.2, 0.1, 0]) {
    await three.anonymizePurchases([5]);
    assert.equal(three.remainingBudget(), left);
  }
  await assert.rejects(
    () => three.anonymizePurchases([5]),
    (error: BudgetExceededError) =>
      error instanceof BudgetExceededError &&
      `${error.requested}` === "ε = 0.1" && `${error.remaining}` === "ε = 0",
  );
  assert.equal(three.ledger.length, 3);
  assert.equal(three.ledger[0]!.label, "sum of purchase");
  const one = new DPProcessor("1/7", { bounds });
  await one.anonymizePurchases([5]);
  await assert.rejects(() => one.anonymizePurchases([6]), BudgetExceededError);
});

Deno.test("a budget holds against calls at once", async () => {
  const processor = new DPProcessor(1, { bounds, epsilonBudget: 3 });
  const answers = await Promise.allSettled(
    Array.from({ length: 10 }, () => processor.anonymizePurchases([5])),
  );
  const given = answers.filter(({ status }) => status === "fulfilled");
  assert.equal(given.length, 3);
});

Deno.test("a budget is charged before the purchases are read", async () => {
  const processor = new DPProcessor(1, { bounds, column: "paid" });
  const unreadable = [{
    get paid(): number {
      assert.equal(processor.remainingBudget(), 0);
      throw new Error("SECRET");
    },
  }];
  const error = await processor.anonymizePurchases(unreadable)
    .catch((error) => error);
  assert(!faces(error).includes("SECRET"));
  assert.equal(processor.ledger.length, 1);
});

Deno.test("a call that is refused for its argument charges nothing", async () => {
  const list = new DPProcessor(1, { bounds });
  const wrong = [
    ...[undefined, null, 5, "5", 5n, true, Symbol("5"), () => 5],
    ...[
      {},
      { length: 1, 0: 5 },
      new DataView(new ArrayBuffer(8)),
      new Set([5]),
    ],
  ];
  for (const purchases of wrong) {
    await assert.rejects(() => list.anonymizePurchases(purchases as Hostile), {
      name: "TypeError",
      message: /^Cannot anonymize purchases: they must be a list of numbers/,
    });
  }
  const table = new DPProcessor(1, ofRows);
  for (const purchases of [undefined, null, 5, "5", 5n, true]) {
    await assert.rejects(() => table.anonymizePurchases(purchases as Hostile), {
      name: "TypeError",
      message: /^Cannot anonymize purchases: they must be rows or a DataFrame/,
    });
  }
  assert.deepEqual([list.remainingBudget(), table.remainingBudget()], [1, 1]);
});

Deno.test("a call whose purchases lack a column charges nothing, and reads no cell", async () => {
  const cells = { get: () => assert.fail("was read"), enumerable: true };
  const unread = (...names: string[]) =>
    Object.defineProperties(
      {},
      Object.fromEntries(names.map((name) => [name, cells])),
    );
  const lacking: [Parameters<DPProcessor["anonymizePurchases"]>[0], string][] =
    [
      [[unread("who", "paidd"), {}], "paid\nDid you mean paidd?"],
      [[unread("paid")], "who"],
      [{ who: ["ann"], Paid: [5] }, "paid\nDid you mean Paid?"],
      [toDataFrame([{ who: "ann", price: 5 }]), "paid"],
      [toDataFrame([{ paid: 5, whom: "ann" }]), "who\nDid you mean whom?"],
    ];
  const processor = new DPProcessor(1, ofRows);
  for (const [purchases, column] of lacking) {
    await assert.rejects(() => processor.anonymizePurchases(purchases), {
      name: "TypeError",
      message:
        `Cannot anonymize purchases: the data must have the declared column ${column}`,
    });
  }
  assert.equal(processor.remainingBudget(), 1);
});

Deno.test("a record without a column, and no record at all, is no lack of it", async () => {
  assert.equal(await exact(ofRows, []), 0);
  assert.equal(
    await exact(ofRows, [{ who: "ann" }, { paid: 7 }, rows[1]!]),
    20,
  );
});

Deno.test("a record that is no object is refused after the charge", async () => {
  for (const record of [5, null, "paid"]) {
    const processor = new DPProcessor(1, ofRows);
    await assert.rejects(
      () => processor.anonymizePurchases([record] as Hostile),
      { name: "TypeError", message: /^Cannot make the database/ },
    );
    assert.equal(processor.remainingBudget(), 0);
  }
});

Deno.test("new DPProcessor() refuses what is no ε, no bound and no unit", () => {
  for (const epsilon of notAboveZero) {
    assert.throws(() => new DPProcessor(epsilon, { bounds }), RangeError);
    assert.throws(
      () => new DPProcessor(1, { bounds, epsilonBudget: epsilon }),
      RangeError,
    );
  }
  for (const epsilon of notExact) {
    assert.throws(() => new DPProcessor(epsilon as Hostile, { bounds }));
  }
  const options: [unknown, RegExp][] = [
    [undefined, /must declare max and step of purchase/],
    [{}, /must declare max and step of purchase/],
    [{ bounds: {} }, /must declare max and step/],
    [{ bounds: { max: 300 } }, /must declare step/],
    [{ bounds: { step: 1 } }, /must declare max/],
    [{ bounds: { max: 0, step: 1 } }, /min < max/],
    [{ bounds: { max: Infinity, step: 1 } }, /must be finite/],
    [{ bounds: { max: 300, step: 0 } }, /step above 0/],
    [{ bounds: { max: 300, step: 1e-15 } }, /2\^53 steps/],
    [{ bounds: { max: 300, step: 1, mean: 5 } }, /mean/],
    [{ bounds, privacyUnit: { column: "who", maxRows: 1 } }, /column must say/],
    [{ ...ofRows, privacyunit: { column: "who", maxRows: 1 } }, /privacyunit/],
    [{ bounds, epsilonbudget: 1 }, /epsilonbudget/],
    [{ bounds, column: null }, /column must be a name/],
    [{ ...ofRows, privacyUnit: { column: "who" } }, /maxRows/],
    [{ ...ofRows, privacyUnit: { column: "who", maxRows: 0 } }, /maxRows/],
    [{ ...ofRows, privacyUnit: "who" }, /privacyUnit/],
  ];
  for (const [option, message] of options) {
    assert.throws(() => new DPProcessor(1, option as Hostile), { message });
  }
});

Deno.test("a processor keeps the bounds it was given, and cannot be changed", async () => {
  const own = { ...bounds };
  const processor = new DPProcessor(NOISELESS * 1e6, { bounds: own });
  own.max = 1e9;
  assert.equal((await processor.anonymizePurchases([1000])).value, 300);
  assert(Object.isFrozen(processor) && Object.isFrozen(DPProcessor.prototype));
});

Deno.test("a processor shows what is public, and nothing of the purchases", async () => {
  const processor = new DPProcessor(1, { bounds, epsilonBudget: 2 });
  await processor.anonymizePurchases([7919]);
  assert.equal(
    `${processor}`,
    "DPProcessor { a customer moves a total by at most 300; discrete Laplace, scale 300; ε = 1 an answer; remaining: ε = 1 of ε = 2 }",
  );
  assert.equal(
    Deno.inspect(processor),
    [
      "Processor of purchases: ε = 1 left of ε = 2 after 1 charge",
      "  spent            █████░░░░░ ε = 1, 50%",
      "  an answer costs  ε = 1",
      "  takes part       all rows → with a value of purchase, clamped to 0 to 300 in steps of 1",
      "  calibrated to    a customer moves a total by at most 300",
      "  mechanism        discrete Laplace, scale 300",
      "  reach            ± 899 in 95% of releases",
    ].join("\n"),
  );
  assert.doesNotMatch(faces(processor), /7919/);
});

/** What an audit certifies of a processor that claims ε = 1, from two inputs. */
async function certified(
  options: ProcessorOptions,
  neighbors: readonly Parameters<DPProcessor["anonymizePurchases"]>[0][],
) {
  const draws = 4000;
  const outputs = [];
  for (const purchases of neighbors) {
    const processor = new DPProcessor(1, {
      ...options,
      epsilonBudget: draws,
      random: seededRandom(`audit ${outputs.length}`),
    });
    const values: number[] = [];
    for (let i = 0; i < draws; i++) {
      const { value } = await processor.anonymizePurchases(purchases);
      // Coarse, so that no single value that happens to be rare is taken for an event.
      values.push(Math.floor(value / 100));
    }
    outputs.push(values);
  }
  return auditOutputs([outputs[0]!, outputs[1]!], {
    claimedEpsilon: 1,
    confidence: 0.999,
  });
}

Deno.test("an audit finds nothing against the claim, with and without a unit, and has the power to", async () => {
  const regular = Array.from({ length: 50 }, () => ({ who: "eve", paid: 400 }));
  const honest = [
    await certified({ bounds }, [[100, 200], [100, 200, 9000]]),
    await certified(ofRows, [rows, [...regular, ...rows]]),
  ];
  for (const { violates, epsilonLowerBound } of honest) {
    assert.equal(violates, false);
    assert(epsilonLowerBound > 0.6, `${epsilonLowerBound}`);
  }
  // The same customer as fifty strangers.
  const { violates } = await certified(
    { bounds, column: "paid" },
    [rows, [...regular, ...rows]],
  );
  assert.equal(violates, true);
});
