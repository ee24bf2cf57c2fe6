import type { Scalar } from "../../where.ts";
import { type Columns, labelled } from "../columns.ts";
import type { Selection } from "../plan.ts";
import { countPassing } from "./filtering.ts";
import type { Engine, Totals } from "./engine.ts";
import {
  type Persons,
  type RowSources,
  type SelectedRows,
  selectRows,
} from "./rows.ts";
import { StepCache, type Steps } from "./steps.ts";
import { type Power, totalOfAll, totalsOf } from "./totals.ts";

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
  async persons(
    selection: Selection,
    column: string,
  ): Promise<ReadonlyMap<Scalar, number>> {
    const { codes, labels } = labelled(this.#columns.cells.get(column)!);
    const { takesPart } = this.#select(selection, { keys: codes });
    const persons = this.#persons?.codes;
    const pairs = Float64Array.from(
      codes,
      (key, i) =>
        takesPart[i] === 0 ? -1 : (persons?.[i] ?? i) * labels.length + key,
    ).sort();
    const counts = new Float64Array(labels.length);
    pairs.forEach((pair, i) => {
      if (pair >= 0 && pair !== pairs[i - 1]) counts[pair % labels.length]!++;
    });
    const present = labels.map((label, i) => [label, counts[i]!] as const)
      .filter(([, count]) => count > 0);
    return new Map(present);
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
