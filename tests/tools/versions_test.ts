import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { inWords, isFit } from "../../tools/setup/versions.ts";

Deno.test("a version is compared as numbers, both ends included", () => {
  const window = { oldest: 9, newest: 11 };
  const versions = ["2.10", "3.8", "3.9", "3.10", "3.11", "3.12", "4.10"];
  deepStrictEqual(versions.filter((version) => isFit(version, window)), [
    "3.9",
    "3.10",
    "3.11",
  ]);
  strictEqual(isFit("3.100", { oldest: 10 }), true);
});

Deno.test("versions in words", () => {
  strictEqual(inWords({ oldest: 10 }), "Python 3.10 or newer");
  strictEqual(inWords({ oldest: 11, newest: 13 }), "Python 3.11 to 3.13");
});
