/** A misspelled option is refused, never replaced by a default: by every function that takes options. */

import assert from "node:assert/strict";
import * as charts from "lib/charts/mod.ts";
import * as core from "lib/mod.ts";
import { ofAuditAndRisk } from "./options/audit_and_risk.ts";
import { ofCharts } from "./options/charts.ts";
import { ofDatabase, ofMethods } from "./options/database.ts";
import { ofMechanisms } from "./options/mechanisms.ts";
import { ofOtherDoors } from "./options/other_doors.ts";

const ofCore = { ...ofMechanisms, ...ofAuditAndRisk, ...ofDatabase };

/** What has no options: its arguments stand in order, or are data. */
const withoutOptions = {
  "a chart that takes rows alone": ["grainChart", "uniquenessChart"],
  "made from what the library itself has made": [
    ...["BudgetExceededError", "DryRun", "Explanation", "PrivacyLoss"],
    ...["EstimateRelease", "GroupedRelease", "QuantileRelease", "Release"],
  ],
  "takes columns, rows or conditions, of any names": [
    ...["fitsColumn", "kAnonymity", "linkageAttack", "matching", "rowsOf"],
    ...["uniqueness"],
  ],
  "takes numbers, texts, lists and functions": [
    ...["PrivacyBudget", "Rational", "approxDp", "chiSquareTest"],
    ...["kolmogorovSmirnovTest", "normalCdf", "precisionAttack"],
    ...["privacyRegion", "provesZero", "pureDp", "secureRandom"],
    ...["sensitivityOf", "zcdp"],
  ],
  "a method of the database that takes none": [
    ...["checkPrivacyBudget", "constructor", "countQuery", "remainingBudget"],
    ...["toJSON", "toString"],
  ],
};

for (
  const [name, cases] of Object.entries({
    ...ofCore,
    ...Object.fromEntries(
      Object.entries(ofMethods).map(([name, cases]) =>
        [`database.${name}`, cases] as const
      ),
    ),
    ...ofCharts,
    ...ofOtherDoors,
  })
) {
  Deno.test(`${name}() refuses an option that it does not know and names it`, async () => {
    assert(cases.length > 0);
    for (const { call, valid } of cases) {
      const tell = async (options: object) => void await call(options as never);
      await tell(valid);
      await refuses(tell, { ...valid, sensitvity: 1 }, "sensitvity");
      for (const [option, value] of Object.entries(valid)) {
        // Whose options they are is read off these.
        if (["query", "type"].includes(option)) continue;
        const { [option]: _, ...others } = valid as Record<string, unknown>;
        const misspelled = `${option}x`;
        await refuses(tell, { ...others, [misspelled]: value }, misspelled);
      }
    }
  });
}

async function refuses(
  tell: (options: object) => Promise<void>,
  options: object,
  part: string,
): Promise<void> {
  await assert.rejects(tell(options), (error: unknown) => {
    assert(error instanceof TypeError, `${error}`);
    assert(error.message.includes(part), error.message);
    return true;
  });
}

for (const [name, cases] of Object.entries(ofCharts)) {
  Deno.test(`${name}() names an option that is not given`, async () => {
    for (const { call, valid } of cases) {
      const tell = async (options: object) => void await call(options as never);
      for (const option of Object.keys(valid)) {
        // The scales follow the distributions then.
        if (name === "neighborsChart" && option === "outputs") continue;
        await refuses(
          tell,
          { ...valid, [option]: undefined },
          `: ${option} must be a`,
        );
      }
    }
  });
}

Deno.test("every function of lib/mod.ts and lib/charts/mod.ts and every method of a database refuses unknown options, or has none", () => {
  const isFunction = (value: unknown) => typeof value === "function";
  const { prototype } = core.DifferentiallyPrivateDatabase;
  const methods = Object.entries(Object.getOwnPropertyDescriptors(prototype))
    .filter(([, { value }]) => isFunction(value)).map(([name]) => name);
  const functions = Object.entries({ ...core, ...charts })
    .filter(([, value]) => isFunction(value)).map(([name]) => name);
  const known = [
    ...[ofCore, ofMethods, ofCharts].flatMap((cases) => Object.keys(cases)),
    ...Object.values(withoutOptions).flat(),
  ];
  assert.deepEqual([...functions, ...methods].sort(), known.sort());
});
