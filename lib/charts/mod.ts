/**
 * One function a chart: rows in, options of Observable Plot out. Brings Plot.
 *
 * @module
 */
export { noiseChart, type NoiseRow } from "./noise.ts";
export { posteriorChart } from "./risk.ts";
export { tradeoffChart, type TradeoffRow } from "./tradeoff.ts";
export { uniquenessChart, type UniquenessRow } from "./uniqueness.ts";
