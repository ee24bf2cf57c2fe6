import { advised } from "../advice.ts";
import { Rational } from "../exact.ts";
import type { Schema } from "../schema.ts";
import type { Bounds } from "./question.ts";

/**
 * How values of a column become whole numbers: clamped to the bounds, as steps
 * of a public grid. All sums are made of these integers.
 */
export interface Measure {
  readonly column: string;
  /** Width of the grid, in the unit of the column. */
  readonly step: Rational;
  /** The smallest value, in steps, at most the lower bound. */
  readonly low: number;
  /** The largest value, in steps, at least the upper bound. */
  readonly high: number;
  /** The step that is subtracted before anything is added up. */
  readonly center: number;
  /** What values are measured in, as the schema says. */
  readonly unit: string | undefined;
}

/**
 * The measure of a column from what is declared, bounds rounded outward to the
 * grid.
 *
 * @param centered whether values are counted from the middle of the bounds
 * @throws {TypeError | RangeError} if a bound is missing, or they are no interval
 */
export function measureOf(
  action: string,
  column: string,
  schema: Schema | undefined,
  bounds: Bounds,
  centered: boolean,
): Measure {
  const declared = schema?.columns[column];
  if (declared?.type === "category" || declared?.type === "text") {
    throw new TypeError(advised(
      `Cannot ${action}: the column must be of numbers, but ${column} is declared as a ${declared.type}`,
      declared.type === "category"
        ? `Its groups can be counted: groupBy("${column}").count({ epsilon: 0.1 }).`
        : undefined,
    ));
  }
  const whole = declared?.type === "integer" ? 1 : undefined;
  const { min = declared?.min, max = declared?.max } = bounds;
  const step = bounds.step ?? declared?.step ?? whole;
  const missing = Object.entries({ min, max, step })
    .filter(([, value]) => value === undefined).map(([name]) => name);
  if (missing.length > 0) {
    throw new TypeError(advised(
      `Cannot ${action}: the schema or the option bounds must declare ${
        missing.join(" and ")
      } of ${column}`,
      ...boundsAdvice(missing),
    ));
  }
  if (![min, max, step].every(Number.isFinite) || !(step! > 0 && min! < max!)) {
    throw new RangeError(
      `Cannot ${action}: the bounds of ${column} must be finite, min < max, and the step above 0, but are ${min} to ${max} by ${step}`,
    );
  }
  const width = Rational.of(step!);
  const low = -Number(Rational.of(-min!).dividedBy(width).ceil());
  const high = Number(Rational.of(max!).dividedBy(width).ceil());
  if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high)) {
    throw new RangeError(
      `Cannot ${action}: the bounds of ${column} must be at most 2^53 steps from 0; a larger step makes them fewer`,
    );
  }
  const center = centered ? Math.floor(low / 2 + high / 2) : 0;
  const unit = declared?.unit;
  return { column, step: width, low: low + 0, high, center, unit };
}

function boundsAdvice(missing: readonly string[]): string[] {
  const examples: Record<string, number> = { min: 0, max: 100, step: 1 };
  const parts = missing.map((name) => `${name}: ${examples[name]}`);
  return [
    missing.includes("min") || missing.includes("max")
      ? "Without bounds one person could move the answer by any amount: no noise is enough."
      : "Values are added up as whole steps, so that the noise can be exact.",
    "Take them from what is known of the column, not from the data; for example:",
    `  bounds: { ${parts.join(", ")} }`,
  ];
}

/** Whole steps in the unit of the column: the nearest double. */
export function inUnits(
  steps: number | bigint | Rational,
  step: Rational,
): number {
  return step.times(steps).toNumber();
}
