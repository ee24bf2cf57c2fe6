import { audit } from "./audit.ts";
import { databaseBudget } from "./database_budget.ts";
import type { Exercise } from "./exercise.ts";
import { friendsIncomes } from "./friends_incomes.ts";
import { medicalRecords } from "./medical_records.ts";
import { noiseHasHoles } from "./noise_has_holes.ts";
import { promises } from "./promises.ts";
import { purchaseTotals } from "./purchase_totals.ts";

/** A lesson by its title, with its exercises in the order in which they stand there. */
export interface Lesson {
  readonly title: string;
  readonly exercises: Readonly<Record<string, Exercise>>;
}

/** The lessons in reading order. */
export const lessons: readonly Lesson[] = [
  { title: "What differential privacy promises", exercises: promises },
  { title: "Medical records", exercises: medicalRecords },
  { title: "Friends' incomes", exercises: friendsIncomes },
  { title: "Purchase totals", exercises: purchaseTotals },
  { title: "Noise has holes", exercises: noiseHasHoles },
  { title: "Audit your mechanism", exercises: audit },
  { title: "A database with a budget", exercises: databaseBudget },
];
