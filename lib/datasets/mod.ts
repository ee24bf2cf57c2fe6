/**
 * The datasets of the lessons with their public schemas. Brings danfojs.
 *
 * @module
 */
export { datasetCatalog, type DatasetName } from "./catalog.ts";
export type { Dataset, DemoQuestions, PrivacyUnit } from "./dataset.ts";
export { type Deployment, deployments } from "./deployments.ts";
export { createIncomeDataset, incomesSchema } from "./incomes.ts";
export { loadDataset } from "./load.ts";
export { createMedicalDataset, medicalSchema } from "./medical.ts";
export { createPurchaseDataset, purchasesSchema } from "./purchases.ts";
export { anes1996Schema, engelFoodSchema, randHealthSchema } from "./real.ts";
