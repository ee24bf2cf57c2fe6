import type { CategoryColumn, NumericColumn, Schema } from "../schema.ts";

const flag = (description: string) =>
  ({
    type: "category",
    categories: [0, 1],
    description: `1 if ${description}`,
  }) as const satisfies CategoryColumn;

const logarithm = (min: number, max: number, description: string) =>
  ({
    type: "number",
    min,
    max,
    step: 0.001,
    description,
  }) as const satisfies NumericColumn;

const scale = (min: number, max: number, description: string) =>
  ({ type: "integer", min, max, description }) as const satisfies NumericColumn;

/**
 * The public metadata of the RAND Health Insurance Experiment. Bounds come from
 * the plans and the definitions of the variables; where these give none, a
 * round one is declared and called so.
 *
 * @see Newhouse et al., Some interim results from a controlled trial of cost
 * sharing in health insurance, 1981: the plans
 */
export const randHealthSchema = {
  columns: {
    mdvis: {
      type: "integer",
      min: 0,
      max: 365,
      unit: "visits a year",
      description: "outpatient visits to a doctor; declared: one a day at most",
    },
    lncoins: logarithm(
      0,
      4.616,
      "ln(coinsurance + 1), the share of the bill that the person pays, 0 to 100 percent",
    ),
    idp: flag("the deductible is each person's own"),
    lpi: logarithm(
      0,
      9.211,
      "ln(max(1, payment for taking part)); declared: 10,000 dollars a year at most",
    ),
    fmde: logarithm(
      0,
      8.295,
      "0 if idp is 1, else ln(max(1, MDE / (0.01·coinsurance))); MDE, the most that a family pays, is at most 1,000 dollars, the least coinsurance 25 percent",
    ),
    physlm: {
      type: "number",
      min: 0,
      max: 1,
      step: 0.001,
      description: "1 if physically limited; a share where it was imputed",
    },
    disea: {
      type: "number",
      min: 0,
      max: 100,
      step: 0.01,
      description: "index of chronic diseases; declared: 100 at most",
    },
    hlthg: flag("health is good by the person's own rating"),
    hlthf: flag("health is fair by the person's own rating"),
    hlthp: flag(
      "health is poor by the person's own rating; excellent if none of the three is set",
    ),
  },
} as const satisfies Schema;

/**
 * The public metadata of the American National Election Study 1996. Scales and
 * brackets are those of the questionnaire.
 */
export const anes1996Schema = {
  columns: {
    popul: {
      type: "integer",
      min: 0,
      max: 8000,
      unit: "thousand people",
      description:
        "population of the place; the largest, New York, had 7.3 million in 1990",
    },
    TVnews: {
      ...scale(0, 7, "days on which TV news were watched"),
      unit: "days a week",
    },
    selfLR: scale(1, 7, "own place from left (1) to right (7)"),
    ClinLR: scale(1, 7, "Clinton's place from left (1) to right (7)"),
    DoleLR: scale(1, 7, "Dole's place from left (1) to right (7)"),
    PID: scale(0, 6, "party, strong Democrat (0) to strong Republican (6)"),
    age: {
      ...scale(18, 110, "age of a voter; declared: 110 at most"),
      unit: "years",
    },
    educ: scale(1, 7, "education, grade school (1) to advanced degree (7)"),
    income: scale(1, 24, "bracket of the household's income"),
    vote: {
      type: "category",
      categories: [0, 1],
      description: "expected vote, 0 for Clinton and 1 for Dole",
    },
    logpopul: {
      type: "number",
      min: -2.303,
      max: 8.988,
      step: 0.001,
      description: "ln(popul + 0.1), so from ln 0.1 to ln 8000.1",
    },
  },
} as const satisfies Schema;

/** The public metadata of Engel's budgets of working-class households. */
export const engelFoodSchema = {
  columns: {
    income: {
      type: "number",
      min: 0,
      max: 10_000,
      step: 0.01,
      unit: "francs a year",
      description: "income of the household; declared: 10,000 at most",
    },
    foodexp: {
      type: "number",
      min: 0,
      max: 10_000,
      step: 0.01,
      unit: "francs a year",
      description: "spent on food; declared: 10,000 at most",
    },
  },
} as const satisfies Schema;
