/**
 * One function a chart: rows in, options of Observable Plot out. Brings Plot.
 *
 * @module
 */
export { type AnswerBars, answersChart } from "./answers.ts";
export { averagingChart, type AveragingRow } from "./averaging.ts";
export { type Belief, beliefChart } from "./belief.ts";
export { bitsChart } from "./bits.ts";
export { boundChart } from "./bound.ts";
export { certificateChart, type CertificateRow } from "./certificate.ts";
export { clippingChart, type ClippingRow } from "./clipping.ts";
export { combChart, type CombRow } from "./comb.ts";
export { type EstimateRow, estimatesChart } from "./estimates.ts";
export { fitChart, type FitRow } from "./fit.ts";
export { grainChart, type GrainRow } from "./grain.ts";
export { guessChart } from "./guess.ts";
export { histogramChart, type HistogramRow } from "./histogram.ts";
export { type IntervalRow, intervalsChart } from "./intervals.ts";
export { ledgerChart } from "./ledger.ts";
export { localCentralChart, type LocalCentralRow } from "./local_central.ts";
export { neighborsChart } from "./neighbors.ts";
export { noiseChart, type NoiseRow } from "./noise.ts";
export { posteriorChart } from "./risk.ts";
export { rocChart, type RocRow } from "./roc.ts";
export { type SurveyErrors, surveysChart } from "./surveys.ts";
export { tradeoffChart, type TradeoffRow } from "./tradeoff.ts";
export { trustChart } from "./trust.ts";
export { uniquenessChart, type UniquenessRow } from "./uniqueness.ts";
