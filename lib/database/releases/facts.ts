import type { PrivacyLoss } from "../../accounting/privacy_loss.ts";

/** What every release says about itself. Computed from public facts alone. */
export interface ReleaseFacts {
  /** What was charged for it. */
  readonly loss: PrivacyLoss;
  /** The mechanism and its scale, in words. */
  readonly mechanism: string;
  /** False if the noise was seeded: such a release protects nobody. */
  readonly isSecure: boolean;
  /** What its value is measured in, if the schema says. */
  readonly unit?: string | undefined;
}

/** The facts as the last words of a line. */
export function factsText({ loss, mechanism, isSecure }: ReleaseFacts): string {
  return `${loss}; ${mechanism}${isSecure ? "" : "; seeded, protects nobody"}`;
}
