/**
 * The datasets of the lessons with their public schemas. Brings danfojs.
 *
 * @module
 */
export {
  type Dataset,
  datasetCatalog,
  type DatasetName,
  type DemoQuestions,
  loadDataset,
  type PrivacyUnit,
} from "./catalog.ts";
export { type Deployment, deployments } from "./deployments.ts";
export { createIncomeDataset, incomesSchema } from "./incomes.ts";
export { createMedicalDataset, medicalSchema } from "./medical.ts";
export { createPurchaseDataset, purchasesSchema } from "./purchases.ts";
export { anes1996Schema, engelFoodSchema, randHealthSchema } from "./real.ts";
