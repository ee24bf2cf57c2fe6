import assert from "node:assert/strict";
import { clopperPearson } from "lib/audit/clopper_pearson.ts";

function near(actual: number, expected: number) {
  assert(
    Math.abs(actual - expected) <= 1e-9 * expected,
    `${actual} is not near ${expected}`,
  );
}

Deno.test("clopperPearson() has the beta quantiles of scipy", () => {
  // scipy.stats.beta.ppf((1 - c) / 2, k, n - k + 1) and .isf((1 - c) / 2, k + 1, n - k)
  const values = [
    [3, 10, 0.95, 0.0667395111777345, 0.6524528500599973],
    [1, 2, 0.5, 0.13397459621556135, 0.8660254037844387],
    [700, 1000, 0.95, 0.670538321302634, 0.7282788878708555],
    [123456, 1e6, 0.999, 0.12237589525913871, 0.12454179558467951],
    [2, 1e6, 0.95, 2.422093703160033e-07, 7.2246687944522814e-06],
    [5, 20, 0.999999, 0.008138787414273683, 0.7846527723535833],
  ] as const;
  for (const [successes, trials, confidence, low, high] of values) {
    const interval = clopperPearson(successes, trials, { confidence });
    near(interval.low, low);
    near(interval.high, high);
  }
});

Deno.test("clopperPearson() of never and of always has a closed form", () => {
  for (const n of [1, 10, 100_000]) {
    for (const confidence of [0.5, 0.95, 1 - 1e-9]) {
      const log = Math.log((1 - confidence) / 2) / n;
      const never = clopperPearson(0, n, { confidence });
      const always = clopperPearson(n, n, { confidence });
      assert.equal(never.low, 0);
      near(never.high, -Math.expm1(log));
      assert.equal(always.high, 1);
      near(always.low, Math.exp(log));
    }
  }
});

Deno.test("clopperPearson() errs on each side with at most half of the rest, whatever the probability", () => {
  const n = 30;
  const confidence = 0.9;
  const intervals = Array.from(
    { length: n + 1 },
    (_, k) => clopperPearson(k, n, { confidence }),
  );
  for (let p = 0.005; p < 1; p += 0.005) {
    let tooHigh = 0;
    let tooLow = 0;
    let mass = (1 - p) ** n;
    intervals.forEach(({ low, high }, k) => {
      if (low > p) tooHigh += mass;
      if (high < p) tooLow += mass;
      mass *= (n - k) / (k + 1) * p / (1 - p);
    });
    assert(tooHigh <= 0.05 + 1e-12 && tooLow <= 0.05 + 1e-12);
  }
});

Deno.test("clopperPearson() has a confidence of 95% unless told otherwise", () => {
  assert.deepEqual(
    clopperPearson(3, 10),
    clopperPearson(3, 10, { confidence: 0.95 }),
  );
});

Deno.test("clopperPearson() refuses what are no counts", () => {
  for (const trials of [0, -1, 1.5, NaN, Infinity]) {
    assert.throws(() => clopperPearson(0, trials), {
      name: "RangeError",
      message:
        `Cannot compute the interval: trials must be a whole number of at least 1, but is ${trials}`,
    });
  }
  for (const successes of [-1, 0.5, 11, NaN]) {
    assert.throws(() => clopperPearson(successes, 10), { name: "RangeError" });
  }
  for (const confidence of [0, 1, -1, NaN]) {
    assert.throws(() => clopperPearson(1, 10, { confidence }), {
      name: "RangeError",
      message:
        `Cannot compute the interval: confidence must be above 0 and below 1, but is ${confidence}`,
    });
  }
  assert.throws(() => clopperPearson("1" as never, 10), { name: "TypeError" });
});
