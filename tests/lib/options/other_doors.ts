import { neighborsChart } from "lib/charts/mod.ts";
import {
  createIncomeDataset,
  createMedicalDataset,
  createPurchaseDataset,
} from "lib/datasets/mod.ts";
import { progress, show } from "lib/display.ts";
import { explore } from "lib/explore.ts";
import { laplaceErrorBand } from "lib/textbook/mod.ts";
import { printed } from "../console.ts";
import { type Case, type Cases, taking } from "./taking.ts";

const epsilon = 1;

/** By their names, from the doors beside lib/mod.ts. */
export const ofOtherDoors: Cases = {
  laplaceErrorBand: taking(laplaceErrorBand, {
    ...{ epsilon, trials: 10, coverage: 0.5, sensitivity: 3 },
  }),
  createMedicalDataset: seeding(createMedicalDataset),
  createIncomeDataset: seeding(createIncomeDataset),
  createPurchaseDataset: seeding(createPurchaseDataset),
  show: taking(
    (options: Parameters<typeof show>[1] & object) =>
      printed(() => show([{ age: 20 }], options)),
    { alt: "a row", caption: "A row" },
  ),
  progress: taking(
    (options: Parameters<typeof progress>[1]) =>
      printed(async () => void await progress([], options).next()),
    { label: "Adding", total: 3 },
  ),
  explore: taking(
    (options: Parameters<typeof explore<number>>[0]) =>
      printed(() => explore(options)),
    {
      ...{ label: "ε", values: [1, 2], start: 1, caption: "Two charts" },
      ...{ format: String, chart: chartAt },
    },
  ),
};

function seeding(
  create: (n: number, options: { seed?: number }) => unknown,
): Case[] {
  return taking((options: { seed?: number }) => create(3, options), {
    seed: 7,
  });
}

function chartAt(epsilon: number) {
  return neighborsChart({ counts: [9, 10], epsilon, outputs: [0, 20] });
}
