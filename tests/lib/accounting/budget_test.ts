import assert from "node:assert/strict";
import fc from "fast-check";
import { BudgetExceededError, PrivacyBudget } from "lib/accounting/budget.ts";
import {
  approxDp,
  type PrivacyLoss,
  pureDp,
  zcdp,
} from "lib/accounting/privacy_loss.ts";
import { type Exactable, Rational } from "lib/exact.ts";
import { firstLine } from "../messages.ts";
import { shown } from "../shown.ts";
import { notAboveZero, notExact, part } from "./losses.ts";

/** All that one can see of a budget. */
function state(budget: PrivacyBudget) {
  const { spent } = budget;
  return JSON.stringify({ spent, budget, text: Deno.inspect(budget) });
}

function spend(budget: PrivacyBudget, loss: PrivacyLoss | Exactable): boolean {
  const fits = budget.canSpend(loss);
  const before = state(budget);
  try {
    budget.spend(loss, "question");
    assert(fits);
    return true;
  } catch (error) {
    assert(error instanceof BudgetExceededError);
    assert(!fits);
    assert.equal(state(budget), before);
    return false;
  }
}

Deno.test("PrivacyBudget.spend() never exceeds the total, and refuses only what would", () => {
  let [accepted, refused] = [0, 0];
  fc.assert(
    fc.property(part, fc.array(part, { maxLength: 20 }), (total, losses) => {
      const budget = new PrivacyBudget(total);
      let sum = Rational.of(0);
      for (const loss of losses) {
        const fits = sum.plus(loss).compare(total) <= 0;
        assert.equal(spend(budget, loss), fits);
        if (fits) sum = sum.plus(loss);
        if (fits) accepted++;
        else refused++;
        assert(sum.compare(total) <= 0);
        assert(budget.spent.epsilon!.equals(sum));
        assert(budget.remaining.epsilon!.plus(sum).equals(total));
      }
      const entries = budget.entries.map(({ loss }) => loss.epsilon!);
      const added = entries.reduce((a, b) => a.plus(b), Rational.of(0));
      assert(added.equals(sum));
    }),
    { seed: 42, numRuns: 500 },
  );
  // Otherwise one of the two would hardly have been tried.
  assert(accepted > 500 && refused > 500);
});

Deno.test("PrivacyBudget.spend() adds up to the same in any order", () => {
  const losses = fc.array(part, { minLength: 2, maxLength: 12 });
  const shuffled = losses.chain((losses) =>
    fc.tuple(
      fc.constant(losses),
      fc.shuffledSubarray(losses, { minLength: losses.length }),
    )
  );
  fc.assert(
    fc.property(shuffled, ([losses, others]) => {
      const total = losses.reduce<Rational>(
        (sum, loss) => sum.plus(loss),
        Rational.of(0),
      );
      for (const order of [losses, others]) {
        const budget = new PrivacyBudget(total);
        for (const loss of order) assert(spend(budget, loss));
        assert(budget.remaining.isZero);
        assert(!spend(budget, "1e-300"));
      }
    }),
    { seed: 42, numRuns: 300 },
  );
});

Deno.test("PrivacyBudget.spend() adds decimals and fractions exactly", () => {
  const tenths = new PrivacyBudget(0.3);
  for (let i = 0; i < 3; i++) assert(spend(tenths, 0.1));
  assert(!spend(tenths, "1e-300"));
  assert.equal(`${tenths.spent}, ${tenths.remaining}`, "ε = 0.3, ε = 0");

  const elevenths = new PrivacyBudget(1);
  for (let i = 0; i < 11; i++) assert(spend(elevenths, "1/11"));
  assert(!spend(elevenths, "1/11"));
  assert(elevenths.remaining.isZero);
});

Deno.test("PrivacyBudget.spend() takes a loss that fits after one that did not", () => {
  const budget = new PrivacyBudget(1);
  assert(spend(budget, 0.6));
  assert(!spend(budget, 0.5));
  assert(spend(budget, 0.3));
  assert.equal(`${budget.remaining}`, "ε = 0.1");
});

Deno.test("PrivacyBudget.spend() says in its error what was asked and what is left", () => {
  const budget = new PrivacyBudget(1);
  budget.spend(0.75, "most of it");
  assert.throws(() => budget.spend("1/3", "more"), (error) => {
    assert(error instanceof BudgetExceededError && error instanceof Error);
    assert.equal(error.name, "BudgetExceededError");
    assert.equal(`${error.requested}`, "ε = 1/3");
    assert.equal(`${error.remaining}`, "ε = 0.25");
    assert.deepEqual(error.message.split("\n"), [
      "Cannot charge the budget: the loss must fit what remains, but ε = 1/3 was requested and ε = 0.25 remains",
      "Nothing was charged. Ask with at most epsilon: 0.25.",
      "A budget belongs to people: a new one for the same people would add to their loss.",
    ]);
    return true;
  });
});

Deno.test("PrivacyBudget.spend() can name a loss that no double comes near", () => {
  const huge = "9".repeat(390);
  assert(!spend(new PrivacyBudget(1), `${huge}/7`));
  assert(!spend(new PrivacyBudget(1), "1e999"));
  assert(spend(new PrivacyBudget(1), `1/${huge}`));
});

Deno.test("PrivacyBudget.spend() refuses a charge whose rest is a long fraction, and nothing changes", () => {
  const short = (text: unknown) => assert(String(text).length < 2600);
  const budget = new PrivacyBudget(1);
  let [sum, accepted] = [Rational.of(0), 0];
  // Odd numbers one after the other have few factors in common.
  for (let i = 0n; i < 120n; i++) {
    const loss = Rational.of(`1/${10n ** 249n + 2n * i + 1n}`);
    const before = state(budget);
    if (budget.canSpend(loss)) {
      budget.spend(loss, "question");
      sum = sum.plus(loss);
      accepted++;
    } else {
      assert.throws(() => budget.spend(loss, "question"), {
        name: "RangeError",
        message: firstLine(
          "Cannot charge the budget: what would remain must be a fraction with no number above 2^4096",
        ),
      });
      assert.equal(state(budget), before);
    }
    assert(budget.spent.epsilon!.equals(sum));
    short(budget.remaining);
  }
  assert.equal(accepted, 4);
  // What others ask is still paid for, up to all that remains.
  assert(spend(budget, 0.1));
  for (const part of budget.split(3)) assert(spend(budget, part));
  assert(budget.remaining.isZero);
});

Deno.test("PrivacyBudget takes fractions up to 2^4096, above and below the line", () => {
  const most = 2n ** 4096n;
  const below = Rational.of(1).dividedBy(most);
  const above = Rational.of(1).dividedBy(most + 1n);
  const tooLong = (action: string, name: string) => ({
    name: "RangeError",
    message: firstLine(
      `Cannot ${action}: ${name} must be a fraction with no number above 2^4096`,
    ),
  });
  const budget = new PrivacyBudget(1);
  assert(spend(budget, below));
  const before = state(budget);
  for (const loss of [above, most + 1n]) {
    const error = tooLong("charge the budget", "the loss");
    assert.throws(() => budget.spend(loss, "more"), error);
    assert(!budget.canSpend(loss));
    assert.equal(state(budget), before);
  }
  assert.throws(
    () => new PrivacyBudget(below).split(2),
    tooLong("split the budget", "a part"),
  );
  assert(spend(new PrivacyBudget(most), most));
  assert.throws(
    () => new PrivacyBudget(approxDp(1, above)),
    tooLong("make a budget", "the total"),
  );
  // ε²/2 of the smallest double, and of the largest.
  assert(spend(new PrivacyBudget(zcdp(1)), Number.MIN_VALUE));
  assert(spend(new PrivacyBudget(zcdp("1e700")), Number.MAX_VALUE));
});

Deno.test("PrivacyBudget refuses what is no loss above 0, and nothing changes", () => {
  const budget = new PrivacyBudget(1);
  budget.spend(0.5, "before");
  const before = state(budget);
  const refuse = (value: unknown, name: string) => {
    const error = { name };
    assert.throws(() => budget.spend(value as never, "after"), error);
    assert.throws(() => budget.canSpend(value as never), error);
    assert.throws(() => new PrivacyBudget(value as never), error);
    assert.equal(state(budget), before);
  };
  for (const value of notAboveZero) refuse(value, "RangeError");
  for (const value of notExact) refuse(value, "TypeError");
});

Deno.test("PrivacyBudget refuses a loss of nothing, though a spent budget has one", () => {
  const spent = new PrivacyBudget(1);
  spent.spend(1, "all");
  const zero = spent.remaining;
  assert.throws(() => spent.spend(zero, "free"), {
    name: "RangeError",
    message: "Cannot charge the budget: the loss must be above 0, but is ε = 0",
  });
  assert.throws(() => new PrivacyBudget(1).spend(zero, "free"), {
    name: "RangeError",
  });
  assert.throws(() => new PrivacyBudget(zero), {
    name: "RangeError",
    message: "Cannot make a budget: the total must be above 0, but is ε = 0",
  });
  // ε is used up while δ is not
  const rest = approxDp(1, 0.5).minus(approxDp(1, 0.25));
  assert.throws(() => new PrivacyBudget(approxDp(2, 0.5)).spend(rest, "free"), {
    name: "RangeError",
  });
});

Deno.test("PrivacyBudget.spend() refuses losses that it cannot add", () => {
  const foreign = [
    [pureDp(1), zcdp(0.1)],
    [pureDp(1), approxDp(0.1, 1e-9)],
    [approxDp(1, 0.1), zcdp(0.1)],
    [zcdp(1), approxDp(0.1, 0)],
  ] as const;
  for (const [total, loss] of foreign) {
    const budget = new PrivacyBudget(total);
    const before = state(budget);
    assert.throws(() => budget.spend(loss, "other"), { name: "TypeError" });
    assert.throws(() => budget.canSpend(loss), { name: "TypeError" });
    assert.equal(state(budget), before);
  }
});

Deno.test("PrivacyBudget.spend() of an approximate budget adds both parts", () => {
  const budget = new PrivacyBudget(approxDp(1, 1e-5));
  assert(spend(budget, approxDp(0.25, 1e-6)));
  assert(spend(budget, 0.25));
  assert.equal(`${budget.spent}`, "ε = 0.5, δ = 0.000001");
  assert(!spend(budget, approxDp(0.1, 1e-5)));
  assert(!spend(budget, approxDp(0.6, 1e-6)));
  assert(spend(budget, approxDp(0.5, 9e-6)));
  assert.equal(`${budget.remaining}`, "ε = 0, δ = 0");
});

Deno.test("PrivacyBudget.spend() of a zero-concentrated budget charges ε²/2", () => {
  const budget = new PrivacyBudget(zcdp(0.5));
  const charged = budget.spend(0.5, "a pure loss");
  assert.equal(`${charged}`, "ρ = 0.125");
  for (let i = 0; i < 3; i++) assert(spend(budget, 0.5));
  assert(budget.remaining.isZero);
  assert(!spend(budget, "1e-150"));
});

Deno.test("PrivacyBudget.split() makes parts that fit exactly", () => {
  const n = fc.integer({ min: 1, max: 60 });
  fc.assert(
    fc.property(part, part, n, (total, first, n) => {
      const budget = new PrivacyBudget(total);
      spend(budget, first);
      if (budget.remaining.isZero) return;
      const before = state(budget);
      const parts = budget.split(n);
      assert.equal(state(budget), before);
      assert.equal(parts.length, n);
      assert.equal(new Set(parts.map(String)).size, 1);
      for (const loss of parts) assert(spend(budget, loss));
      assert(budget.remaining.isZero);
      assert(!spend(budget, parts[0]!));
    }),
    { seed: 42, numRuns: 200 },
  );
  const parts = new PrivacyBudget(approxDp(1, 1e-5)).split(3);
  assert.deepEqual(parts.map(String), Array(3).fill("ε = 1/3, δ = 1/300000"));
});

Deno.test("PrivacyBudget.split() refuses what is no number of parts", () => {
  const budget = new PrivacyBudget(1);
  for (const n of [0, -1, 1.5, NaN, Infinity]) {
    assert.throws(() => budget.split(n), {
      name: "RangeError",
      message:
        `Cannot split the budget: n must be a whole number of at least 1, but is ${n}`,
    });
  }
  for (const n of ["3", undefined, null, 3n]) {
    assert.throws(() => budget.split(n as never), { name: "TypeError" });
  }
});

Deno.test("PrivacyBudget.entries are a copy, oldest first, that cannot be altered", () => {
  const budget = new PrivacyBudget(1);
  const none = budget.entries;
  budget.spend(0.1, "age");
  budget.spend("1/5", "zip");
  assert.equal(none.length, 0);
  const { entries } = budget;
  assert.deepEqual(
    entries.map(({ label, loss }) => `${label}: ${loss}`),
    ["age: ε = 0.1", "zip: ε = 0.2"],
  );
  assert.notEqual(budget.entries, entries);
  assert(Object.isFrozen(entries) && entries.every(Object.isFrozen));
  const before = state(budget);
  assert.throws(() => (entries as unknown as unknown[]).pop(), TypeError);
  assert.throws(() => Object.assign(entries[0]!, { loss: 0 }), TypeError);
  assert.equal(state(budget), before);
});

Deno.test("PrivacyBudget.spend() charges what a label spends while it is read", () => {
  const budget = new PrivacyBudget(1);
  const label = {
    toString() {
      budget.spend(0.9, "inner");
      return "outer";
    },
  };
  assert.throws(
    () => budget.spend(0.9, label as unknown as string),
    BudgetExceededError,
  );
  assert.deepEqual(budget.entries.map(({ label }) => label), ["inner"]);
  assert.equal(`${budget.spent}`, "ε = 0.9");
});

Deno.test("PrivacyBudget shows its total and what remains, and nothing to alter", () => {
  const budget = new PrivacyBudget(1);
  assert.equal(
    Deno.inspect(budget),
    [
      "Privacy budget: ε = 1 left of ε = 1 after 0 charges",
      "  spent  ░░░░░░░░░░ ε = 0, 0%",
    ].join("\n"),
  );
  budget.spend(0.25, "age");
  assert.equal(
    Deno.inspect(budget),
    [
      "Privacy budget: ε = 0.75 left of ε = 1 after 1 charge",
      "  spent  ███░░░░░░░ ε = 0.25, 25%",
      "  charge  what for  loss      left",
      "       1  age       ε = 0.25  ε = 0.75",
    ].join("\n"),
  );
  assert.equal(
    JSON.stringify(budget),
    '{"total":{"epsilon":"1"},"remaining":{"epsilon":"0.75"},"entries":[{"label":"age","loss":{"epsilon":"0.25"}}]}',
  );
  assert.deepEqual(Reflect.ownKeys(budget), []);
  for (const target of [budget, PrivacyBudget, PrivacyBudget.prototype]) {
    assert(Object.isFrozen(target));
  }
  for (const name of ["total", "remaining", "spent", "entries"]) {
    assert.throws(() => Object.assign(budget, { [name]: 0 }), TypeError);
  }
});

Deno.test("PrivacyBudget shows how much is spent of each of its numbers", () => {
  const budget = new PrivacyBudget(approxDp(1, "1e-6"));
  budget.spend(approxDp("1/3", "1e-6"), "keys");
  assert.deepEqual(Deno.inspect(budget).split("\n").slice(0, 3), [
    "Privacy budget: ε = 2/3, δ = 0 left of ε = 1, δ = 0.000001 after 1 charge",
    "  spent  ███░░░░░░░ ε = 1/3, 33%",
    "  spent  ██████████ δ = 0.000001, 100%",
  ]);
  const concentrated = new PrivacyBudget(zcdp("1/2"));
  concentrated.spend(0.1, "age");
  assert.match(Deno.inspect(concentrated), /\n {2}spent .* ρ = 0\.005, 1%\n/);
});

Deno.test("PrivacyBudget draws a part for each of twenty charges, and one for more", () => {
  const parts = (n: number) => {
    const budget = new PrivacyBudget(100);
    for (let i = 0; i < n; i++) budget.spend(1, "age");
    return shown(budget)["text/html"].split("border-top:").length - 1;
  };
  assert.deepEqual([0, 1, 20, 21, 90].map(parts), [0, 1, 20, 1, 1]);
});

Deno.test("PrivacyBudget.entries show themselves as a ledger: what for, what it cost, what it left", () => {
  const budget = new PrivacyBudget(1);
  assert.match(Deno.inspect(budget.entries), /\nnothing charged yet$/);
  for (let i = 1; i <= 12; i++) budget.spend("1/16", `question ${i}`);
  const lines = Deno.inspect(budget.entries).split("\n");
  assert.equal(lines.length, 13);
  assert.deepEqual(
    [0, 1, 12].map((i) => lines[i]),
    [
      "charge  what for     loss        left",
      "     1  question 1   ε = 0.0625  ε = 0.9375",
      "    12  question 12  ε = 0.0625  ε = 0.25",
    ],
  );
  // What is charged later is not in it.
  const { entries } = budget;
  budget.spend("1/16", "question 13");
  assert.equal(Deno.inspect(entries), lines.join("\n"));
});

Deno.test("a ledger keeps each label on its line, whatever an analyst put into it", () => {
  const budget = new PrivacyBudget(1);
  budget.spend(0.1, "count\n     2  count  ε = 0.1\x1b[2A\r\u202e");
  const lines = shown(budget.entries)["text/plain"].split("\n");
  assert.equal(lines.length, 2);
  assert(lines[1]!.includes("count\\u000a     2  count"));
  assert(lines[1]!.includes("\\u001b[2A\\u000d\\u202e"));
});

Deno.test("a refused charge advises a δ where one was asked for, and where one is left", () => {
  const budget = new PrivacyBudget(approxDp(1, "1e-6"));
  const refuses = (loss: PrivacyLoss, advice: string) =>
    assert.throws(() => budget.spend(loss, "more"), (error: Error) => {
      assert.equal(
        error.message.split("\n")[1],
        `Nothing was charged. ${advice}`,
      );
      return error instanceof BudgetExceededError;
    });
  refuses(pureDp(2), "Ask with at most epsilon: 1.");
  refuses(
    approxDp(2, "1e-6"),
    "Ask with at most epsilon: 1, delta: 0.000001.",
  );
  budget.spend(approxDp(0.5, "1e-6"), "all of δ");
  refuses(approxDp(0.1, "1e-6"), "No δ is left.");
});

Deno.test("a refused ε of a budget of ρ advises an ε that is accepted, and a larger one is not", () => {
  for (const rho of ["0.01", "0.5", "1/3", 2, "1e-12", 8]) {
    const budget = new PrivacyBudget(zcdp(rho));
    assert.throws(() => budget.spend(50, "more"), (error: Error) => {
      const [what, advice] = error.message.split("\n");
      assert(what!.includes("ε = 50, which is ρ = 1250, was requested"));
      const [, epsilon] = advice!.match(/with at most epsilon: (\S+)\.$/)!;
      assert(budget.canSpend(epsilon!));
      assert(!budget.canSpend(Number(epsilon) * 1.002));
      return error instanceof BudgetExceededError;
    });
    assert(`${budget.remaining}` === `${budget.total}`);
  }
});

Deno.test("a refused charge of a budget with a long fraction left advises a short one", () => {
  const budget = new PrivacyBudget(1);
  for (let i = 0; i < 4; i++) budget.spend(`1/${10n ** 150n + BigInt(i)}`, "");
  assert.throws(() => budget.spend(2, "more"), (error: Error) => {
    const advice = error.message.split("\n")[1]!;
    const [, epsilon] = advice.match(/with at most epsilon: (\S+)\.$/)!;
    assert(epsilon!.length < 10 && Number(epsilon) > 0.99);
    assert(budget.canSpend(epsilon!));
    return error instanceof BudgetExceededError;
  });
});
