import fc from "fast-check";
import { type Exactable, Rational } from "lib/exact.ts";

/** A positive fraction, in one of the forms in which an ε can be given. */
export const part: fc.Arbitrary<Exactable> = fc.oneof(
  fc.integer({ min: 1, max: 1000 }).map((n) => n / 1000),
  fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }))
    .map(([n, d]) => `${n}/${d}`),
  fc.double({ min: 1e-12, max: 3, noNaN: true }),
  fc.constantFrom<Exactable>("1e-300", 1n, Rational.of("1/3")),
);

/** Right in type, but no finite number above 0. */
export const notAboveZero: readonly Exactable[] = [
  ...[-1, 0, -0, NaN, Infinity, -Infinity, -5e-324, -1n, 0n],
  ...["abc", "", " ", "-1", "0", "-0", "0/3", "NaN", "Infinity", "1/0", "0x1"],
  ...[Rational.of(0), Rational.of(-1)],
];

/** Of a type that can stand for no number, however it would convert. */
export const notExact: readonly unknown[] = [
  ...[undefined, null, true, false, [], [0.1], {}, () => 0.1, Symbol("0.1")],
  { valueOf: () => 0.1, toString: () => "0.1", [Symbol.toPrimitive]: () => 1 },
  { then: (resolve: (epsilon: number) => void) => resolve(0.1) },
  { numerator: 1n, denominator: 10n, compare: () => 1, times: () => 0 },
  ...[new Number(0.1), new String("0.1"), new Date(1), Promise.resolve(0.1)],
  ...[Object.create(Rational.of(1)), new Proxy(Rational.of(1), {})],
];
