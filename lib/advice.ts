/**
 * What an error says beyond what happened: why a rule is there, what to try.
 *
 * It stands in the message, on further lines, since that alone is shown
 * everywhere: in a notebook, by a terminal for an uncaught error, in a log.
 */

/**
 * The message of an error with advice, each piece on a line of its own.
 *
 * @param what what happened, as one line
 * @param advice what holds for this case; what is undefined is left out
 *
 * @example
 * ```ts
 * import { advised, didYouMean } from "lib/advice.ts";
 * import assert from "node:assert/strict";
 *
 * const message = advised("Cannot act: …", didYouMean("Rho", ["rho"]));
 * assert.equal(message, "Cannot act: …\nDid you mean rho?");
 * ```
 */
export function advised(
  what: string,
  ...advice: readonly (string | undefined)[]
): string {
  return [what, ...advice].filter((line) => line !== undefined).join("\n");
}

/** A question for the one of `names` that looks most like `given`, if one does. */
export function didYouMean(
  given: unknown,
  names: readonly string[],
): string | undefined {
  if (typeof given !== "string" || given.length > LONGEST) return undefined;
  const near = names
    .map((name) => ({ name, off: distance(folded(given), folded(name)) }))
    .filter(({ off }) => off < Infinity)
    .sort((a, b) => a.off - b.off);
  return near[0] && `Did you mean ${near[0].name}?`;
}

/** A line for what was left out, which is often an option by another name. */
export function nothingGiven(
  name: string,
  value: unknown,
): string | undefined {
  return value === undefined ? `Nothing was given for ${name}.` : undefined;
}

const LONGEST = 64;

function folded(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/g, "");
}

/** The number of edits from one name to another; infinite if a third must change. */
function distance(a: string, b: string): number {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length >= 3 && long.startsWith(short)) {
    return short === long ? 0 : 1;
  }
  if (long.length > LONGEST) return Infinity;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  const edits = row[b.length]!;
  return 3 * edits <= long.length ? edits : Infinity;
}
