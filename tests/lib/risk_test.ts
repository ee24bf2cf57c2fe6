import assert from "node:assert/strict";
import fc from "fast-check";
import {
  advantageBound,
  posteriorBound,
  privacyRegion,
  privacyRegions,
} from "lib/risk.ts";
import { firstLine } from "./messages.ts";

const prior = fc.double({ min: 0, max: 1, noNaN: true });
const epsilon = fc.double({ min: 0, max: 30, noNaN: true });

function near(actual: number, expected: number, tolerance = 1e-12) {
  assert(Math.abs(actual - expected) <= tolerance, `${actual} ${expected}`);
}

/** Probabilities of a count plus geometric noise, where they are above e⁻⁶⁰. */
function geometric(count: number, epsilon: number): number[] {
  const q = Math.exp(-epsilon);
  const reach = Math.ceil(60 / epsilon);
  return Array.from(
    { length: 2 * reach + 1 },
    (_, i) => (1 - q) / (1 + q) * q ** Math.abs(i - reach - count),
  );
}

Deno.test("posteriorBound() has the reference values", () => {
  near(posteriorBound({ prior: 0.1, epsilon: 1 }), 0.231969, 5e-7);
  near(posteriorBound({ prior: 0.5, epsilon: Math.log(3) }), 0.75);
  near(posteriorBound({ prior: 0.3, epsilon: 0 }), 0.3);
});

Deno.test("posteriorBound() is Bayes' rule with the odds times e^ε", () => {
  fc.assert(
    fc.property(prior, epsilon, (p, epsilon) => {
      const odds = p * Math.exp(epsilon);
      near(posteriorBound({ prior: p, epsilon }), odds / (1 - p + odds));
    }),
    { seed: 42 },
  );
});

Deno.test("posteriorBound() grows with the prior and with ε", () => {
  fc.assert(
    fc.property(prior, prior, epsilon, epsilon, (p, q, a, b) => {
      const least = { prior: Math.min(p, q), epsilon: Math.min(a, b) };
      const most = { prior: Math.max(p, q), epsilon: Math.max(a, b) };
      assert(posteriorBound(least) <= posteriorBound(most) + 1e-15);
    }),
    { seed: 42 },
  );
});

Deno.test("posteriorBound() leaves certainty alone and stays a probability", () => {
  for (const epsilon of [0, 1, 1000, Infinity]) {
    assert.equal(posteriorBound({ prior: 0, epsilon }), 0);
    assert.equal(posteriorBound({ prior: 1, epsilon }), 1);
  }
  assert.equal(posteriorBound({ prior: 1e-300, epsilon: Infinity }), 1);
  assert.equal(posteriorBound({ prior: 1e-300, epsilon: 1e4 }), 1);
  assert.equal(posteriorBound({ prior: 5e-324, epsilon: 1e4 }), 1);
});

Deno.test("posteriorBound() is never exceeded by a geometric count, and is reached", () => {
  for (const epsilon of [0.1, 1, 3]) {
    for (const prior of [0.01, 0.1, 0.5, 0.9]) {
      const absent = geometric(0, epsilon);
      const posteriors = geometric(1, epsilon).map((present, i) =>
        prior * present / (prior * present + (1 - prior) * absent[i]!)
      );
      near(Math.max(...posteriors), posteriorBound({ prior, epsilon }), 1e-9);
    }
  }
});

Deno.test("advantageBound() has the reference values", () => {
  near(advantageBound({ epsilon: 1 }), 0.462117, 5e-7);
  near(advantageBound({ epsilon: 1, delta: 0 }), 0.462117, 5e-7);
  near(advantageBound({ epsilon: 0, delta: 0.25 }), 0.25);
  assert.equal(advantageBound({ epsilon: 0 }), 0);
});

Deno.test("advantageBound() is (e^ε − 1 + 2δ)/(e^ε + 1), and grows with both", () => {
  fc.assert(
    fc.property(epsilon, prior, epsilon, prior, (a, d, b, c) => {
      const e = Math.exp(a);
      const bound = advantageBound({ epsilon: a, delta: d });
      near(bound, (e - 1 + 2 * d) / (e + 1));
      assert(advantageBound({ epsilon: a, delta: 1 }) <= 1);
      const more = { epsilon: Math.max(a, b), delta: Math.max(c, d) };
      assert(bound <= advantageBound(more) + 1e-15);
    }),
    { seed: 42 },
  );
});

Deno.test("advantageBound() is the best test's advantage on a geometric count", () => {
  for (const epsilon of [0.1, 1, 3]) {
    const absent = geometric(0, epsilon);
    const advantage = geometric(1, epsilon)
      .reduce((sum, p, i) => sum + Math.max(0, p - absent[i]!), 0);
    near(advantage, advantageBound({ epsilon }), 1e-9);
  }
});

Deno.test("advantageBound() is reached by a coin that tells all with probability δ", () => {
  const [epsilon, delta] = [0.7, 0.05];
  const truth = Math.exp(epsilon) / (1 + Math.exp(epsilon));
  const coin = 2 * truth - 1;
  near(delta + (1 - delta) * coin, advantageBound({ epsilon, delta }));
});

Deno.test("advantageBound() ends at certainty", () => {
  assert.equal(advantageBound({ epsilon: Infinity }), 1);
  assert.equal(advantageBound({ epsilon: 1e4, delta: 1 }), 1);
  near(advantageBound({ epsilon: 0, delta: 1 }), 1);
});

Deno.test("posteriorBound() and advantageBound() refuse values outside their intervals", () => {
  const bounds = {
    "bound the posterior": (epsilon: number) =>
      posteriorBound({ prior: 0.1, epsilon }),
    "bound the advantage": (epsilon: number) => advantageBound({ epsilon }),
    "name the privacy region": privacyRegion,
  };
  for (const [action, bound] of Object.entries(bounds)) {
    for (const epsilon of [-1, -Infinity, NaN]) {
      assert.throws(() => bound(epsilon), {
        name: "RangeError",
        message: firstLine(
          `Cannot ${action}: epsilon must be a number from 0 to Infinity, but is ${epsilon}`,
        ),
      });
    }
    for (const epsilon of [undefined, "1", null, 1n]) {
      assert.throws(() => bound(epsilon as never), {
        name: "TypeError",
        message: firstLine(
          `Cannot ${action}: epsilon must be a number, but is of type ${typeof epsilon}`,
        ),
      });
    }
  }
  for (const p of [-0.1, 1.1, NaN, Infinity]) {
    assert.throws(() => posteriorBound({ prior: p, epsilon: 1 }), {
      name: "RangeError",
      message: firstLine(
        `Cannot bound the posterior: prior must be a number from 0 to 1, but is ${p}`,
      ),
    });
    assert.throws(() => advantageBound({ epsilon: 1, delta: p }), {
      name: "RangeError",
      message: firstLine(
        `Cannot bound the advantage: delta must be a number from 0 to 1, but is ${p}`,
      ),
    });
  }
});

Deno.test("privacyRegions cover every ε once", () => {
  assert.equal(privacyRegions[0]!.from, 0);
  assert.equal(privacyRegions.at(-1)!.to, Infinity);
  privacyRegions.slice(1).forEach(({ from }, i) =>
    assert.equal(from, privacyRegions[i]!.to)
  );
});

Deno.test("privacyRegion() begins each region with its lower end", () => {
  const name = (epsilon: number) => privacyRegion(epsilon).name;
  assert.deepEqual([0, 0.999].map(name), ["strong", "strong"]);
  assert.deepEqual([1, 4.999].map(name), ["moderate", "moderate"]);
  assert.deepEqual([5, 1e9, Infinity].map(name), ["weak", "weak", "weak"]);
});
