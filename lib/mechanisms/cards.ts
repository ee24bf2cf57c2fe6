import { lossFact } from "../accounting/cards.ts";
import type { PrivacyLoss } from "../accounting/privacy_loss.ts";
import { cardBundle, type Fact } from "../card.ts";
import type { Displayable } from "../displayable.ts";
import type { Exactable } from "../exact.ts";
import type { DisplayBundle } from "../html_table.ts";
import { shortNumber, shortReach, withCommas } from "../short_text.ts";
import { withDisplay } from "../with_display.ts";
import type { Calibration } from "./choosing.ts";
import type { ChoosingMechanism, NumericMechanism } from "./mechanism.ts";

/** A mechanism that shows how far off it is, and what its noise is calibrated to. */
export function withNoiseDisplay<Mechanism extends NumericMechanism>(
  { sensitivity, norm, releases }: {
    readonly sensitivity: Exactable;
    /** In which neighbors are apart by at most the sensitivity. */
    readonly norm: "ℓ₁" | "ℓ₂";
    readonly releases: string;
  },
  members: Mechanism,
): Readonly<Mechanism> & Displayable {
  return withDisplay((mechanism) => {
    const { name, scale } = mechanism;
    const symbol = norm === "ℓ₁" ? "scale b" : "σ";
    return cardBundle({
      title: `${capitalized(name)} mechanism`,
      lead: `± ${withCommas(shortReach(mechanism.accuracy(0.05)))}`,
      detail: "in 95% of releases",
      facts: [
        calibratedTo("an answer", sensitivity, ` (${norm} norm)`),
        {
          name: "noise",
          value: `${name}, ${symbol} = ${withCommas(shortNumber(scale))}`,
        },
        lossFact(mechanism.loss()),
        { name: "releases", value: releases },
      ],
    });
  }, members);
}

/** A mechanism that shows which utilities it is calibrated to, and how it chooses. */
export function withChoiceDisplay(
  { sensitivity, monotonic }: Calibration,
  chooses: () => string,
  members: ChoosingMechanism,
): Readonly<ChoosingMechanism> & Displayable {
  return withDisplay(({ name, loss }) => {
    const way = monotonic ? ", all in one direction" : "";
    return choiceBundle(`${capitalized(name)} mechanism`, loss(), [
      calibratedTo("each utility", sensitivity, way),
      { name: "chooses", value: chooses() },
      { name: "releases", value: "the index of the candidate, no utility" },
    ]);
  }, members);
}

/** Of a mechanism whose error depends on what it is asked. */
export function choiceBundle(
  title: string,
  loss: PrivacyLoss,
  facts: readonly Fact[],
): DisplayBundle {
  const { help, value } = lossFact(loss);
  return cardBundle({
    title,
    lead: value,
    detail: "a release",
    facts: [...facts, { name: "meaning", value: help! }],
  });
}

export function calibratedTo(
  what: string,
  sensitivity: Exactable,
  more = "",
): Fact {
  const most = withCommas(`${sensitivity}`);
  return {
    name: "calibrated to",
    value: `neighbors move ${what} by at most ${most}${more}`,
  };
}

function capitalized(name: string): string {
  return name[0]!.toUpperCase() + name.slice(1);
}
