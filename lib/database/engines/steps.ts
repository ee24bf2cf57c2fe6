import type { Cells } from "../columns.ts";
import type { Measure } from "../measure.ts";

/** Values in whole steps from the center of a measure. */
export interface Steps {
  /** Narrow ones, of a magnitude below 2^30, or wide ones; NaN or `MISSING` for no value. */
  readonly values: Int32Array | Float64Array;
}

const NARROW = 2 ** 30;
/** Stands for no value among narrow ones. */
export const MISSING = -(2 ** 31);

/** All bits for a narrow value that is missing, none for one that is there. */
export function missingMask(value: number): number {
  return (value + NARROW) >> 31;
}

const MOST_KEPT = 8;

/**
 * Clamps a column and turns it into steps, the nearest double of value/step rounded half up: each value once,
 * since the same few measures are asked for again and again.
 */
export class StepCache {
  readonly #kept = new Map<string, Steps>();

  static {
    Object.freeze(this);
    Object.freeze(this.prototype);
  }

  of(measure: Measure, cells: Cells): Steps {
    const { column, step, low, high, center } = measure;
    const key = JSON.stringify([column, step, low, high, center]);
    const kept = this.#kept.get(key) ?? stepsOf(measure, cells);
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT) this.#kept.delete(oldest!);
    return kept;
  }
}

function stepsOf(measure: Measure, cells: Cells): Steps {
  const { low, high, center } = measure;
  const isNarrow = Math.max(center - low, high - center) < NARROW;
  const missing = isNarrow ? MISSING : NaN;
  const array = isNarrow ? Int32Array : Float64Array;
  if (cells.kind === "labels") {
    const numbers = Float64Array.from(
      cells.labels,
      (label) => typeof label === "number" ? label : NaN,
    );
    const byLabel = new array(numbers.length);
    fill(byLabel, numbers, measure);
    const values = new array(cells.codes.length);
    for (let i = 0; i < values.length; i++) {
      values[i] = byLabel[cells.codes[i]!] ?? missing;
    }
    return { values };
  }
  const values = new array(cells.values.length);
  fill(values, cells.values, measure);
  return { values };
}

function fill(
  steps: Int32Array | Float64Array,
  values: Float64Array,
  measure: Measure,
): void {
  if (steps instanceof Int32Array) fillNarrow(steps, values, measure);
  else fillWide(steps, values, measure);
}

/** Without branches: a value is below, above or inside the bounds, or missing. */
function fillNarrow(
  steps: Int32Array,
  values: Float64Array,
  { step, low, high, center }: Measure,
): void {
  const width = step.toNumber();
  const least = low - center;
  const most = high - center;
  for (let i = 0; i < values.length; i++) {
    const exact = values[i]! / width;
    const whole = Math.floor(exact);
    // Half up, and exact where adding a half before would not be.
    const place = whole + +(exact - whole >= 0.5) - center;
    const below = 0 - +(place < least);
    const above = 0 - +(place > most);
    const inside = (0 - +(place >= least)) & (0 - +(place <= most));
    const missing = ~(below | above | inside) & MISSING;
    steps[i] = below & least | above & most | inside & place | missing;
  }
}

function fillWide(
  steps: Float64Array,
  values: Float64Array,
  { step, low, high, center }: Measure,
): void {
  const width = step.toNumber();
  for (let i = 0; i < values.length; i++) {
    const place = Math.round(values[i]! / width);
    steps[i] = Math.min(Math.max(place, low), high) - center;
  }
}
