/** Writes the generated tables of data/. */

import { toCsv } from "lib/csv.ts";
import {
  createIncomeDataset,
  createMedicalDataset,
  createPurchaseDataset,
} from "lib/datasets/mod.ts";

/** Where the tables are kept. */
export const dataFolder = new URL("../data/", import.meta.url);

/** Each generated file with its text. */
export function generatedFiles(): Record<string, string> {
  return {
    "medical.csv": toCsv(createMedicalDataset()),
    "incomes.csv": toCsv(createIncomeDataset()),
    "purchases.csv": toCsv(createPurchaseDataset()),
  };
}

if (import.meta.main) {
  for (const [name, text] of Object.entries(generatedFiles())) {
    await Deno.writeTextFile(new URL(name, dataFolder), text);
  }
}
