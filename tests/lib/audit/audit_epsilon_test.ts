import assert from "node:assert/strict";
import { auditEpsilon } from "lib/audit/audit_epsilon.ts";
import { clopperPearson } from "lib/audit/clopper_pearson.ts";
import { firstLine } from "../messages.ts";

const counts = {
  truePositives: 600,
  positives: 1000,
  falsePositives: 200,
  negatives: 1000,
};

Deno.test("auditEpsilon() has the published value", () => {
  const published = ".922427";
  assert.equal(`0${published}`, auditEpsilon(counts).toFixed(6));
});

Deno.test("auditEpsilon() is ln((TPR_low − δ) / FPR_high)", () => {
  for (const [confidence, delta] of [[0.9, 0.1], [0.999, 0.01]] as const) {
    const { low } = clopperPearson(600, 1000, { confidence });
    const { high } = clopperPearson(200, 1000, { confidence });
    assert.equal(
      auditEpsilon({ ...counts, confidence, delta }),
      Math.log((low - delta) / high),
    );
  }
});

Deno.test("auditEpsilon() takes the opposite event if that says more", () => {
  // Seen nearly always under both inputs: the failures tell them apart.
  const opposite = {
    truePositives: 990,
    positives: 1000,
    falsePositives: 800,
    negatives: 1000,
  };
  const mirrored = {
    truePositives: 200,
    positives: 1000,
    falsePositives: 10,
    negatives: 1000,
  };
  const bound = auditEpsilon(opposite);
  assert(Math.abs(bound - auditEpsilon(mirrored)) < 1e-12);
  assert(bound > 2);
});

Deno.test("auditEpsilon() is never below 0 and always finite", () => {
  const all = { truePositives: 10, positives: 10, negatives: 10 };
  assert.equal(auditEpsilon({ ...all, falsePositives: 10 }), 0);
  assert.equal(auditEpsilon({ ...counts, truePositives: 0 }), 0);
  assert.equal(auditEpsilon({ ...counts, delta: 1 }), 0);
  const apart = auditEpsilon({ ...all, falsePositives: 0 });
  assert(apart > 0 && apart < Infinity);
});

Deno.test("auditEpsilon() refuses arguments outside their intervals", () => {
  const audit = (change: Record<string, unknown>) => () =>
    auditEpsilon({ ...counts, ...change } as never);
  for (const delta of [-0.1, 1.1, NaN]) {
    assert.throws(audit({ delta }), {
      name: "RangeError",
      message: firstLine(
        `Cannot bound ε from below: delta must be a number from 0 to 1, but is ${delta}`,
      ),
    });
  }
  assert.throws(audit({ truePositives: 1001 }), { name: "RangeError" });
  assert.throws(audit({ negatives: 0 }), { name: "RangeError" });
  assert.throws(audit({ confidence: 1 }), { name: "RangeError" });
  assert.throws(audit({ positives: undefined }), { name: "TypeError" });
});
