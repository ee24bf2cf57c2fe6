import assert from "node:assert/strict";
import { auditEpsilon } from "lib/audit/audit_epsilon.ts";
import { auditMechanism, auditOutputs } from "lib/audit/audit_mechanism.ts";
import type { AuditOutput } from "lib/audit/tally.ts";
import type { RandomSource } from "lib/random.ts";
import { seededRandom } from "lib/seeded_random.ts";

const coin = (p: number, random: RandomSource) => random.uniform() < p;

/** Each input repeated: what an audit sees of a mechanism without noise. */
const constant = (a: AuditOutput, b: AuditOutput) =>
  [Array<AuditOutput>(200).fill(a), Array<AuditOutput>(200).fill(b)] as const;

Deno.test("auditMechanism() certifies with the draws that did not choose", () => {
  const { epsilonLowerBound, rates, event, likelierUnder } = auditMechanism(
    coin,
    { neighbors: [0.2, 0.6], draws: 2001, random: seededRandom(1) },
  );
  assert.match(event, /^output is/);
  assert.deepEqual(rates.map(({ draws }) => draws), [1001, 1001]);
  const [positive, negative] = likelierUnder === 0
    ? [rates[0], rates[1]]
    : [rates[1], rates[0]];
  assert.equal(
    epsilonLowerBound,
    auditEpsilon({
      truePositives: positive.hits,
      positives: positive.draws,
      falsePositives: negative.hits,
      negatives: negative.draws,
    }),
  );
  for (const { hits, draws, rate, low, high } of rates) {
    assert.equal(rate, hits / draws);
    assert(low < rate && rate < high);
  }
  // The truth is ln 3.
  assert(epsilonLowerBound > 0.8 && epsilonLowerBound < Math.log(3));
});

Deno.test("auditMechanism() judges only a claim that is made", () => {
  const audit = (claimedEpsilon?: number) =>
    auditMechanism(coin, {
      neighbors: [0.2, 0.6],
      draws: 2000,
      claimedEpsilon,
      random: seededRandom(1),
    });
  assert.equal(audit().violates, undefined);
  assert.equal(audit(0.5).violates, true);
  assert.equal(audit(Math.log(3)).violates, false);
  assert.equal(audit(Infinity).violates, false);
  assert.equal(audit(audit().epsilonLowerBound).violates, false);
  assert(Math.abs(audit().errorProbability - 0.05) < 1e-12);
});

Deno.test("auditMechanism() hands the source on, and repeats itself with a seed", () => {
  const random = seededRandom(3);
  const options = { neighbors: [0.2, 0.6] as const, draws: 100 };
  auditMechanism((p: number, source) => {
    assert.equal(source, random);
    return coin(p, source);
  }, { ...options, random });
  const audit = () =>
    auditMechanism(coin, { ...options, random: seededRandom(3) });
  assert.deepEqual(audit(), audit());
});

Deno.test("an audit shows the bound, what it says about the claim, and its counts", () => {
  const samples = [Array(100).fill("no"), Array(100).fill("yes")] as const;
  const lines = (claimedEpsilon?: number, delta = 0) =>
    Deno.inspect(auditOutputs(samples, { claimedEpsilon, delta })).split("\n");
  assert.deepEqual(lines(1), [
    "Audit: ε ≥ 2.569 certified, wrong with probability at most 0.05",
    "  claim  ε = 1 is refuted",
    '  event  output is not "no"',
    "  The draws that certify it",
    "  input   hits  draws  rate at least  rate at most",
    "  first      0     50              0       0.07113",
    "  second    50     50         0.9288             1",
  ]);
  assert.deepEqual(
    [lines(3), lines(1, 0.1), lines(), lines(undefined, 0.1)].map((x) => x[1]),
    [
      "  claim  ε = 3 is not refuted, which proves nothing",
      "  claim  ε = 1, δ = 0.1 is refuted",
      "  claim  none",
      "  claim  none, δ = 0.1",
    ],
  );
  const audit = auditOutputs(samples);
  assert(audit.epsilonLowerBound >= 2.569);
  assert.deepEqual(Object.keys(audit), [
    ...["epsilonLowerBound", "violates", "errorProbability", "event"],
    ...["likelierUnder", "rates"],
  ]);
});

Deno.test("auditMechanism() sees every way in which two outputs differ", () => {
  const pairs: [AuditOutput, AuditOutput][] = [
    [1, 2],
    [0, -0],
    [NaN, 1],
    [Infinity, -Infinity],
    ["1", 1],
    ["a", "b"],
    [true, "true"],
    [1n, 2n],
    [[1, 2], [2, 1]],
    [[], [0]],
    [["a", "b"], ["a, b"]],
    [[[1], 2], [1, 2]],
  ];
  for (const [a, b] of pairs) {
    for (const outputs of [constant(a, b), constant(b, a)]) {
      const { epsilonLowerBound, rates } = auditOutputs(outputs);
      // ln(TPR_low / FPR_high) of 100 against 0 of 100, the most there is
      assert.equal(epsilonLowerBound.toFixed(2), "3.28");
      assert.equal(Math.abs(rates[0].rate - rates[1].rate), 1);
    }
  }
});

Deno.test("auditMechanism() finds no difference where there is none", () => {
  for (const output of [0, "a", [1, [2]]]) {
    const audit = auditOutputs(constant(output, output), { claimedEpsilon: 0 });
    assert.deepEqual([audit.epsilonLowerBound, audit.violates], [0, false]);
  }
});

Deno.test("auditMechanism() describes the event", () => {
  const events = [
    [constant(1, 2), /^output (>= 2|< 2|is (not )?[12])$/],
    [constant("a", "b"), /^output is (not )?"[ab]"$/],
    [constant([1, true], [1, false]), /^output(\[1\])? is (not )?\[?/],
  ] as const;
  for (const [outputs, pattern] of events) {
    assert.match(auditOutputs(outputs).event, pattern);
  }
});

Deno.test("auditMechanism() finds a threshold, a set of values and a part of an array", () => {
  const options = { draws: 20_000, confidence: 0.999 };
  const shifted = auditMechanism(
    (shift: number, random) => shift + random.uniform(),
    { ...options, neighbors: [0, 0.5], random: seededRandom(4) },
  );
  assert(shifted.epsilonLowerBound > 5);
  // Odd numbers are three times as likely; no threshold and no value says so.
  const parity = auditMechanism(
    (p: number, random) =>
      2 * Math.floor(20 * random.uniform()) + Number(coin(p, random)),
    { ...options, neighbors: [0.25, 0.75], random: seededRandom(5) },
  );
  assert.match(parity.event, /one of|none of/);
  assert(parity.epsilonLowerBound > 0.95);
  const part = auditMechanism(
    (shift: number, random) => [random.uniform(), shift + random.uniform()],
    { ...options, neighbors: [0, 0.5], random: seededRandom(6) },
  );
  assert.match(part.event, /output\[1\]/);
  assert(part.epsilonLowerBound > 5);
});

Deno.test("auditMechanism() tries the events it is given", () => {
  const isEven = (x: number) => Math.floor(x * 2 ** 40) % 2 === 0;
  const evenAt = (p: number, random: RandomSource) =>
    2 * Math.floor(random.uniform() * 2 ** 39) * 2 ** -40 +
    (coin(p, random) ? 0 : 2 ** -40);
  const audit = (events: Record<string, (x: number) => boolean>) =>
    auditMechanism(evenAt, {
      neighbors: [0.1, 0.9],
      draws: 4000,
      events,
      random: seededRandom(7),
    });
  assert(audit({}).epsilonLowerBound < 0.5);
  const { event, epsilonLowerBound } = audit({ "the last bit is 0": isEven });
  assert.match(event, /^(not: )?the last bit is 0$/);
  assert(epsilonLowerBound > 1.9);
});

Deno.test("auditMechanism() subtracts δ", () => {
  const release = (tells: boolean, random: RandomSource) =>
    tells && coin(0.1, random);
  const audit = (delta: number) =>
    auditMechanism(release, {
      neighbors: [false, true],
      draws: 4000,
      claimedEpsilon: 0.1,
      delta,
      random: seededRandom(8),
    });
  assert.equal(audit(0).violates, true);
  assert.equal(audit(0.1).violates, false);
});

Deno.test("auditMechanism() refuses what it cannot audit", () => {
  const audit = (change: Record<string, unknown>) => () =>
    auditMechanism(coin, { neighbors: [0, 1], draws: 10, ...change } as never);
  for (const draws of [0, 1, 2.5, NaN, Infinity]) {
    assert.throws(audit({ draws }), {
      name: "RangeError",
      message:
        `Cannot audit: draws must be a whole number of at least 2, but is ${draws}`,
    });
  }
  assert.throws(audit({ claimedEpsilon: -1 }), { name: "RangeError" });
  assert.throws(audit({ delta: 2 }), { name: "RangeError" });
  assert.throws(audit({ confidence: 0 }), { name: "RangeError" });
  assert.throws(audit({ confidence: "0.9" }), { name: "TypeError" });
  assert.throws(() => auditOutputs([[1], [1, 2]]), { name: "RangeError" });
  for (const output of [undefined, null, {}, Symbol("x"), Promise.resolve(1)]) {
    assert.throws(
      () =>
        auditMechanism(() => output as never, { neighbors: [0, 1], draws: 4 }),
      {
        name: "TypeError",
        message: /^Cannot audit: each output must be a number, a text/,
      },
    );
  }
  assert.throws(
    () =>
      auditMechanism((() => Promise.resolve(1)) as never, {
        neighbors: [0, 1],
        draws: 4,
      }),
    /auditOutputs/,
  );
});
