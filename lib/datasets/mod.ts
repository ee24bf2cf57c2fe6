/**
 * The datasets of the lessons with their public schemas. Brings danfojs.
 *
 * @module
 */
export { createMedicalDataset, medicalSchema } from "./medical.ts";
