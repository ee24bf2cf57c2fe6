import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { compare, median } from "../../tools/bench/compare.ts";
import type { Contender } from "../../tools/bench/row.ts";
import { rate, toDigits, toTable } from "../../tools/bench/table.ts";

/** One that takes the next of `seconds` at each run, and shows `seen`. */
function contender(
  name: string,
  seconds: number[],
  log: string[] = [],
  seen = 1,
): Contender {
  let next = 0;
  return {
    name,
    run() {
      log.push(name);
      return { seconds: seconds[next++]!, items: 12, seen };
    },
    expected: { value: 1, tolerance: 0.1 },
  };
}

Deno.test("the median is the middle, or the mean of the two in the middle", () => {
  strictEqual(median([9, 1, 4]), 4);
  strictEqual(median([10, 1, 4, 2]), 3);
  strictEqual(median([7]), 7);
});

Deno.test("ours and theirs take turns; the first turn warms up and does not count", async () => {
  const log: string[] = [];
  const [comparison, ...others] = await compare({
    name: "row",
    ours: contender("ours", [100, 1, 3, 2], log),
    peers: [{ ...contender("peer", [100, 12, 4, 6], log), target: 2 }],
  }, 3);
  deepStrictEqual(others, []);
  deepStrictEqual(comparison, {
    row: "row",
    peer: "peer",
    ours: 6,
    theirs: 2,
    ratio: 3,
    target: 2,
  });
  deepStrictEqual(log.join(" "), Array(4).fill("ours peer").join(" "));
});

for (const [ours, theirs, name] of [[1.2, 1, "ours"], [1, NaN, "peer"]]) {
  Deno.test(`a wrong output is not compared: ${name}, ${ours}, ${theirs}`, async () => {
    await rejects(
      compare({
        name: "row",
        ours: contender("ours", [1, 1], [], ours as number),
        peers: [contender("peer", [1, 1], [], theirs as number)],
      }, 1),
      new RegExp(`^Problem: Cannot compare ${name}: `),
    );
  });
}

Deno.test("the table says a row's name once and whether a target is reached", () => {
  const table = toTable([
    { row: "a", peer: "x", ours: 5e6, theirs: 1000, ratio: 5000, target: 50 },
    { row: "a", peer: "y", ours: 5e6, theirs: 12e6, ratio: 0.417, target: 0.5 },
    { row: "b", peer: "z", ours: 2.5, theirs: 1, ratio: 2.5 },
  ]);
  const cells = table.split("\n").map((line) =>
    line.split("|").slice(1, -1).map((cell) => cell.trim())
  );
  deepStrictEqual(cells.slice(2), [
    ["a", "5.0 M", "x", "1.0 k", "5000", "≥ 50", "yes"],
    ["", "5.0 M", "y", "12 M", "0.42", "≥ 0.5", "no"],
    ["b", "2.5", "z", "1.0", "2.5", "", ""],
  ]);
  strictEqual(new Set(table.split("\n").map((line) => line.length)).size, 1);
});

Deno.test("rates and ratios have two digits, or those before the point", () => {
  deepStrictEqual(
    [71_234_567, 1_250_000, 850, 9.96, 0.0042].map(rate),
    [
      "71 M",
      "1.3 M",
      "850",
      "10",
      "0.0042",
    ],
  );
  strictEqual(toDigits(9.949), "9.9");
});
