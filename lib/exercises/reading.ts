/** What a person means by an answer, however it is written. */

import { Rational } from "../exact.ts";

/**
 * The number that is meant: 1537, "1537", "1,537", "1/11", "$300" or "95%".
 *
 * @returns undefined if it is none
 */
export function numberIn(answer: unknown): number | undefined {
  if (typeof answer === "bigint") return Number(answer);
  if (typeof answer === "number") {
    return Number.isNaN(answer) ? undefined : answer;
  }
  if (typeof answer !== "string") return undefined;
  const [, text, percent] = /^\s*\$?\s*([^%]*?)\s*(%?)\s*$/.exec(answer) ?? [];
  try {
    const digits = text!.replaceAll(/(?<=\d)[,_ ](?=\d{3}(?!\d))/g, "");
    return Rational.of(digits).dividedBy(percent ? 100 : 1).toNumber();
  } catch {
    return undefined;
  }
}

/** The members of a list or a set, or undefined. */
export function listIn(answer: unknown): unknown[] | undefined {
  return Array.isArray(answer) || answer instanceof Set
    ? [...answer]
    : undefined;
}

/**
 * The letters that are meant, each once and in their order: ["b", "e"], "b, e"
 * or "BE".
 *
 * @returns undefined if it is anything but letters
 */
export function lettersIn(answer: unknown): string[] | undefined {
  const given = typeof answer === "string"
    ? answer.match(/\p{L}/gu) ?? []
    : listIn(answer);
  const letters = given?.map((letter) =>
    typeof letter === "string" ? letter.trim().toLowerCase() : ""
  );
  return letters?.every((letter) => /^\p{L}$/u.test(letter))
    ? [...new Set(letters)].sort()
    : undefined;
}

/** The one of `names` that is meant, upper case, spaces and ending aside. */
export function nameIn<Name extends string>(
  answer: unknown,
  names: readonly Name[],
): Name | undefined {
  if (typeof answer !== "string") return undefined;
  const fold = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, "");
  const given = fold(answer);
  return names.find((name) => fold(name) === given) ??
    names.find((name) => given.length >= 3 && fold(name).startsWith(given));
}
