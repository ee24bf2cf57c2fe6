import assert from "node:assert/strict";
import { advised, didYouMean, nothingGiven } from "lib/advice.ts";

Deno.test("advised() puts each piece of advice on a line of its own", () => {
  assert.equal(advised("what"), "what");
  assert.equal(advised("what", undefined, "a", undefined, "b"), "what\na\nb");
});

Deno.test("didYouMean() finds a name that is misspelled, cut short or written otherwise", () => {
  const names = ["age", "zip_code", "epsilonBudget", "salary_band"];
  const meant = {
    Age: "age",
    agee: "age",
    zipcode: "zip_code",
    "ZIP-code": "zip_code",
    zip: "zip_code",
    epsilon: "epsilonBudget",
    epislonBudget: "epsilonBudget",
    salary: "salary_band",
    salaryBnad: "salary_band",
  };
  for (const [given, name] of Object.entries(meant)) {
    assert.equal(didYouMean(given, names), `Did you mean ${name}?`, given);
  }
});

Deno.test("didYouMean() is silent where nothing is near", () => {
  const names = ["age", "zip", "x1"];
  const far = ["", "pay", "x2", "ag_of_birth", "constructor", "a".repeat(1e6)];
  for (const given of [...far, undefined, null, 7, {}, Symbol("age")]) {
    assert.equal(didYouMean(given, names), undefined);
  }
  assert.equal(didYouMean("age", []), undefined);
});

Deno.test("didYouMean() takes the nearest of several, and the first of equals", () => {
  assert.equal(didYouMean("suns", ["sum", "sun"]), "Did you mean sun?");
  assert.equal(didYouMean("bat", ["cat", "rat"]), "Did you mean cat?");
});

Deno.test("nothingGiven() speaks of what was left out alone", () => {
  assert.equal(nothingGiven("rho", undefined), "Nothing was given for rho.");
  for (const value of [null, 0, "", NaN]) {
    assert.equal(nothingGiven("rho", value), undefined);
  }
});
