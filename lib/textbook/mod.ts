/**
 * The formulas as textbooks print them, with floating-point noise: for lessons,
 * for simulation and as targets of attacks. Nothing here is fit for release.
 *
 * @module
 */
export { laplaceErrorBand } from "../laplace_error.ts";
export { laplaceMechanism } from "./laplace.ts";
export { NaiveDatabase } from "./naive_database.ts";
export { NaiveProcessor } from "./naive_processor.ts";
export { estimateMean, type Normal, obscure, updateBelief } from "./obscure.ts";
