import assert from "node:assert/strict";
import fc from "fast-check";
import { type Exactable, Rational } from "lib/exact.ts";
import { firstLine } from "./messages.ts";

/** A fraction kept as it comes, never reduced: what the class has to agree with. */
interface Plain {
  readonly n: bigint;
  readonly d: bigint;
}

const whole = fc.oneof(
  fc.bigInt(-20n, 20n),
  fc.bigInt(-(2n ** 70n), 2n ** 70n),
);
const plain: fc.Arbitrary<Plain> = fc.record({
  n: whole,
  d: whole.map((d) => d < 0n ? -d : d + 1n).map((d) => d === 0n ? 1n : d),
});

const rational = ({ n, d }: Plain) => Rational.of(n).dividedBy(d);
const isSame = (x: Rational, { n, d }: Plain) =>
  x.numerator * d === n * x.denominator;
const signOf = (x: bigint) => x < 0n ? -1 : x > 0n ? 1 : 0;

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}

/** The double nearest to n/d. */
const nearest = (n: bigint, d = 1n) => Rational.of(n).dividedBy(d).toNumber();

Deno.test("Rational calculates like fractions of bigints", () => {
  fc.assert(
    fc.property(plain, plain, (a, b) => {
      const [x, y] = [rational(a), rational(b)];
      assert(isSame(x.plus(y), { n: a.n * b.d + b.n * a.d, d: a.d * b.d }));
      assert(isSame(x.minus(y), { n: a.n * b.d - b.n * a.d, d: a.d * b.d }));
      assert(isSame(x.times(y), { n: a.n * b.n, d: a.d * b.d }));
      if (b.n === 0n) {
        assert.throws(() => x.dividedBy(y), { name: "RangeError" });
      } else {
        const sign = BigInt(signOf(b.n));
        const d = a.d * b.n * sign;
        assert(isSame(x.dividedBy(y), { n: a.n * b.d * sign, d }));
      }
      assert.equal(x.compare(y), signOf(a.n * b.d - b.n * a.d));
      assert.equal(x.equals(y), a.n * b.d === b.n * a.d);
    }),
    { seed: 42, numRuns: 2000 },
  );
});

Deno.test("Rational is in lowest terms over a denominator above 0", () => {
  fc.assert(
    fc.property(plain, plain, (a, b) => {
      const { numerator, denominator } = rational(a).minus(rational(b));
      assert(denominator > 0n);
      const magnitude = numerator < 0n ? -numerator : numerator;
      assert.equal(gcd(magnitude, denominator), 1n);
    }),
    { seed: 42, numRuns: 1000 },
  );
});

Deno.test("Rational takes what of() takes in its arithmetic", () => {
  const half = Rational.of("1/2");
  assert.equal(`${half.plus(0.1)}`, "0.6");
  assert.equal(`${half.minus("1/6")}`, "1/3");
  assert.equal(`${half.times(3n)}`, "1.5");
  assert.equal(`${half.dividedBy("-0.25")}`, "-2");
  assert.equal(half.compare(0.5), 0);
  assert.throws(() => half.plus("half"), { name: "RangeError" });
  assert.throws(() => half.dividedBy("0/7"), {
    name: "RangeError",
    message: "Cannot divide: the divisor must not be 0",
  });
});

Deno.test("Rational.of() takes a number for its shortest decimal", () => {
  assert(Rational.of(0.1).equals("1/10"));
  assert(Rational.of(0.1).plus(0.2).equals(0.3));
  assert(Rational.of(1e21).equals(10n ** 21n));
  assert(Rational.of(5e-324).equals("5e-324"));
  assert(Rational.of(-0).equals(0));
  assert.equal(`${Rational.of(-0)}`, "0");
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      (x) => assert.equal(Rational.of(x).toNumber(), x === 0 ? 0 : x),
    ),
    { seed: 42, numRuns: 2000 },
  );
});

Deno.test("Rational.of() reads decimals and fractions", () => {
  const texts: [string, bigint, bigint][] = [
    ["1/11", 1n, 11n],
    ["-2/4", -1n, 2n],
    ["+3", 3n, 1n],
    ["007.50", 15n, 2n],
    ["1.5e3", 1500n, 1n],
    ["15E-1", 3n, 2n],
    ["-0", 0n, 1n],
    ["0/5", 0n, 1n],
    ["1e999", 10n ** 999n, 1n],
    ["1e-999", 1n, 10n ** 999n],
  ];
  for (const [text, numerator, denominator] of texts) {
    const x = Rational.of(text);
    assert.deepEqual([x.numerator, x.denominator], [numerator, denominator]);
  }
});

Deno.test("Rational.of() prints what it can read back, in every string form", () => {
  fc.assert(
    fc.property(plain, (a) => {
      const x = rational(a);
      assert(Rational.of(`${x}`).equals(x));
      assert.equal(JSON.stringify({ x }), `{"x":"${x}"}`);
      assert.equal(Deno.inspect(x), `${x}`);
    }),
    { seed: 42, numRuns: 2000 },
  );
  const printed = ["0.3", "1/11", "-7", "0.00001", "1e-7", "-2.5", "1/3"];
  for (const text of printed) assert.equal(`${Rational.of(text)}`, text);
});

Deno.test("Rational prints fractions that no double comes near", () => {
  const huge = 10n ** 400n;
  assert.equal(`${Rational.of(huge).dividedBy(3)}`, `${huge}/3`);
  assert.equal(`${Rational.of(-1).dividedBy(huge)}`, `-1/${huge}`);
});

Deno.test("Rational.of() refuses texts and numbers that are no finite number", () => {
  const refused = [
    ...["abc", "", " ", " 1", "1 ", "1\n", "1/0", "0/0", "1/-2", "1/2/3"],
    ...["0x10", "0b1", "1n", "1_000", "1,5", ".5", "1.", "1.5/2", "--1", "−1"],
    ...["Infinity", "-Infinity", "NaN", "1e9999", "1e-9999", "1e", "1e1.5"],
    ...["١", "½", "1".repeat(401), `1/${"1".repeat(400)}`],
    ...[NaN, Infinity, -Infinity],
  ];
  for (const value of refused) {
    assert.throws(() => Rational.of(value), {
      name: "RangeError",
      message: firstLine(
        `Cannot read an exact number: it must be finite, like 0.1 or "1/11", but is ${
          String(value).slice(0, 40)
        }`,
      ),
    });
  }
});

Deno.test("Rational.of() refuses other types without asking them for their value", () => {
  const asks = () => assert.fail("was asked");
  const refused = [
    { valueOf: asks, toString: asks, [Symbol.toPrimitive]: asks },
    new Proxy({}, { get: asks, has: asks, getPrototypeOf: asks }),
    [1],
    null,
    undefined,
    true,
    Symbol("1"),
    () => 1,
    new Number(1),
    new String("1"),
    new Date(1),
    { numerator: 1n, denominator: 2n },
    { then: asks },
  ];
  for (const value of refused) {
    assert.throws(() => Rational.of(value as never), {
      name: "TypeError",
      message: firstLine(
        `Cannot read an exact number: it must be a number, a text or a bigint, but is of type ${typeof value}`,
      ),
    });
  }
});

Deno.test("Rational.of() names an argument that it is told the name of", () => {
  assert.throws(() => Rational.of(NaN, "epsilon"), {
    message: firstLine(
      'Cannot read an exact number: epsilon must be finite, like 0.1 or "1/11", but is NaN',
    ),
  });
  assert.throws(() => Rational.of(null as never, "epsilon"), {
    message: firstLine(
      "Cannot read an exact number: epsilon must be a number, a text or a bigint, but is of type object",
    ),
  });
});

Deno.test("Rational.isRational() knows its own from look-alikes", () => {
  const half = Rational.of("1/2");
  assert(Rational.isRational(half));
  assert.equal(Rational.of(half), half);
  const alike: unknown[] = [
    { numerator: 1n, denominator: 2n },
    Object.create(half),
    Object.create(Rational.prototype),
    Object.setPrototypeOf({ numerator: 1n }, Rational.prototype),
    new Proxy(half, {}),
    structuredClone(half),
    0.5,
    null,
  ];
  for (const value of alike) assert(!Rational.isRational(value));
});

Deno.test("Rational cannot be subclassed, made by hand or altered", () => {
  // A subclass could tell the sampler another value than the budget.
  const Made = Rational as unknown as new (n: unknown, d: unknown) => Rational;
  class Double extends Made {
    override get numerator() {
      return 10n ** 9n;
    }
  }
  const error = { name: "TypeError", message: /must come from of\(\)/ };
  assert.throws(() => new Double(1n, 1n), error);
  assert.throws(() => Reflect.construct(Made, [1n, 1n], Double), error);
  for (const [n, d] of [[1n, 0n], [1n, -1n], [1, 1], [{}, 1n], ["1", "2"]]) {
    assert.throws(() => new Made(n, d), error);
  }
  const half = Rational.of("1/2");
  for (const target of [half, Rational, Rational.prototype]) {
    assert(Object.isFrozen(target));
    assert.throws(() => Object.assign(target, { times: () => 0 }), TypeError);
  }
  assert.deepEqual(Reflect.ownKeys(half), []);
});

Deno.test("Rational.toNumber() rounds long decimals like the language", () => {
  const digits = fc.stringMatching(/^\d{1,40}$/);
  const exponent = fc.integer({ min: -380, max: 330 });
  fc.assert(
    fc.property(digits, digits, exponent, (whole, part, exponent) => {
      const text = `${whole}.${part}e${exponent}`;
      assert.equal(Rational.of(text).toNumber(), Number.parseFloat(text));
      assert.equal(Rational.of(`-${text}`).valueOf() + 0, -Number(text) + 0);
    }),
    { seed: 42, numRuns: 5000 },
  );
});

/** The double as numerator and denominator. */
function exactly(x: number): Plain {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, x);
  const word = bits.getBigUint64(0);
  const exponent = word >> 52n & 0x7ffn;
  const fraction = word & (1n << 52n) - 1n;
  const mantissa = exponent === 0n ? fraction : fraction | 1n << 52n;
  const power = (exponent === 0n ? 1n : exponent) - 1075n;
  return power >= 0n
    ? { n: mantissa << power, d: 1n }
    : { n: mantissa, d: 1n << -power };
}

function nextUp(x: number): number {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, x);
  bits.setBigUint64(0, bits.getBigUint64(0) + 1n);
  return bits.getFloat64(0);
}

const magnitude = fc.oneof(
  fc.double({ min: 0, max: Number.MAX_VALUE / 2, noNaN: true }),
  // Around the smallest normal double, where the rounding changes its ways
  fc.double({ min: 0, max: 2 ** -1015, noNaN: true }),
  fc.double({ min: 2 ** -1023, max: 2 ** -1016, noNaN: true }),
);

Deno.test("Rational.toNumber() rounds halves to even and all else to the nearest", () => {
  const around = (x: number) => {
    const [low, high] = [exactly(x), exactly(nextUp(x))];
    const middle = Rational.of(low.n).dividedBy(low.d)
      .plus(Rational.of(high.n).dividedBy(high.d)).dividedBy(2);
    const nudge = Rational.of(1).dividedBy(1n << 1400n);
    assert.equal(middle.minus(nudge).toNumber(), x);
    assert.equal(middle.plus(nudge).toNumber(), nextUp(x));
    const tied = middle.toNumber();
    const word = new BigUint64Array(Float64Array.of(tied).buffer)[0]!;
    assert.equal(word & 1n, 0n);
    assert(tied === x || tied === nextUp(x));
  };
  fc.assert(fc.property(magnitude, around), { seed: 42, numRuns: 5000 });
  for (const x of [0, 5e-324, 2 ** -1022, 2 ** -1021, 2 ** -1020, 1, 2 ** 53]) {
    around(x);
  }
});

Deno.test("Rational.toNumber() ends at the largest and the smallest double", () => {
  const max = BigInt(Number.MAX_VALUE);
  const halfStep = 1n << 970n;
  assert.equal(nearest(max), Number.MAX_VALUE);
  assert.equal(nearest(2n * (max + halfStep) - 1n, 2n), Number.MAX_VALUE);
  assert.equal(nearest(max + halfStep), Infinity);
  assert.equal(nearest(-(max + halfStep)), -Infinity);
  assert.equal(nearest(10n ** 5000n), Infinity);
  assert.equal(nearest(10n ** 5000n, 10n ** 5000n + 1n), 1);

  const tiny = 1n << 1074n;
  assert.equal(nearest(1n, tiny), 5e-324);
  assert.equal(nearest(1n, 2n * tiny), 0);
  assert.equal(nearest(1n, 2n * tiny - 1n), 5e-324);
  assert.equal(nearest(3n, 2n * tiny), 1e-323);
  assert.equal(nearest(-1n, 10n ** 5000n) + 0, 0);
});

Deno.test("Rational compares with numbers by its value", () => {
  const third: unknown = Rational.of("1/3");
  assert((third as number) < 0.34 && (third as number) > 0.33);
  const exactables: Exactable[] = [0.5, "0.5", "1/2", Rational.of("2/4")];
  for (const value of exactables) assert(Rational.of(value).equals("5e-1"));
});
