/**
 * One function a chart: rows in, options of Observable Plot out. Brings Plot.
 *
 * @module
 */
export { averagingChart, type AveragingRow } from "./averaging.ts";
export { ledgerChart } from "./ledger.ts";
export { neighborsChart } from "./neighbors.ts";
export { noiseChart, type NoiseRow } from "./noise.ts";
export { posteriorChart } from "./risk.ts";
export { tradeoffChart, type TradeoffRow } from "./tradeoff.ts";
export { uniquenessChart, type UniquenessRow } from "./uniqueness.ts";
