import { advised, didYouMean, nothingGiven } from "./advice.ts";
import { type Exactable, Rational } from "./exact.ts";

/**
 * The one place where argument errors are worded:
 * "Cannot <action>: <argument> must be <rule>, but is <value>".
 * Only arguments that a caller chose are printed, never a value from the data.
 */

/** Refuses anything but a finite number above 0. */
export function requirePositive(
  action: string,
  name: string,
  value: unknown,
): asserts value is number {
  requireNumber(action, name, value);
  if (!(value > 0 && value < Infinity)) {
    throw new RangeError(advised(
      `Cannot ${action}: ${name} must be a finite number above 0, but is ${value}`,
      zeroEpsilon(name, value === 0),
    ));
  }
}

/** Refuses anything but an exact number above 0. */
export function requirePositiveExact(
  action: string,
  name: string,
  value: Exactable,
): Rational {
  const exact = Rational.of(value, name);
  if (exact.compare(0) <= 0) {
    throw new RangeError(advised(
      `Cannot ${action}: ${name} must be above 0, but is ${exact}`,
      zeroEpsilon(name, exact.equals(0)),
    ));
  }
  return exact;
}

const LARGEST_SCALE = 2n ** 1000n;

/** Refuses a scale of noise, or a variance, that would take releases beyond the doubles. */
export function requireReleasable(
  action: string,
  name: string,
  { numerator, denominator }: Rational,
): void {
  if (numerator > LARGEST_SCALE * denominator) {
    throw new RangeError(
      `Cannot ${action}: the ${name} of the noise must be at most 2^1000, but is larger`,
    );
  }
}

/** Refuses anything but a number from `low` to `high`, both included. */
export function requireWithin(
  action: string,
  name: string,
  value: unknown,
  [low, high]: readonly [low: number, high: number],
): asserts value is number {
  requireNumber(action, name, value);
  if (!(value >= low && value <= high)) {
    throw new RangeError(advised(
      `Cannot ${action}: ${name} must be a number from ${low} to ${high}, but is ${value}`,
      low === 0 && high === 1 ? percent(value) : undefined,
    ));
  }
}

/** Refuses anything but a number strictly between 0 and 1. */
export function requireProbability(
  action: string,
  name: string,
  value: unknown,
): asserts value is number {
  requireNumber(action, name, value);
  if (!(value > 0 && value < 1)) {
    throw new RangeError(advised(
      `Cannot ${action}: ${name} must be above 0 and below 1, but is ${value}`,
      percent(value),
    ));
  }
}

/** Refuses anything but a safe integer of at least `low`. */
export function requireInteger(
  action: string,
  name: string,
  value: unknown,
  low: number,
): asserts value is number {
  requireNumber(action, name, value);
  if (!(Number.isSafeInteger(value) && value >= low)) {
    throw new RangeError(
      `Cannot ${action}: ${name} must be a whole number of at least ${low}, but is ${value}`,
    );
  }
}

/** Refuses anything but a relation between neighboring tables. */
export function requireRelation(
  action: string,
  value: unknown,
): asserts value is "add-remove" | "replace-one" {
  if (value !== "add-remove" && value !== "replace-one") {
    throw new RangeError(advised(
      `Cannot ${action}: relation must be "add-remove" or "replace-one", but is ${
        String(value)
      }`,
      didYouMean(value, ["add-remove", "replace-one"]),
    ));
  }
}

/** Refuses options that are not known: a misspelled one would silently mean something else. */
export function requireKnown(
  action: string,
  options: unknown,
  known: readonly string[],
): void {
  if (typeof options !== "object" || options === null) {
    throw new TypeError(advised(
      `Cannot ${action}: options must be an object`,
      `They stand in braces, by name: { ${known[0]}: … }.`,
    ));
  }
  // Those of a prototype as well: some readers of options see them, others do not.
  for (const name in options) {
    if (!known.includes(name)) {
      throw new TypeError(advised(
        `Cannot ${action}: the options must be among ${
          known.join(", ")
        }, but one is ${name}`,
        didYouMean(name, known),
      ));
    }
    if (!Object.hasOwn(options, name)) {
      throw new TypeError(
        `Cannot ${action}: the options must be its own, but ${name} is inherited`,
      );
    }
  }
}

/**
 * The sensitivity among `options`, which nobody can assume for whoever asks: with one
 * that is too small the noise hides less than is stated.
 */
export function requireSensitivity<Value>(
  action: string,
  options: { readonly sensitivity?: Value },
): Value {
  const { sensitivity } = options;
  if (sensitivity === undefined) {
    throw new TypeError(advised(
      `Cannot ${action}: sensitivity must be given`,
      "It is how far one person can move the answer: 1 for a count.",
    ));
  }
  return sensitivity;
}

/** Refuses anything but a text. */
export function requireText(
  action: string,
  name: string,
  value: unknown,
): asserts value is string {
  if (typeof value !== "string") throw wrongType(action, name, "text", value);
}

/** Refuses anything but true and false: what only counts as one of them is a slip. */
export function requireBoolean(
  action: string,
  name: string,
  value: unknown,
): asserts value is boolean {
  if (typeof value !== "boolean") {
    throw wrongType(action, name, "boolean", value);
  }
}

/** Refuses anything but a list. */
export function requireList(
  action: string,
  name: string,
  value: unknown,
): asserts value is readonly unknown[] {
  if (!Array.isArray(value)) throw wrongType(action, name, "list", value);
}

/** Refuses an empty list of rows. */
export function requireRows(action: string, rows: readonly unknown[]): void {
  if (rows.length === 0) {
    throw new RangeError(`Cannot ${action}: there must be at least one row`);
  }
}

/** Refuses anything but a finite number, and keeps the value itself out of the message. */
export function requireFiniteSecret(
  action: string,
  name: string,
  value: unknown,
): asserts value is number {
  requireNumber(action, name, value);
  if (!Number.isFinite(value)) {
    throw new RangeError(`Cannot ${action}: ${name} must be a finite number`);
  }
}

/** Refuses a column that the table does not have; column names are public. */
export function requireColumn(
  action: string,
  column: string,
  columns: readonly string[],
): void {
  if (!columns.includes(column)) {
    throw new TypeError(advised(
      `Cannot ${action}: the column must be one of ${
        columns.join(", ")
      }, but is ${column}`,
      didYouMean(column, columns),
    ));
  }
}

function requireNumber(
  action: string,
  name: string,
  value: unknown,
): asserts value is number {
  if (typeof value !== "number") throw wrongType(action, name, "number", value);
}

function wrongType(
  action: string,
  name: string,
  type: "number" | "text" | "boolean" | "list",
  value: unknown,
): TypeError {
  return new TypeError(advised(
    `Cannot ${action}: ${name} must be a ${type}, but is of type ${typeof value}`,
    nothingGiven(name, value),
    // Said of every text: what is in it may be secret.
    type === "number" && typeof value === "string"
      ? "A number stands without quotation marks."
      : undefined,
  ));
}

function zeroEpsilon(name: string, isZero: boolean): string | undefined {
  return name === "epsilon" && isZero
    ? "At ε = 0 an answer could say nothing about the data; a small ε is 0.1."
    : undefined;
}

function percent(value: number): string | undefined {
  if (!(value >= 2 && value <= 100)) return undefined;
  return `${value}% is ${Number((value / 100).toPrecision(15))}.`;
}
