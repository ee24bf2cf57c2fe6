import assert from "node:assert/strict";
import { lettersIn, listIn, nameIn, numberIn } from "lib/exercises/reading.ts";

Deno.test("numberIn() reads numbers however they are written", () => {
  const written: [unknown, number][] = [
    [1537, 1537],
    [-0.5, -0.5],
    [Infinity, Infinity],
    [12n, 12],
    ["1537", 1537],
    [" 1,537 ", 1537],
    ["1_000_000", 1_000_000],
    ["1 000", 1000],
    ["$300", 300],
    ["$ 1,200.50", 1200.5],
    ["1/8", 0.125],
    ["1e6", 1e6],
    ["95%", 0.95],
    ["95 %", 0.95],
    ["-3", -3],
  ];
  for (const [answer, number] of written) {
    assert.equal(numberIn(answer), number, String(answer));
  }
});

Deno.test("numberIn() takes nothing else for a number", () => {
  const others = ["", "%", "five", "0,95", "1,53", "1.2.3", "Infinity", "1/0"];
  for (const answer of [...others, NaN, null, undefined, true, [5], {}]) {
    assert.equal(numberIn(answer), undefined, Deno.inspect(answer));
  }
  assert.equal(numberIn(Symbol("5")), undefined);
});

Deno.test("listIn() takes lists and sets", () => {
  assert.deepEqual(listIn([1, 2]), [1, 2]);
  assert.deepEqual(listIn(new Set([1, 2])), [1, 2]);
  for (const answer of ["ab", { length: 1 }, null, 1]) {
    assert.equal(listIn(answer), undefined);
  }
});

Deno.test("lettersIn() gives each letter once, in order", () => {
  const forms = [
    ["e", "b"],
    [" B", "e", "b"],
    "eb",
    "b, e",
    "B/E",
  ];
  for (const answer of [...forms, new Set(["b", "e"])]) {
    assert.deepEqual(lettersIn(answer), ["b", "e"], Deno.inspect(answer));
  }
  assert.deepEqual(lettersIn([]), []);
  for (
    const answer of [["be"], [1], [Symbol("b")], [null], { 0: "b" }, 7, null]
  ) {
    assert.equal(lettersIn(answer), undefined);
  }
});

Deno.test("nameIn() knows a name in other spelling, or by its beginning", () => {
  const names = ["age", "zip_code", "salary_band"] as const;
  for (const answer of ["zip_code", "ZIP code", "zipcode", "zip"]) {
    assert.equal(nameIn(answer, names), "zip_code");
  }
  for (const answer of ["", "zi", "code", 7, null, ["age"]]) {
    assert.equal(nameIn(answer, names), undefined);
  }
});
