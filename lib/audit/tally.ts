/** What a mechanism under audit may release. */
export type AuditOutput =
  | number
  | bigint
  | string
  | boolean
  | readonly AuditOutput[];

/** One thing for each of two inputs. */
export type Pair<T> = readonly [first: T, second: T];

/** A whole output, or one part of it. */
export interface View {
  readonly name: string;
  readonly isPart: boolean;
  /** The part, if this output has it. */
  read(output: AuditOutput): AuditOutput | undefined;
}

/** The whole, and of arrays also the length and each element. */
export function viewsOf(samples: Pair<readonly AuditOutput[]>): View[] {
  const whole = {
    name: "output",
    isPart: false,
    read: (output: AuditOutput) => output,
  };
  const longest = samples.flat().reduce<number>(
    (longest, output) => Math.max(longest, lengthOf(output) ?? -1),
    -1,
  );
  if (longest < 0) return [whole];
  const elements = Array.from({ length: longest }, (_, i): View => ({
    name: `output[${i}]`,
    isPart: true,
    read: (output) => Array.isArray(output) ? output[i] : undefined,
  }));
  const length = { name: "output.length", isPart: true, read: lengthOf };
  return [whole, length, ...elements];
}

function lengthOf(output: AuditOutput): number | undefined {
  return Array.isArray(output) ? output.length : undefined;
}

/** How often a value was seen under each input. */
export interface Tally {
  readonly value: AuditOutput;
  readonly seen: [first: number, second: number];
}

/** Every value that a view has in the samples. */
export function tally(
  samples: Pair<readonly AuditOutput[]>,
  view: View,
): Tally[] {
  const tallies = new Map<number | string, Tally>();
  samples.forEach((sample, side) => {
    for (const output of sample) {
      const value = view.read(output);
      if (value === undefined && view.isPart) continue;
      const key = keyOf(value!);
      let found = tallies.get(key);
      if (found === undefined) {
        tallies.set(key, found = { value: value!, seen: [0, 0] });
      }
      found.seen[side as 0 | 1]++;
    }
  });
  return [...tallies.values()];
}

/**
 * Equal for equal outputs only; also tells −0 from 0, which a Map of numbers
 * does not.
 *
 * @throws {TypeError} if it is no number, text, boolean or array of these
 */
export function keyOf(output: AuditOutput): number | string {
  switch (typeof output) {
    case "number":
      return Object.is(output, -0) ? "-0" : output;
    case "string":
      return JSON.stringify(output);
    case "bigint":
      return `${output}n`;
    case "boolean":
      return String(output);
  }
  if (Array.isArray(output)) return `[${output.map(keyOf).join(", ")}]`;
  throw new TypeError(
    "Cannot audit: each output must be a number, a text, a boolean or an array of these" +
      (isPromise(output)
        ? "; await the answers of an asynchronous mechanism and give them to auditOutputs"
        : ""),
  );
}

function isPromise(output: unknown): boolean {
  return typeof (output as { then?: unknown } | null)?.then === "function";
}
