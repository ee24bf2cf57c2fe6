import { PrivacyBudget } from "lib/mod.ts";
import * as charts from "lib/charts/mod.ts";
import { discreteLaplace } from "lib/mechanisms/discrete_laplace.ts";
import { type Case, type Cases, taking } from "./taking.ts";

const epsilon = 1;
const bin = { from: 0, to: 1, panel: "ours" };
const budget = new PrivacyBudget(1);
budget.spend(0.3, "count");

/** Every chart that has options. */
export const ofCharts: Cases = {
  answersChart: drawing(charts.answersChart, [
    { epsilon, truth: [40], released: [41], edges: [0, 10] },
  ], { x: "age" }),
  averagingChart: drawing(charts.averagingChart, [
    { answers: 1, average: 9 },
  ], { trueValue: 10 }),
  beliefChart: drawing(charts.beliefChart, [
    { label: "before", mean: 70_000, standardDeviation: 10_000 },
  ], { truth: 68_000 }),
  bitsChart: drawing(
    charts.bitsChart,
    discreteLaplace({ sensitivity: 1, epsilon }),
    { bits: 5 },
  ),
  boundChart: drawing(charts.boundChart, [400, 60, 40], {
    ...{ bound: 100, epsilon, shown: 3, unit: "dollars" },
  }),
  certificateChart: drawing(charts.certificateChart, [
    { draws: 100, certified: 0.4 },
  ], { claimed: 1, truth: 2 }),
  clippingChart: drawing(charts.clippingChart, [
    { limit: 1, bias: 9, noise: 1, error: 9 },
  ], { limit: "rows a customer", unit: "dollars" }),
  combChart: drawing(charts.combChart, [
    { label: "from 0", reachable: [true, false] },
  ], { start: 2 }),
  estimatesChart: drawing(charts.estimatesChart, [
    { standardDeviation: 20_000, estimate: 70_100 },
  ], { actual: 70_000, friends: 1000, within: 1000 }),
  fitChart: drawing(charts.fitChart, [
    { ...bin, observed: 48, expected: 50 },
    { ...bin, observed: 52, expected: 50 },
  ], { x: "heads" }),
  guessChart: taking(charts.guessChart, {
    ...{ counts: [9, 10], epsilon, outputs: [0, 20] },
  }),
  histogramChart: drawing(charts.histogramChart, [
    { ...bin, value: 42, truth: 40, off: 3 },
  ], { x: "price" }),
  intervalsChart: drawing(charts.intervalsChart, [
    { group: "free care", value: 3.1, low: 3, high: 3.2, truth: 3.06 },
  ], { title: "Free care is used more", x: "visits a year" }),
  ledgerChart: drawing(charts.ledgerChart, budget.entries, { total: 1 }),
  localCentralChart: drawing(charts.localCentralChart, [
    { friends: 10, local: 90_000, central: 28_000 },
  ], { sensitivity: 200_000, epsilon }),
  neighborsChart: taking(charts.neighborsChart, {
    ...{ counts: [9, 10], epsilon, outputs: [0, 20] },
  }),
  noiseChart: drawing(charts.noiseChart, [{ epsilon, noisy: 9.5 }], {
    trueValue: 10,
  }),
  posteriorChart: taking(charts.posteriorChart, { epsilon, prior: 0.1 }),
  rocChart: drawing(charts.rocChart, [
    { label: "sum", truePositiveRate: 1, falsePositiveRate: 0 },
  ], { epsilon }),
  surveysChart: drawing(
    charts.surveysChart,
    { friends: 100, local: [30_000], central: [400] },
    { sensitivity: 200_000, epsilon, reach: 100_000 },
  ),
  tradeoffChart: drawing(charts.tradeoffChart, [
    { epsilon, meanAbsoluteError: 1.1 },
  ], { trials: 20 }),
  trustChart: taking(charts.trustChart, {
    ...{ truths: [true, false], reports: [true, true] },
    ...{ local: 0.5, central: 0.31, epsilon },
  }),
};

function drawing<Rows, Options extends object>(
  draw: (rows: Rows, options: Options) => unknown,
  rows: Rows,
  valid: Required<Options>,
): Case[] {
  return taking((options: Options) => draw(rows, options), valid);
}
