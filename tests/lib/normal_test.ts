import assert from "node:assert/strict";
import {
  logNormalTail,
  millsRatio,
  normalCdf,
  normalDensity,
  twoSidedNormalQuantile,
} from "lib/normal.ts";

/** Off by at most this share: some units in the last of 15 digits. */
const CLOSE = 2e-14;

function requireClose(actual: number, expected: number, share = CLOSE) {
  const error = Math.abs(actual - expected);
  assert(error <= share * Math.abs(expected), `${actual} for ${expected}`);
}

// mpmath at 400 digits; scipy.stats.norm.logsf agrees to its own precision
const tails: [x: number, log: number, logOfNegative: number][] = [
  [0, -0.693147180559945309, -0.693147180559945309],
  [1e-10, -0.693147180639733766, -0.693147180480156853],
  [0.1, -0.776154592730273321, -0.616505010115026293],
  [0.5, -1.17591176159361861, -0.368946415288656393],
  [1, -1.84102164500926351, -0.17275377902344989],
  [1.96, -3.6889636517296387, -0.0253156491642821127],
  [2, -3.78318433368203195, -0.0230129093289634885],
  [2.5, -5.0816482772786905, -0.00622902548586000238],
  [3, -6.60772622151034954, -0.0013508099647481938],
  [4, -10.3601014865272908, -0.0000316717433774892639],
  [6, -20.7367689499747057, -9.86587645524375732e-10],
  [10, -53.2312851505124706, -7.61985302416052607e-24],
  [20, -203.917155371097264, -2.7536241186062337e-89],
  [40, -804.608442013753788, 0],
  [100, -5005.52420869420509, 0],
  [1e6, -500000000014.734449, 0],
];

Deno.test("logNormalTail() has the values of a reference, far out too", () => {
  for (const [x, log, logOfNegative] of tails) {
    requireClose(logNormalTail(x), log);
    requireClose(logNormalTail(-x), logOfNegative);
  }
  assert.equal(logNormalTail(Infinity), -Infinity);
  assert.equal(logNormalTail(1e200), -Infinity);
});

Deno.test("logNormalTail() falls everywhere, across the change of method too", () => {
  for (let x = -8; x < 40; x += 1 / 64) {
    assert(logNormalTail(x + 1 / 64) < logNormalTail(x));
  }
  assert(logNormalTail(2 + 1e-9) < logNormalTail(2));
});

Deno.test("normalCdf() has the values of scipy.stats.norm.cdf", () => {
  const values = [
    [-38, 2.8854283500146634e-316],
    [-10, 7.61985302416047e-24],
    [-3, 0.0013498980316300933],
    [-1, 0.15865525393145707],
    [0, 0.5],
    [0.5, 0.6914624612740131],
    [3, 0.9986501019683699],
    [8, 0.9999999999999993],
    [40, 1],
  ];
  for (const [x, p] of values) {
    // A subnormal double has fewer digits.
    requireClose(normalCdf(x!), p!, x === -38 ? 1e-7 : 5e-14);
  }
});

Deno.test("millsRatio() is the tail over the density", () => {
  for (const x of [-6, -1, 0, 0.5, 1.9, 2.1, 10, 37]) {
    const tail = Math.exp(logNormalTail(x));
    requireClose(millsRatio(x) * normalDensity(x), tail, 2e-13);
  }
  // 1/x − 1/x³ + 3/x⁵ …
  requireClose(millsRatio(1e4), 1e-4 - 1e-12 + 3e-20, 1e-15);
});

// mpmath; the last ones are beyond what ndtri of half an α can hold
const quantiles = [
  [0.999999, 1.2533141373158284e-6, 1e-9],
  [0.999, 0.0012533144654325545, 1e-12],
  [0.5, 0.67448975019608174],
  [0.05, 1.9599639845400542],
  [0.01, 2.5758293035489008],
  [1e-3, 3.2905267314918948],
  [1e-9, 6.1094102048693971],
  [1e-100, 21.305940069351527],
  [1e-300, 37.06578788077213],
  [5e-324, 38.485408335567342],
];

Deno.test("twoSidedNormalQuantile() has the values of a reference", () => {
  for (const [alpha, x, share] of quantiles) {
    requireClose(twoSidedNormalQuantile(alpha!), x!, share);
  }
});
