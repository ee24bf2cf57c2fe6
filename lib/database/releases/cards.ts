import { type Card, cardBundle } from "../../card.ts";
import type { DisplayBundle } from "../../html_table.ts";
import type { ReleaseFacts } from "./facts.ts";
import type { SingleRelease } from "./single.ts";

/**
 * A release of one number.
 *
 * @param lead the number, and how far off it may be
 * @param detail the rest of that sentence
 */
export function releaseBundle(
  release: SingleRelease,
  lead: string,
  ...detail: readonly string[]
): DisplayBundle {
  return cardBundle({
    title: "Release",
    lead,
    detail: [release.unit, ...detail].filter(Boolean).join(", "),
    ...warningOf(release),
    facts: [
      { name: "estimates", value: release.target },
      { name: "loss", value: `${release.loss}` },
      { name: "mechanism", value: release.mechanism },
    ],
  });
}

/** What must be said of a release whose noise can be subtracted. */
export function warningOf({ isSecure }: ReleaseFacts): Pick<Card, "warning"> {
  return isSecure ? {} : { warning: "Warning: seeded noise, protects nobody" };
}
