import assert from "node:assert/strict";
import { laplaceErrorBand } from "lib/laplace_error.ts";
import { firstLine } from "./messages.ts";

function near(actual: number, expected: number, tolerance = 1e-9) {
  assert(Math.abs(actual - expected) <= tolerance, `${actual} ${expected}`);
}

Deno.test("laplaceErrorBand() holds the quantiles of a gamma distribution", () => {
  // scipy.stats.gamma(trials, scale=1/trials).ppf of the two ends
  const reference = [
    { trials: 5, coverage: 0.9, low: 0.3940299136, high: 1.8307038053 },
    { trials: 20, coverage: 0.9, low: 0.6627325799, high: 1.3939619820 },
    { trials: 20, coverage: 0.99, low: 0.5176633829, high: 1.6691490458 },
  ];
  for (const { trials, coverage, low, high } of reference) {
    const band = laplaceErrorBand({ epsilon: 1, trials, coverage });
    near(band.low, low);
    near(band.high, high);
    assert.equal(band.mean, 1);
  }
});

Deno.test("laplaceErrorBand() covers 90% unless told otherwise", () => {
  assert.deepEqual(
    laplaceErrorBand({ epsilon: 2, trials: 7 }),
    laplaceErrorBand({ epsilon: 2, trials: 7, coverage: 0.9, sensitivity: 1 }),
  );
});

Deno.test("laplaceErrorBand() of one trial is that of an exponential", () => {
  for (const coverage of [0, 0.5, 0.9, 0.999]) {
    const tail = (1 - coverage) / 2;
    const band = laplaceErrorBand({ epsilon: 0.5, trials: 1, coverage });
    near(band.low, -2 * Math.log(1 - tail));
    near(band.high, -2 * Math.log(tail));
  }
});

Deno.test("laplaceErrorBand() grows with sensitivity / epsilon", () => {
  const unit = laplaceErrorBand({ epsilon: 1, trials: 20 });
  for (const [epsilon, sensitivity] of [[0.1, 1], [30, 1], [2, 5]] as const) {
    const band = laplaceErrorBand({ epsilon, sensitivity, trials: 20 });
    for (const end of ["low", "mean", "high"] as const) {
      near(band[end] * epsilon / sensitivity, unit[end]);
    }
  }
});

Deno.test("laplaceErrorBand() narrows with the trials and widens with the coverage", () => {
  const width = (trials: number, coverage: number) => {
    const { low, mean, high } = laplaceErrorBand({
      epsilon: 1,
      trials,
      coverage,
    });
    if (coverage === 0.9) assert(low < mean && mean < high);
    return high - low;
  };
  const byTrials = [1, 2, 5, 20, 100, 1000].map((trials) => width(trials, 0.9));
  assert.deepEqual(byTrials, byTrials.toSorted((a, b) => b - a));
  const byCoverage = [0.1, 0.5, 0.9, 0.99].map((share) => width(20, share));
  assert.deepEqual(byCoverage, byCoverage.toSorted((a, b) => a - b));
});

Deno.test("laplaceErrorBand() of all or nothing", () => {
  const all = laplaceErrorBand({ epsilon: 1, trials: 20, coverage: 1 });
  assert.deepEqual(all, { low: 0, mean: 1, high: Infinity });
  const none = laplaceErrorBand({ epsilon: 1, trials: 20, coverage: 0 });
  near(none.low, none.high);
});

Deno.test("laplaceErrorBand() refuses arguments outside their intervals", () => {
  const band = (change: Record<string, unknown>) => () =>
    laplaceErrorBand({ epsilon: 1, trials: 20, ...change } as never);
  const positive = "must be a finite number above 0, but is";
  const whole = "must be a whole number of at least 1, but is";
  const share = "must be a number from 0 to 1, but is";
  for (const value of [0, -1, NaN, Infinity]) {
    for (
      const [name, rule] of [
        ["epsilon", positive],
        ["sensitivity", positive],
        ["trials", whole],
      ] as const
    ) {
      assert.throws(band({ [name]: value }), {
        name: "RangeError",
        message: firstLine(
          `Cannot compute the error band: ${name} ${rule} ${value}`,
        ),
      });
    }
  }
  assert.throws(band({ trials: 1.5 }), { name: "RangeError" });
  for (const value of [-0.1, 1.1, NaN]) {
    assert.throws(band({ coverage: value }), {
      name: "RangeError",
      message: firstLine(
        `Cannot compute the error band: coverage ${share} ${value}`,
      ),
    });
  }
  for (const name of ["epsilon", "trials", "coverage", "sensitivity"]) {
    assert.throws(band({ [name]: "1" }), {
      name: "TypeError",
      message: firstLine(
        `Cannot compute the error band: ${name} must be a number, but is of type string`,
      ),
    });
  }
  assert.throws(() => laplaceErrorBand({ epsilon: 1 } as never), {
    name: "TypeError",
  });
});
