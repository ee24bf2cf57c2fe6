import { requireFiniteSecret, requireList } from "../checks.ts";

/** Refuses anything but a list of two finite numbers, and keeps these out of the message. */
export function requirePair(
  action: string,
  name: string,
  value: unknown,
): asserts value is readonly [number, number] {
  requireList(action, name, value);
  if (value.length !== 2) {
    throw new TypeError(
      `Cannot ${action}: ${name} must be two numbers, but are ${value.length}`,
    );
  }
  for (const [i, number] of value.entries()) {
    requireFiniteSecret(action, `${name}[${i}]`, number);
  }
}
