import assert from "node:assert/strict";
import fc from "fast-check";
import {
  approxDp,
  PrivacyLoss,
  privacyLoss,
  pureDp,
  zcdp,
} from "lib/accounting/privacy_loss.ts";
import { Rational } from "lib/exact.ts";
import { shown } from "../shown.ts";
import { notAboveZero, notExact, part } from "./losses.ts";
import { firstLine } from "../messages.ts";

const cannot = (rule: string) => ({
  name: "RangeError",
  message: firstLine(`Cannot state a privacy loss: ${rule}`),
});

Deno.test("pureDp(), approxDp() and zcdp() say what they were given", () => {
  const pure = pureDp("1/11");
  assert.deepEqual([pure.kind, `${pure.epsilon}`], ["pure", "1/11"]);
  assert.deepEqual([`${pure.delta}`, pure.rho], ["0", undefined]);
  const approximate = approxDp(0.5, 1e-5);
  assert.equal(approximate.kind, "approximate");
  assert.equal(`${approximate.epsilon}, ${approximate.delta}`, "0.5, 0.00001");
  assert.equal(approximate.rho, undefined);
  const concentrated = zcdp("1/3");
  assert.equal(concentrated.kind, "zero-concentrated");
  assert.equal(`${concentrated.rho}`, "1/3");
  assert.deepEqual(
    [concentrated.epsilon, concentrated.delta],
    [undefined, undefined],
  );
});

Deno.test("PrivacyLoss prints and serializes exactly", () => {
  const forms = [
    [pureDp(0.3), "ε = 0.3", '{"epsilon":"0.3"}'],
    [
      approxDp("1/3", 1e-5),
      "ε = 1/3, δ = 0.00001",
      '{"epsilon":"1/3","delta":"0.00001"}',
    ],
    [zcdp("1/8"), "ρ = 0.125", '{"rho":"0.125"}'],
  ] as const;
  for (const [loss, text, json] of forms) {
    assert.equal(`${loss}`, text);
    assert.equal(Deno.inspect(loss), text);
    assert.equal(JSON.stringify(loss), json);
  }
});

Deno.test("PrivacyLoss says what it means, and no ε of a loss that has none", () => {
  const odds = "an answer changes the odds of a table against its neighbor by";
  const meanings: [PrivacyLoss, string, string][] = [
    [
      pureDp(0.5),
      "pure differential privacy",
      `${odds} a factor of at most e^ε ≈ 1.649`,
    ],
    [
      pureDp(20),
      "pure differential privacy",
      `${odds} a factor of at most e^ε, more than a million`,
    ],
    [
      pureDp(1e-5),
      "pure differential privacy",
      `${odds} a factor of at most e^ε, just above 1`,
    ],
    [
      approxDp(1, 1e-5),
      "approximate differential privacy",
      "any set of answers is at most e^ε ≈ 2.718 times as likely as for a neighboring table, plus δ",
    ],
    [
      zcdp("1/2"),
      "zero-concentrated differential privacy",
      "the Rényi divergence of order α between neighbors is at most ρ·α, for every α > 1; there is no ε that says the same, but one for each δ above 0",
    ],
  ];
  for (const [loss, kind, meaning] of meanings) {
    assert.deepEqual(shown(loss)["text/plain"].split("\n"), [
      `Privacy loss: ${loss}`,
      `  kind     ${kind}`,
      `  meaning  ${meaning}`,
    ]);
  }
  assert.doesNotMatch(shown(zcdp("1/2"))["text/html"], /ε (=|≈)|e\^/);
});

Deno.test("pureDp(), approxDp() and zcdp() refuse what is not a finite number above 0", () => {
  for (const value of notAboveZero) {
    assert.throws(() => pureDp(value), { name: "RangeError" });
    assert.throws(() => approxDp(value, 0), { name: "RangeError" });
    assert.throws(() => zcdp(value), { name: "RangeError" });
  }
  assert.throws(() => pureDp(-0), cannot("epsilon must be above 0, but is 0"));
  assert.throws(() => zcdp("-1/3"), cannot("rho must be above 0, but is -1/3"));
  for (const value of notExact) {
    for (const make of [pureDp, zcdp, (x: never) => approxDp(x, 0)]) {
      assert.throws(() => make(value as never), { name: "TypeError" });
    }
    assert.throws(() => approxDp(1, value as never), { name: "TypeError" });
  }
});

Deno.test("approxDp() takes a δ from 0 up to but not including 1", () => {
  assert.equal(`${approxDp(1, 0)}`, "ε = 1, δ = 0");
  assert.equal(`${approxDp(1, -0)}`, "ε = 1, δ = 0");
  for (const delta of [1, "1.0", 2, -1e-9, "-1/7"]) {
    assert.throws(
      () => approxDp(1, delta),
      cannot(
        `delta must be at least 0 and below 1, but is ${Rational.of(delta)}`,
      ),
    );
  }
  assert.throws(() => approxDp(1, NaN), { name: "RangeError" });
});

Deno.test("PrivacyLoss.make() refuses parts that are negative, foreign or no numbers", () => {
  const one = Rational.of(1);
  const negative = cannot("it must not be negative");
  assert.throws(() => PrivacyLoss.make("pure", Rational.of(-1)), negative);
  assert.throws(
    () => PrivacyLoss.make("approximate", one, Rational.of(-1)),
    negative,
  );
  // A δ that a conversion would forget
  for (const kind of ["pure", "zero-concentrated"] as const) {
    assert.throws(
      () => PrivacyLoss.make(kind, one, Rational.of(0.5)),
      cannot(`the delta of a ${kind} one must be 0, but is 0.5`),
    );
  }
  const lenient = { compare: () => 1, equals: () => false, plus: () => one };
  for (const fake of [lenient, Object.create(one), new Proxy(one, {})]) {
    assert.throws(() => PrivacyLoss.make("pure", fake), { name: "TypeError" });
  }
});

Deno.test("PrivacyLoss.plus() and minus() undo each other, part by part", () => {
  const loss = fc.tuple(part, part).map(([epsilon, delta]) =>
    approxDp(epsilon, Rational.of(delta).times("1/1000"))
  );
  fc.assert(
    fc.property(loss, loss, (a, b) => {
      assert.deepEqual(a.plus(b).toJSON(), b.plus(a).toJSON());
      assert.deepEqual(a.plus(b).minus(b).toJSON(), a.toJSON());
      assert(a.plus(b).covers(a));
      assert(a.covers(a));
      assert(!a.covers(a.plus(b)));
    }),
    { seed: 42, numRuns: 500 },
  );
});

Deno.test("PrivacyLoss.minus() refuses to go below 0 in either part", () => {
  const negative = cannot("it must not be negative");
  const loss = approxDp(1, 0.5);
  assert.throws(() => loss.minus(approxDp("1.000001", 0)), negative);
  assert.throws(() => loss.minus(approxDp(0.1, "0.500001")), negative);
  assert.throws(() => pureDp(1).minus(pureDp(2)), negative);
  assert(!loss.covers(approxDp("1.000001", 0)));
  assert(!loss.covers(approxDp(0.1, "0.500001")));
});

Deno.test("PrivacyLoss.in() states a pure loss in the other kinds and nothing else", () => {
  const pure = pureDp(0.5);
  assert.equal(pure.in("pure"), pure);
  assert.equal(`${pure.in("approximate")}`, "ε = 0.5, δ = 0");
  // ρ = ε²/2
  assert.equal(`${pure.in("zero-concentrated")}`, "ρ = 0.125");
  const foreign = [
    [approxDp(1, 0), "pure"],
    [approxDp(1, 0), "zero-concentrated"],
    [zcdp(1), "pure"],
    [zcdp(1), "approximate"],
  ] as const;
  for (const [loss, kind] of foreign) {
    assert.throws(() => loss.in(kind), {
      name: "TypeError",
      message: firstLine(
        `Cannot charge ${loss}: a ${kind} budget must be spent in losses that it can add`,
      ),
    });
  }
  assert.throws(() => pureDp(1).plus(zcdp(1)), { name: "TypeError" });
  assert.throws(() => zcdp(1).covers(approxDp(1, 0)), { name: "TypeError" });
});

Deno.test("PrivacyLoss.dividedBy() makes equal parts", () => {
  assert.equal(`${pureDp(1).dividedBy(11)}`, "ε = 1/11");
  assert.equal(`${approxDp(1, 0.3).dividedBy(3)}`, "ε = 1/3, δ = 0.1");
  assert.equal(`${zcdp(1).dividedBy(4)}`, "ρ = 0.25");
  for (const n of [0, -1, NaN, Infinity]) {
    assert.throws(() => pureDp(1).dividedBy(n), { name: "RangeError" });
  }
});

Deno.test("PrivacyLoss.isPrivacyLoss() knows its own from look-alikes", () => {
  const loss = pureDp(1);
  assert(PrivacyLoss.isPrivacyLoss(loss));
  assert(
    PrivacyLoss.isPrivacyLoss(loss.minus(loss)) && loss.minus(loss).isZero,
  );
  const { kind, epsilon, delta } = loss;
  const alike: unknown[] = [
    { kind, epsilon, delta, in: () => loss },
    Object.create(loss),
    Object.create(PrivacyLoss.prototype),
    new Proxy(loss, {}),
    structuredClone(loss),
    loss.toJSON(),
    1,
    null,
  ];
  for (const value of alike) {
    assert(!PrivacyLoss.isPrivacyLoss(value));
    if (value !== 1) {
      assert.throws(() => privacyLoss(value as never), { name: "TypeError" });
    }
  }
});

Deno.test("PrivacyLoss cannot be subclassed or altered", () => {
  const Made = PrivacyLoss as unknown as new (...parts: unknown[]) => object;
  class Cheap extends Made {}
  const parts = ["pure", Rational.of(1), Rational.of(0)];
  const error = { name: "TypeError", message: /must come from make\(\)/ };
  assert.throws(() => new Cheap(...parts), error);
  assert.throws(() => Reflect.construct(Made, parts, Cheap), error);
  const loss = pureDp(1);
  for (const target of [loss, PrivacyLoss, PrivacyLoss.prototype]) {
    assert(Object.isFrozen(target));
    assert.throws(() => Object.assign(target, { covers: () => true }));
  }
});

Deno.test("PrivacyLoss.make() refuses a kind that there is not, whose loss a budget could not compare", () => {
  const kinds = ["rényi", "toString", "__proto__", { toString: () => "pure" }];
  for (const kind of [...kinds, undefined]) {
    assert.throws(() => PrivacyLoss.make(kind as never, Rational.of(1)), {
      name: "TypeError",
      message: /kind must be one of pure, approximate, zero-concentrated$/,
    });
  }
});

Deno.test("dividedBy() refuses what would make a loss larger", () => {
  for (const n of [0, 0.5, -1, NaN, "2"]) {
    assert.throws(
      () => pureDp(1).dividedBy(n as number),
      /^(Range|Type)Error: Cannot divide the loss: n must be /,
    );
  }
});
