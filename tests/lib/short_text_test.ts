import assert from "node:assert/strict";
import fc from "fast-check";
import {
  listText,
  oneLine,
  percentText,
  shortNumber,
  shortReach,
  shortStart,
  withCommas,
} from "lib/short_text.ts";

Deno.test("shortNumber() rounds to four digits, shortReach() up and shortStart() down", () => {
  const numbers: [number, string, string, string][] = [
    [0, "0", "0", "0"],
    [2.99573, "2.996", "2.996", "2.995"],
    [1.00001, "1", "1.001", "1"],
    [123456, "123500", "123500", "123400"],
    [-2.99573, "-2.996", "-2.995", "-2.996"],
    [0.000123449, "0.0001234", "0.0001235", "0.0001234"],
  ];
  for (const [value, near, up, down] of numbers) {
    assert.equal(shortNumber(value), near);
    assert.equal(shortReach(value), up);
    assert.equal(shortStart(value), down);
  }
});

Deno.test("shortReach() is never smaller and shortStart() never larger, by a thousandth at most", () => {
  const value = fc.double({ min: 1e-9, max: 1e15, noNaN: true });
  fc.assert(
    fc.property(value, fc.boolean(), (size, isNegative) => {
      const x = isNegative ? -size : size;
      const [up, down] = [Number(shortReach(x)), Number(shortStart(x))];
      assert(up >= x && up - x <= 1.001e-3 * size);
      assert(down <= x && x - down <= 1.001e-3 * size);
    }),
    { seed: 42 },
  );
});

Deno.test("withCommas() parts thousands and keeps all digits", () => {
  const numbers: [number | string, string][] = [
    [0, "0"],
    [999, "999"],
    [1000, "1,000"],
    [-1234567, "-1,234,567"],
    [418772.2425, "418,772.2425"],
    [0.0001234, "0.0001234"],
    [1e25, "1e+25"],
    [NaN, "NaN"],
    ["1000/3", "1000/3"],
    [`${2n ** 60n}`, "1,152,921,504,606,846,976"],
  ];
  for (const [value, text] of numbers) {
    assert.equal(withCommas(value), text);
    assert.equal(text.replaceAll(",", ""), String(value));
  }
});

Deno.test("percentText() rounds, but neither to nothing nor to all", () => {
  const shares: [number, string][] = [
    [0, "0%"],
    [1e-9, "below 1%"],
    [0.01, "1%"],
    [2 / 3, "67%"],
    [0.99, "99%"],
    [1 - 1e-9, "above 99%"],
    [1, "100%"],
  ];
  for (const [share, text] of shares) assert.equal(percentText(share), text);
});

Deno.test("listText() names six members and how many there are", () => {
  assert.equal(listText(["no", "yes"]), "no, yes");
  assert.equal(listText([1, 2, 3, 4, 5, 6]), "1, 2, 3, 4, 5, 6");
  assert.equal(
    listText([1, 2, 3, 4, 5, 6, 7]),
    "1, 2, 3, 4, 5, 6, … (7 in all)",
  );
});

Deno.test("oneLine() writes out what would leave the line or turn it around", () => {
  assert.equal(
    oneLine("a\nb\x1b[2A\u202ec\u2028"),
    "a\\u000ab\\u001b[2A\\u202ec\\u2028",
  );
  const words = "Zürich, שלום, ε ≤ 1, 👩‍👩‍👧";
  assert.equal(oneLine(words), words);
});
