/**
 * The datasets of the lessons with their public schemas. Brings danfojs.
 *
 * @module
 */
export { type Deployment, deployments } from "./deployments.ts";
export { createMedicalDataset, medicalSchema } from "./medical.ts";
