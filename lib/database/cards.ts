import type { PrivacyBudget } from "../accounting/budget.ts";
import { balanceFacts, balanceLead } from "../accounting/cards.ts";
import { cardBundle, type Fact } from "../card.ts";
import { type DisplayBundle, tableBundle } from "../html_table.ts";
import type { Column, Schema } from "../schema.ts";
import { listText, shortReach, withCommas } from "../short_text.ts";
import type { Explanation } from "./explanation.ts";
import type { PublicFacts } from "./plan.ts";

/**
 * A database, from what is public about it.
 *
 * @param rows how many it has, if that is public
 */
export function databaseBundle(
  facts: PublicFacts,
  budget: PrivacyBudget,
  rows: number | undefined,
): DisplayBundle {
  const { columns, schema } = facts;
  return cardBundle({
    title: "Differentially private database",
    ...balanceLead(budget),
    facts: [
      ...balanceFacts(budget),
      ...protectionFacts(facts),
      ...rows === undefined
        ? []
        : [{ name: "rows", value: `${withCommas(rows)}, which is public` }],
      ...schema === undefined
        ? [{ name: "columns", value: columns.join(", ") }]
        : [],
    ],
    ...schema !== undefined && { table: schemaBundle(schema, columns) },
  });
}

function protectionFacts({ relation, privacyUnit }: PublicFacts): Fact[] {
  const who = privacyUnit === undefined
    ? "one row"
    : `all rows of one ${privacyUnit.column}`;
  const how = relation === "add-remove" ? "added or removed" : "replaced";
  const rows = privacyUnit === undefined ? [] : [{
    name: "takes part",
    value: privacyUnit.maxRows === 1
      ? `the first row of each ${privacyUnit.column}`
      : `the first ${privacyUnit.maxRows} rows of each ${privacyUnit.column}`,
  }];
  return [
    {
      name: "protects",
      value: `${who}, ${how} between neighbors (${relation})`,
    },
    ...rows,
  ];
}

function schemaBundle(
  { columns }: Schema,
  names: readonly string[],
): DisplayBundle {
  const rows = names.map((name) => {
    const column = columns[name]!;
    const { type, description } = column;
    const unit = column.type === "text" ? undefined : column.unit;
    return {
      column: name,
      type,
      values: valuesText(column),
      unit,
      description,
    };
  });
  return tableBundle(
    ["column", "type", "values", "unit", "description"],
    rows,
    { rowNames: 1 },
  );
}

/** What may stand in a column, as declared. */
function valuesText(column: Column): string {
  if (column.type === "text") return "any text";
  if (column.type === "category") return listText(column.categories);
  const { min, max, step } = column;
  const range = min !== undefined && max !== undefined
    ? `${min} to ${max}`
    : min !== undefined
    ? `from ${min}`
    : max !== undefined
    ? `up to ${max}`
    : "any number";
  return step === undefined ? range : `${range} in steps of ${step}`;
}

/**
 * A processor of purchases, from what is public about it.
 *
 * @param off how far off an answer is in 5% of releases at most
 */
export function processorBundle(
  { loss, steps, totals }: Explanation,
  budget: PrivacyBudget,
  off: number,
): DisplayBundle {
  const { sensitivity, mechanism } = totals[0]!;
  const most = withCommas(sensitivity);
  return cardBundle({
    title: "Processor of purchases",
    ...balanceLead(budget),
    facts: [
      ...balanceFacts(budget),
      { name: "an answer costs", value: `${loss}` },
      { name: "takes part", value: steps.join(" → ") },
      {
        name: "calibrated to",
        value: `a customer moves a total by at most ${most}`,
      },
      { name: "mechanism", value: mechanism },
      {
        name: "reach",
        value: `± ${withCommas(shortReach(off))} in 95% of releases`,
      },
    ],
  });
}
