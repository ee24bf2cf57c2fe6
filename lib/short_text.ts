/** A number as short as a reader needs it. */
export function shortNumber(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** The same, but never smaller: for how far something reaches. */
export function shortReach(value: number): string {
  const short = Number(value.toPrecision(4));
  if (short >= value) return String(short);
  const digit = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 3);
  return shortNumber(short + digit);
}

/** The same, but never larger: for where something begins. */
export function shortStart(value: number): string {
  return String(-Number(shortReach(-value)));
}

/** A number with commas between its thousands, all its digits kept. */
export function withCommas(value: number | string): string {
  const text = String(value);
  const [, sign, whole, rest] = /^(-?)(\d+)(\.\d+)?$/.exec(text) ?? [];
  if (whole === undefined) return text;
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${rest ?? ""}`;
}

/** A share from 0 to 1 in percent: only 0 is 0%, and only 1 is 100%. */
export function percentText(share: number): string {
  if (share > 0 && share < 0.01) return "below 1%";
  if (share > 0.99 && share < 1) return "above 99%";
  return `${Math.round(100 * share)}%`;
}

/**
 * A text with what would move the cursor of a terminal, or turn the direction of
 * a line, written out: a name that somebody chose stays in its place.
 */
export function oneLine(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu,
    (character) =>
      `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

const MOST_MEMBERS = 6;

/** The first members of a list, and how many there are if these are not all. */
export function listText(members: readonly unknown[]): string {
  const first = members.slice(0, MOST_MEMBERS).map(String).join(", ");
  return members.length > MOST_MEMBERS
    ? `${first}, … (${members.length} in all)`
    : first;
}
