import type { PrivacyLoss } from "../../accounting/privacy_loss.ts";

/** What every release says about itself. Computed from public facts alone. */
export interface ReleaseFacts {
  /** What was charged for it. */
  readonly loss: PrivacyLoss;
  /** The mechanism and its scale, in words. */
  readonly mechanism: string;
  /** False if the noise was seeded: such a release protects nobody. */
  readonly isSecure: boolean;
}

/** The facts as the last words of a line. */
export function factsText({ loss, mechanism, isSecure }: ReleaseFacts): string {
  return `${loss}; ${mechanism}${isSecure ? "" : "; seeded, protects nobody"}`;
}

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
