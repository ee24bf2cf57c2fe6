import type { Dataset } from "./dataset.ts";
import { incomesSchema } from "./incomes.ts";
import { medicalSchema } from "./medical.ts";
import { purchasesSchema } from "./purchases.ts";
import { anes1996Schema, engelFoodSchema, randHealthSchema } from "./real.ts";

/** The datasets to choose from: three of people who never lived, three real ones. */
export const datasetCatalog = freeze({
  medical: {
    name: "medical",
    title: "Medical records",
    description:
      "Patients with age, postal code, a diagnosis and a salary; no names.",
    origin: "generated",
    rows: 1000,
    schema: medicalSchema,
    privacyUnit: { unit: "a patient", maxRows: 1 },
    question: "How many patients have the disease?",
    demo: {
      count: {
        question: "How many patients have the disease?",
        where: { has_rare_disease: 1 },
      },
      mean: {
        question: "What do patients earn on average, in dollars?",
        column: "salary",
      },
      histogram: {
        question: "How many patients are aged 18–29, 30–41, …, 78–90?",
        column: "age",
        edges: [18, 30, 42, 54, 66, 78, 90],
        label: "age (years)",
      },
    },
    source: "createMedicalDataset() with seed 42",
    license: "MIT",
  },
  incomes: {
    name: "incomes",
    title: "Friends' incomes",
    description: "A thousand friends, each with an income.",
    origin: "generated",
    rows: 1000,
    schema: incomesSchema,
    privacyUnit: { unit: "a friend", maxRows: 1 },
    question: "What do the friends earn on average?",
    demo: {
      count: {
        question: "How many friends earn 80,000 dollars or more?",
        where: { income: { min: 80_000 } },
      },
      mean: {
        question: "What do friends earn on average, in dollars?",
        column: "income",
      },
      histogram: {
        question: "How many friends earn 40–50, 50–60, …, 90–100 thousand?",
        column: "income",
        edges: [40_000, 50_000, 60_000, 70_000, 80_000, 90_000, 100_000],
        label: "income (dollars a year)",
      },
    },
    source: "createIncomeDataset() with seed 42",
    license: "MIT",
  },
  purchases: {
    name: "purchases",
    title: "A shop's purchases",
    description:
      "A year of purchases by 1000 customers: most made a few, some made dozens; some prices are very high and some coupons were used by one customer alone.",
    origin: "generated",
    rows: 5109,
    schema: purchasesSchema,
    privacyUnit: { unit: "a customer", column: "customer", maxRows: 5 },
    question: "How much did the customers spend in all?",
    demo: {
      count: {
        question: "How many customers bought electronics?",
        where: { category: "electronics" },
        maxRows: 1,
      },
      mean: {
        question:
          "What did a purchase cost on average, in cents (10,000 at most, first five of each customer)?",
        column: "price_cents",
        bounds: { max: 10_000 },
      },
      histogram: {
        question:
          "How many purchases cost 0–2,000, …, 8,000–10,000 cents (first five such of each customer)?",
        column: "price_cents",
        edges: [0, 2000, 4000, 6000, 8000, 10_000],
        label: "price (cents)",
      },
    },
    source: "createPurchaseDataset() with seed 42",
    license: "MIT",
  },
  rand_health: {
    name: "rand_health",
    title: "RAND Health Insurance Experiment",
    description:
      "Visits to the doctor under insurance plans given out at random. There is no person id, so a guarantee covers a person's year and not the person, who has several.",
    origin: "real",
    rows: 20_190,
    schema: randHealthSchema,
    privacyUnit: { unit: "a person's year", maxRows: 1 },
    question: "How often does a person see a doctor in a year, by plan?",
    demo: {
      count: {
        question: "In how many persons' years was no doctor seen?",
        where: { mdvis: 0 },
      },
      mean: {
        question:
          "How many visits does a person make in a year on average, 30 at most?",
        column: "mdvis",
        bounds: { max: 30 },
      },
      histogram: {
        question: "How many persons' years have 0–4, 5–9, …, 25–30 visits?",
        column: "mdvis",
        edges: [0, 5, 10, 15, 20, 25, 30],
        label: "visits to a doctor (a year)",
      },
    },
    source: "J. Newhouse et al., RAND Health Insurance Experiment",
    license: "public domain",
  },
  anes_1996: {
    name: "anes_1996",
    title: "American National Election Study 1996",
    description:
      "Respondents with their politics, age, education and income; a subset of the study.",
    origin: "real",
    rows: 944,
    schema: anes1996Schema,
    privacyUnit: { unit: "a respondent", maxRows: 1 },
    question: "How many days a week do voters of each party watch TV news?",
    demo: {
      count: {
        question: "How many respondents expect to vote for Clinton?",
        where: { vote: 0 },
      },
      mean: {
        question:
          "On how many days a week do respondents watch TV news on average?",
        column: "TVnews",
      },
      histogram: {
        question: "How many respondents are aged 18–29, 30–41, …, 78–90?",
        column: "age",
        edges: [18, 30, 42, 54, 66, 78, 90],
        label: "age (years)",
      },
    },
    source: "American National Election Studies 1996",
    license: "public domain",
  },
  engel_food: {
    name: "engel_food",
    title: "Engel's food budgets",
    description:
      "Belgian working-class households of 1857: what they had and what went into food.",
    origin: "real",
    rows: 235,
    schema: engelFoodSchema,
    privacyUnit: { unit: "a household", maxRows: 1 },
    question: "Which share of its income does a household spend on food?",
    demo: {
      count: {
        question: "How many households spend 600 francs or more on food?",
        where: { foodexp: { min: 600 } },
      },
      mean: {
        question:
          "What does a household spend on food in francs on average, 2,000 at most?",
        column: "foodexp",
        bounds: { max: 2000 },
      },
      histogram: {
        question:
          "How many households have an income of 0–500, 500–1000, …, 2000–2500 francs?",
        column: "income",
        edges: [0, 500, 1000, 1500, 2000, 2500],
        label: "income (francs a year)",
      },
    },
    source: "E. Engel (1857), as used by Koenker and Bassett (1982)",
    license: "public domain",
  },
});

export type DatasetName = keyof typeof datasetCatalog;

/** Freezes the catalog with all that is in it, the schemas too. */
function freeze<const T extends Readonly<Record<string, Dataset>>>(
  catalog: T,
): T {
  freezeDeep(catalog);
  return catalog;
}

function freezeDeep(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  Object.values(value).forEach(freezeDeep);
  Object.freeze(value);
}
