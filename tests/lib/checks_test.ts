import assert from "node:assert/strict";
import {
  requireBoolean,
  requireColumn,
  requireFiniteSecret,
  requireInteger,
  requireKnown,
  requireList,
  requirePositive,
  requirePositiveExact,
  requireProbability,
  requireRelation,
  requireSensitivity,
  requireText,
  requireWithin,
} from "lib/checks.ts";
import { adviceOf, firstLine } from "./messages.ts";

const notNumbers = ["1", null, undefined, true, 1n, {}, [1], Symbol("1")];

Deno.test("requirePositive() lets finite numbers above 0 through and names the others", () => {
  for (const value of [5e-324, 1, Number.MAX_VALUE]) {
    requirePositive("act", "epsilon", value);
  }
  for (const value of [0, -0, -1, NaN, Infinity, -Infinity]) {
    assert.throws(() => requirePositive("act", "epsilon", value), {
      name: "RangeError",
      message: firstLine(
        `Cannot act: epsilon must be a finite number above 0, but is ${value}`,
      ),
    });
  }
});

Deno.test("requireWithin() includes both ends and refuses what is beyond", () => {
  for (const value of [0, -0, 0.5, 1]) {
    requireWithin("act", "prior", value, [0, 1]);
  }
  requireWithin("act", "epsilon", Infinity, [0, Infinity]);
  for (const value of [-5e-324, 1.0000000000000002, NaN, Infinity]) {
    assert.throws(() => requireWithin("act", "prior", value, [0, 1]), {
      name: "RangeError",
      message: firstLine(
        `Cannot act: prior must be a number from 0 to 1, but is ${value}`,
      ),
    });
  }
});

Deno.test("requireProbability() lets what is strictly between 0 and 1 through", () => {
  for (const value of [5e-324, 0.5, 1 - 2 ** -53]) {
    requireProbability("act", "alpha", value);
  }
  for (const value of [0, 1, -0.5, 2, NaN, Infinity]) {
    assert.throws(() => requireProbability("act", "alpha", value), {
      name: "RangeError",
      message: firstLine(
        `Cannot act: alpha must be above 0 and below 1, but is ${value}`,
      ),
    });
  }
});

Deno.test("requireInteger() lets safe integers from the lowest on through", () => {
  for (const value of [1, 2, Number.MAX_SAFE_INTEGER]) {
    requireInteger("act", "n", value, 1);
  }
  for (const value of [0, -1, 1.5, NaN, Infinity, 2 ** 53]) {
    assert.throws(() => requireInteger("act", "n", value, 1), {
      name: "RangeError",
      message:
        `Cannot act: n must be a whole number of at least 1, but is ${value}`,
    });
  }
});

Deno.test("the checks of numbers name a wrong type", () => {
  for (const value of notNumbers) {
    const error = {
      name: "TypeError",
      message: firstLine(
        `Cannot act: x must be a number, but is of type ${typeof value}`,
      ),
    };
    assert.throws(() => requirePositive("act", "x", value), error);
    assert.throws(() => requireWithin("act", "x", value, [0, 1]), error);
    assert.throws(() => requireInteger("act", "x", value, 0), error);
    assert.throws(() => requireProbability("act", "x", value), error);
  }
});

Deno.test("requireText() and requireList() name a wrong type", async () => {
  const shapes = [
    ["text", requireText, ["", "a"], [undefined, null, 1, ["a"]]],
    ["list", requireList, [[], [1]], [undefined, null, 1, "a", {}]],
  ] as const;
  for (const [shape, require, right, wrong] of shapes) {
    for (const value of right) require("act", "x", value);
    for (const value of wrong) {
      assert.throws(() => require("act", "x", value), {
        name: "TypeError",
        message: firstLine(
          `Cannot act: x must be a ${shape}, but is of type ${typeof value}`,
        ),
      });
      assert.deepEqual(
        await adviceOf(() => require("act", "x", value)),
        value === undefined ? ["Nothing was given for x."] : [],
      );
    }
  }
});

Deno.test("requireFiniteSecret() never prints the value that it refuses", () => {
  requireFiniteSecret("act", "trueValue", -319.5);
  for (const value of [NaN, Infinity, -Infinity]) {
    assert.throws(() => requireFiniteSecret("act", "trueValue", value), {
      name: "RangeError",
      message: "Cannot act: trueValue must be a finite number",
    });
  }
  for (const value of notNumbers) {
    assert.throws(() => requireFiniteSecret("act", "trueValue", value), {
      name: "TypeError",
      message: firstLine(
        `Cannot act: trueValue must be a number, but is of type ${typeof value}`,
      ),
    });
  }
});

Deno.test("requireFiniteSecret() says the same of every text", async () => {
  for (const value of ["1", "", "secret"]) {
    assert.deepEqual(
      await adviceOf(() => requireFiniteSecret("act", "trueValue", value)),
      ["A number stands without quotation marks."],
    );
  }
});

Deno.test("the checks of numbers say what to try", async () => {
  const prior = (value: unknown) =>
    adviceOf(() => requireWithin("act", "prior", value, [0, 1]));
  assert.deepEqual(await prior(95), ["95% is 0.95."]);
  assert.deepEqual(await prior(99.9), ["99.9% is 0.999."]);
  assert.deepEqual(await prior(1.01), []);
  assert.deepEqual(await prior(101), []);
  assert.deepEqual(await prior("0.5"), [
    "A number stands without quotation marks.",
  ]);
  assert.deepEqual(await prior(undefined), ["Nothing was given for prior."]);
  assert.deepEqual(
    await adviceOf(() => requireProbability("act", "alpha", 5)),
    ["5% is 0.05."],
  );
  assert.deepEqual(
    await adviceOf(() => requireWithin("act", "delta", 5, [0, 2])),
    [],
  );
  const zero =
    "At ε = 0 an answer could say nothing about the data; a small ε is 0.1.";
  for (const name of ["epsilon", "accuracy"]) {
    const expected = name === "epsilon" ? [zero] : [];
    assert.deepEqual(
      await adviceOf(() => requirePositive("act", name, 0)),
      expected,
    );
    assert.deepEqual(
      await adviceOf(() => requirePositiveExact("act", name, "0.0")),
      expected,
    );
  }
  for (const value of [-1, NaN]) {
    assert.deepEqual(
      await adviceOf(() => requirePositive("act", "epsilon", value)),
      [],
    );
  }
});

Deno.test("requireSensitivity() takes what is given, and assumes nothing", () => {
  assert.equal(requireSensitivity("act", { sensitivity: 3 }), 3);
  for (const options of [{}, { sensitivity: undefined }]) {
    assert.throws(() => requireSensitivity("act", options), {
      name: "TypeError",
      message: "Cannot act: sensitivity must be given\n" +
        "It is how far one person can move the answer: 1 for a count.",
    });
  }
});

Deno.test("requireKnown() and requireColumn() name what looks most alike", () => {
  const options = ["epsilonBudget", "budget", "relation"];
  assert.throws(
    () => requireKnown("act", { epsilonbudget: 1 }, options),
    /\nDid you mean epsilonBudget\?$/,
  );
  assert.throws(
    () => requireColumn("act", "zipcode", ["age", "zip_code"]),
    /\nDid you mean zip_code\?$/,
  );
  assert.throws(
    () => requireKnown("act", 1, options),
    /\nThey stand in braces, by name: \{ epsilonBudget: … \}\.$/,
  );
});

Deno.test("requireKnown() names an option that is not known, or not its own", () => {
  const known = ["min", "max"];
  for (const options of [{}, { max: 1 }, { max: undefined, min: 1 }]) {
    requireKnown("act", options, known);
  }
  assert.throws(() => requireKnown("act", Object.create({ low: 1 }), known), {
    name: "TypeError",
    message: firstLine(
      "Cannot act: the options must be among min, max, but one is low",
    ),
  });
  assert.throws(() => requireKnown("act", Object.create({ min: 1 }), known), {
    name: "TypeError",
    message: "Cannot act: the options must be its own, but min is inherited",
  });
  for (const name of ["Min", "low", "", "constructor", "__proto__"]) {
    const options = Object.fromEntries([["min", 1], [name, undefined]]);
    assert.throws(() => requireKnown("act", options, known), {
      name: "TypeError",
      message: firstLine(
        `Cannot act: the options must be among min, max, but one is ${name}`,
      ),
    });
  }
  for (const options of [undefined, null, 1, "min", () => 1]) {
    assert.throws(() => requireKnown("act", options, known), {
      name: "TypeError",
      message: firstLine("Cannot act: options must be an object"),
    });
  }
});

Deno.test("requireColumn() lists the columns, which are public", () => {
  requireColumn("act", "age", ["age", "zip"]);
  for (const column of ["Age", "", "constructor", "__proto__"]) {
    assert.throws(() => requireColumn("act", column, ["age", "zip"]), {
      name: "TypeError",
      message: firstLine(
        `Cannot act: the column must be one of age, zip, but is ${column}`,
      ),
    });
  }
});

Deno.test("requireBoolean() takes true and false, and nothing that counts as one", () => {
  requireBoolean("act", "x", true);
  requireBoolean("act", "x", false);
  for (const value of ["false", "no", "", 0, 1, null, undefined, {}, []]) {
    assert.throws(() => requireBoolean("act", "x", value), {
      name: "TypeError",
      message: /^Cannot act: x must be a boolean, but is of type /,
    });
  }
});

Deno.test("requireRelation() takes the two relations and names what looks like one", () => {
  requireRelation("act", "add-remove");
  requireRelation("act", "replace-one");
  assert.throws(() => requireRelation("act", "add_remove"), {
    name: "RangeError",
    message:
      'Cannot act: relation must be "add-remove" or "replace-one", but is add_remove\n' +
      "Did you mean add-remove?",
  });
  for (const value of [undefined, null, 1, Symbol("x")]) {
    assert.throws(() => requireRelation("act", value), { name: "RangeError" });
  }
});
