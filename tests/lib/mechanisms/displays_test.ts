import assert from "node:assert/strict";
import * as core from "lib/mod.ts";

const odds = (factor: number) =>
  `  meaning        an answer changes the odds of a table against its neighbor by a factor of at most e^ε ≈ ${factor}`;
const index = "  releases       the index of the candidate, no utility";

/** What each mechanism prints on the console. */
const prints: [object, readonly string[]][] = [
  [core.laplace({ sensitivity: 200_000, epsilon: 1 }), [
    "Laplace mechanism: ± 599,200 in 95% of releases",
    "  calibrated to  neighbors move an answer by at most 200,000 (ℓ₁ norm)",
    "  noise          Laplace, scale b = 200,000",
    "  loss           ε = 1",
    "  releases       a real number, on a fine grid",
  ]],
  [core.discreteLaplace({ sensitivity: 1, epsilon: "1/11" }), [
    "Discrete Laplace mechanism: ± 33 in 95% of releases",
    "  calibrated to  neighbors move an answer by at most 1 (ℓ₁ norm)",
    "  noise          discrete Laplace, scale b = 11",
    "  loss           ε = 1/11",
    "  releases       a whole number",
  ]],
  [core.gaussian({ sensitivity: 1, epsilon: 1, delta: 1e-5 }), [
    "Gaussian mechanism: ± 7.312 in 95% of releases",
    "  calibrated to  neighbors move an answer by at most 1 (ℓ₂ norm)",
    "  noise          Gaussian, σ = 3.731",
    "  loss           ε = 1, δ = 0.00001",
    "  releases       a real number, on a fine grid",
  ]],
  [core.discreteGaussian({ sensitivity: 1, rho: "1/200" }), [
    "Discrete Gaussian mechanism: ± 20 in 95% of releases",
    "  calibrated to  neighbors move an answer by at most 1 (ℓ₂ norm)",
    "  noise          discrete Gaussian, σ = 10",
    "  loss           ρ = 0.005",
    "  releases       a whole number",
  ]],
  [core.exponential({ sensitivity: 1, epsilon: 1 }), [
    "Exponential mechanism: ε = 1 a release",
    "  calibrated to  neighbors move each utility by at most 1",
    "  chooses        candidate i with probability proportional to e^(0.5·uᵢ)",
    index,
    odds(2.718),
  ]],
  [core.permuteAndFlip({ epsilon: 0.5, monotonic: true, sensitivity: 2 }), [
    "Permute-and-flip mechanism: ε = 0.5 a release",
    "  calibrated to  neighbors move each utility by at most 2, all in one direction",
    "  chooses        in random order, the first whose coin of probability e^(0.25·(uᵢ − best)) says yes",
    index,
    odds(1.649),
  ]],
  [core.reportNoisyMax({ epsilon: "1/3", sensitivity: 2 }), [
    "Report noisy max mechanism: ε = 1/3 a release",
    "  calibrated to  neighbors move each utility by at most 2",
    "  chooses        the candidate of the largest utility after Laplace noise of scale 12",
    index,
    odds(1.396),
  ]],
  [
    core.quantile({
      epsilon: 1,
      quantile: 0.25,
      candidates: { min: 18, max: 90, step: 1 },
    }),
    [
      "Quantile mechanism: ε = 1 a release",
      "  candidates     73, from 18 in steps of 1",
      "  calibrated to  neighbors move a candidate's distance from the quantile by at most 0.75 ranks",
      "  rank error     within 10.93 ranks of the best candidate in 95% of releases",
      "  releases       a candidate, for the 0.25-quantile",
      odds(2.718),
    ],
  ],
  [
    core.randomizedResponse({
      epsilon: Math.log(3),
      categories: ["no", "yes"],
    }),
    [
      "Randomized response: 0.75 is the probability that a report is the truth",
      "  answers    no, yes",
      "  otherwise  each other answer with probability 0.25",
      "  neighbors  a person's answer and any other (replace-one)",
      `  loss       ε = ${Math.log(3)}`,
    ],
  ],
  [core.aboveThreshold({ epsilon: 0.5, threshold: 1000, sensitivity: 2 }), [
    "AboveThreshold: 1,000 is the threshold that noisy answers have to reach",
    "  calibrated to  neighbors move each answer by at most 2",
    "  noise          Laplace, scale 8 on the threshold and 16 on each answer",
    "  loss of a run  ε = 0.5",
    "  releases       no, until the first yes ends the run",
  ]],
];

for (const [mechanism, lines] of prints) {
  Deno.test(`${lines[0]}: a mechanism shows what it is, and keeps it to itself`, () => {
    assert.deepEqual(Deno.inspect(mechanism).split("\n"), lines);
    assert(Object.isFrozen(mechanism));
    // What is listed, copied or serialized are its members.
    const members = Object.keys(mechanism);
    assert(members.includes("name") && members.includes("loss"));
    assert.deepEqual(Reflect.ownKeys(mechanism), members);
    assert.deepEqual(Reflect.ownKeys({ ...mechanism }), members);
    assert.deepEqual(
      Object.keys(JSON.parse(JSON.stringify(mechanism))),
      members.filter((name) =>
        typeof (mechanism as Record<string, unknown>)[name] !== "function"
      ),
    );
  });
}

Deno.test("a mechanism of many answers shows six of them and how many there are", () => {
  const response = core.randomizedResponse({ epsilon: 1, categories: 10 });
  assert.match(
    Deno.inspect(response),
    /\n {2}answers +0, 1, 2, 3, 4, 5, … \(10 in all\)\n/,
  );
});

Deno.test("a mechanism shows what it was made with, whatever becomes of the options", () => {
  const options = { epsilon: 1, sensitivity: 2 };
  const mechanism = core.exponential(options);
  const before = Deno.inspect(mechanism);
  options.sensitivity = 1;
  options.epsilon = 9;
  assert.equal(Deno.inspect(mechanism), before);
});
