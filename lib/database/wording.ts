import type { DiscreteMechanism } from "../mechanisms/mechanism.ts";
import { shortNumber } from "../short_text.ts";
import { inUnits } from "./measure.ts";
import type { Plan, Statistic } from "./plan.ts";
import type { Query } from "./question.ts";

/** What a question asks for, or is answered with. */
type Quantity = Query | Statistic["name"];

/** What a quantity is measured in, if the schema says. */
export function unitOf(
  { measure }: Plan,
  name: Quantity,
): string | undefined {
  if (name === "count" || measure?.unit === undefined) return undefined;
  const isSquare = name === "variance" || name === "squares";
  return isSquare ? `(${measure.unit})²` : measure.unit;
}

/** A total or its error in the unit of the column, to the power that it has. */
export function unitsOf(
  { measure }: Plan,
  name: Statistic["name"],
  steps: number | bigint,
): number {
  if (name === "count" || measure === undefined) return Number(steps);
  const { step } = measure;
  return inUnits(steps, name === "squares" ? step.times(step) : step);
}

/** The mechanism of each total with its scale, in the unit of the answer. */
export function mechanismText(
  plan: Plan,
  noises: readonly DiscreteMechanism[],
): string {
  const scales = noises.map(({ scale }, i) => {
    const name = plan.statistics[i]!.name;
    const width = plan.measure?.step.toNumber() ?? 1;
    const power = name === "count" ? 0 : name === "squares" ? 2 : 1;
    const text = shortNumber(scale * width ** power);
    return noises.length === 1 ? text : `${text} on the ${name}`;
  });
  return `${noises[0]!.name}, scale ${scales.join(", ")}`;
}

/** What is estimated, with all that has been done to the values first. */
export function targetOf(
  plan: Plan,
  name: Quantity,
): string {
  const { measure, maxRows } = plan;
  const rows = maxRows === undefined
    ? ""
    : maxRows === 1
    ? "one row a person"
    : `at most ${maxRows} rows a person`;
  if (name === "count" || measure === undefined) {
    return rows === "" ? "the exact count" : `the count of ${rows}`;
  }
  const { step, low, high, center } = measure;
  const units = (steps: number) => inUnits(steps, step);
  const minus = center === 0 || name === "mean" || name === "variance"
    ? ""
    : ` minus ${units(center)}`;
  const what = name === "squares"
    ? "sum of squares"
    : name === "quantile"
    ? `${plan.quantile}-quantile`
    : name;
  return `the ${what} of values clamped to ${units(low)} to ${
    units(high)
  } in steps of ${step}${minus}${rows && ` of ${rows}`}`;
}
