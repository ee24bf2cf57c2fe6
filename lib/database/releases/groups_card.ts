import { cardBundle, type Fact } from "../../card.ts";
import { type DisplayBundle, tableBundle } from "../../html_table.ts";
import { columnsOf, type Row } from "../../rows.ts";
import { shortReach, shortStart, withCommas } from "../../short_text.ts";
import { warningOf } from "./cards.ts";
import { EstimateRelease } from "./estimate.ts";
import type { GroupCell, GroupedRelease } from "./grouped.ts";
import { Release } from "./release.ts";

/** A release of many groups: what they cost together, and the number of each. */
export function groupsBundle(groups: GroupedRelease): DisplayBundle {
  const { cells, loss, mechanism } = groups;
  const count = cells.length === 1 ? "1 group" : `${cells.length} groups`;
  const { unit, target } = cells[0]?.release ?? {};
  const answers = groups.toRows();
  const rows = answers.map((row, i) => ({ ...row, ...interval(cells[i]!) }));
  return cardBundle({
    title: "Release by group",
    lead: count,
    detail: `for ${loss} together`,
    ...warningOf(groups),
    facts: [
      ...target === undefined ? [] : [{ name: "estimates", value: target }],
      ...unit === undefined ? [] : [{ name: "unit", value: unit }],
      ...reachFacts(groups),
      { name: "mechanism", value: mechanism },
    ],
    ...rows.length > 0 && {
      table: tableBundle(columnsOf(rows), rows, {
        // All but the answer.
        rowNames: columnsOf(answers).length - 1,
      }),
    },
  });
}

/** Between what the target lies in 95% of releases, if it is a mean or a variance. */
function interval({ release }: GroupCell): Row {
  if (!(release instanceof EstimateRelease)) return {};
  const { low, high } = release.interval(0.05);
  return { "95% from": shortStart(low), "95% to": shortReach(high) };
}

/** How far off the groups may be, if their noise has not chosen them. */
function reachFacts(groups: GroupedRelease): Fact[] {
  const { cells, threshold } = groups;
  if (threshold !== undefined) {
    const value = `keys with a noisy count above ${threshold}`;
    return [{ name: "shown", value }];
  }
  if (!(cells[0]!.release instanceof Release)) return [];
  const [one, all] = [groups.accuracy(0.05), groups.simultaneousAccuracy(0.05)]
    .map((off) => withCommas(shortReach(off)));
  const value = `± ${one} for one group, ± ${all} for all, in 95% of releases`;
  return [{ name: "reach", value }];
}
