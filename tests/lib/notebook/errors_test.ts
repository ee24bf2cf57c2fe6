import assert from "node:assert/strict";
import { type Frame, notebookStack, tidyErrors } from "lib/notebook/errors.ts";

const library = "file:///course/lib/";

const frame = (place: string | null, text: string): Frame => ({
  getScriptNameOrSourceURL: () => place,
  toString: () => text,
});
const ours = frame(`${library}checks.ts`, "check (checks.ts:1:1)");
const cell = frame("", "<anonymous>:1:22");
const cellFunction = frame("", "twice (<anonymous>:2:9)");
const builtIn = frame(null, "Array.map (<anonymous>)");
const other = frame("file:///npm/plot.js", "plot (plot.js:3:4)");

const shown = (error: Error, ...frames: Frame[]) =>
  notebookStack(error, frames, library).split("\n");

Deno.test("notebookStack() shows no frame of an error that the library words", () => {
  const wrong = new TypeError("Cannot act: x must be y\nDid you mean z?");
  assert.deepEqual(shown(wrong, ours, builtIn, ours, cellFunction, cell), [
    "TypeError: Cannot act: x must be y",
    "Did you mean z?",
  ]);
  class BudgetError extends Error {
    override name = "BudgetError";
  }
  assert.deepEqual(shown(new BudgetError("all gone"), ours, cell), [
    "BudgetError: all gone",
  ]);
});

Deno.test("notebookStack() breaks long lines between words, and none of code", () => {
  const words = "word ".repeat(40).trim();
  const code = `  ${words}`;
  const long = "w".repeat(120);
  const [first, ...rest] = shown(
    new Error(`${words}\n${code}\n${long} end`),
    ours,
  );
  assert.equal(first, `Error: ${"word ".repeat(16).trim()}`);
  assert.deepEqual(rest.slice(-3), [code, long, "end"]);
  assert.equal([first, ...rest].slice(0, -3).join(" "), `Error: ${words}`);
});

Deno.test("notebookStack() shows whole what went wrong in the library or beyond", () => {
  const broken = new TypeError("Cannot read properties of undefined");
  assert.deepEqual(shown(broken, ours, cell), [
    "TypeError: Cannot read properties of undefined",
    "    at check (checks.ts:1:1)",
    "    at <anonymous>:1:22",
  ]);
  assert.deepEqual(shown(new Error("no mark"), other, ours, cell), [
    "Error: no mark",
    "    at plot (plot.js:3:4)",
    "    at check (checks.ts:1:1)",
    "    at <anonymous>:1:22",
  ]);
  assert.deepEqual(shown(new Error("nowhere")), ["Error: nowhere"]);
});

Deno.test("notebookStack() leaves the library out of what went wrong in a cell", () => {
  const mine = new RangeError("mine");
  assert.deepEqual(shown(mine, cellFunction, ours, builtIn, cell), [
    "RangeError: mine",
    "    at twice (<anonymous>:2:9)",
    "    at Array.map (<anonymous>)",
    "    at <anonymous>:1:22",
  ]);
});

Deno.test("notebookStack() says what to try after errors that notebooks make likely", () => {
  const advice = (error: Error, ...frames: Frame[]) =>
    shown(error, ...frames).filter((line) => !line.startsWith("  ")).slice(1);
  const undeclared = new ReferenceError("rows is not defined");
  assert.deepEqual(advice(undeclared, cell), [
    "Run the cells above first, if one declares rows. If none does, look at the spelling.",
  ]);
  assert.deepEqual(advice(undeclared, ours, cell), []);
  assert.deepEqual(
    advice(
      new ReferenceError("Cannot access 'rows' before initialization"),
      cell,
    ),
    ["If the cell that declares rows has failed, run it again."],
  );
  for (const what of ["function", "constructor"]) {
    assert.deepEqual(
      advice(new TypeError(`laplace is not a ${what}`), cell),
      [
        "If laplace is imported, its module has no such name: the import does not say so.",
      ],
    );
  }
  const method = new TypeError("rows.maps is not a function");
  assert.deepEqual(advice(method, cell), []);
});

Deno.test("tidyErrors() makes stacks and shows promises that nothing waits for", async () => {
  const errors: string[] = [];
  const { error: print } = console;
  console.error = (text: string) => errors.push(text);
  try {
    tidyErrors(new URL("./", import.meta.url).href);
    assert.equal(new Error("in words").stack, "Error: in words");
    const mute = new Error("mute");
    mute.toString = () => {
      throw mute;
    };
    assert.match(mute.stack!, /^ {4}at .*errors_test\.ts/);
    Promise.reject(new Error("forgotten"));
    Promise.reject("no error");
    await new Promise((resolve) => setTimeout(resolve, 0));
  } finally {
    console.error = print;
  }
  const waited = "Nothing waited for this promise: put await before the call.";
  assert.deepEqual(errors, [
    `Error: forgotten\n${waited}`,
    `no error\n${waited}`,
  ]);

  const whole = () => "whole";
  Error.prepareStackTrace = whole;
  tidyErrors(library);
  assert.equal(Error.prepareStackTrace, whole);
  Reflect.deleteProperty(Error, "prepareStackTrace");
});
