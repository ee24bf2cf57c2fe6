import { type Columns, labelled } from "../columns.ts";
import type { Selection } from "../plan.ts";
import { countPassing } from "./filtering.ts";
import type { Engine, KeyCounts, Totals } from "./engine.ts";
import { personsByKey } from "./keys.ts";
import {
  type Persons,
  type RowSources,
  type SelectedRows,
  selectRows,
} from "./rows.ts";
import { StepCache, type Steps } from "./steps.ts";
import { type Power, totalOfAll, totalsOf } from "./totals.ts";

/** Of so many rows the keys fit into an array, were they all different. */
const MOST_ROWS = 2 ** 26;

/**
 * Refuses a table whose private keys could be too many, to the curator: a limit met
 * by a question would tell about the data.
 *
 * @throws {RangeError} if there are more than 2^26 rows
 */
export function requireFewRows({ length }: { readonly length: number }): void {
  if (length > MOST_ROWS) {
    throw new RangeError(
      "Cannot make the database: the data must have at most 2^26 rows, as its budget has a delta for private keys",
    );
  }
}

/** Answers plans from a table in memory, exactly. */
export class MemoryEngine implements Engine {
  readonly #columns: Columns;
  readonly #persons: Persons | undefined;
  readonly #steps = new StepCache();

  static {
    Object.freeze(this);
    Object.freeze(this.prototype);
  }

  /** @param unit the column that says whose a row is; each row its own if left out */
  constructor(columns: Columns, unit?: string) {
    this.#columns = columns;
    if (unit !== undefined) {
      const { codes, labels } = labelled(columns.cells.get(unit)!);
      this.#persons = { codes, count: labels.length };
    }
  }

  // deno-lint-ignore require-await
  async totals(
    selection: Selection,
    power: Power,
  ): Promise<readonly Totals[]> {
    const steps = this.#stepsOf(selection);
    const { groups } = selection;
    const reach = reachOf(selection);
    if (isOnlyFilter(selection)) {
      const count = countPassing(selection.filter, this.#columns);
      return [{ count, sum: 0, squares: 0 }];
    }
    if (isAllRows(selection) && power === 1) {
      const total = totalOfAll(steps!, reach);
      if (total !== undefined) return [total];
    }
    const rows = this.#select(selection, { steps });
    return totalsOf(rows, steps?.values, { groups, reach, power });
  }

  // deno-lint-ignore require-await
  async values(selection: Selection): Promise<readonly Float64Array[]> {
    const steps = this.#stepsOf(selection)!;
    const { takesPart, groups } = this.#select(selection, { steps });
    const sizes = new Uint32Array(selection.groups);
    takesPart.forEach((takes, i) => sizes[groups?.[i] ?? 0]! += takes);
    const values = Array.from(sizes, (size) => new Float64Array(size));
    sizes.fill(0);
    takesPart.forEach((takes, i) => {
      const group = groups?.[i] ?? 0;
      if (takes === 1) values[group]![sizes[group]!++] = steps.values[i]!;
    });
    return values;
  }

  // deno-lint-ignore require-await
  async persons(selection: Selection, column: string): Promise<KeyCounts> {
    const { codes, labels } = labelled(this.#columns.cells.get(column)!);
    const { takesPart } = this.#select(selection, { keys: codes });
    const counts = personsByKey(
      codes,
      labels.length,
      takesPart,
      this.#persons,
    );
    const keys = labels.filter((_, key) => counts[key]! > 0);
    // The sign of a zero would tell whose row came first.
    const zero = keys.indexOf(0);
    if (zero >= 0) keys[zero] = 0;
    return { keys, counts: counts.filter((count) => count > 0) };
  }

  #select(
    selection: Selection,
    required: Pick<RowSources, "steps" | "keys">,
  ): SelectedRows {
    return selectRows(selection, {
      columns: this.#columns,
      persons: this.#persons,
      ...required,
    });
  }

  #stepsOf({ measure }: Selection): Steps | undefined {
    return measure &&
      this.#steps.of(measure, this.#columns.cells.get(measure.column)!);
  }
}

// The two plainest questions take one pass.

function isOnlyFilter({ measure, dimensions, maxRows }: Selection): boolean {
  return measure === undefined && dimensions.length === 0 &&
    maxRows === undefined;
}

function isAllRows({ filter, dimensions, maxRows }: Selection): boolean {
  return filter.kind === "and" && filter.parts.length === 0 &&
    dimensions.length === 0 && maxRows === undefined;
}

/** How far a value can be from the center, in steps. */
function reachOf({ measure }: Selection): number {
  return measure === undefined
    ? 1
    : Math.max(measure.center - measure.low, measure.high - measure.center, 1);
}
