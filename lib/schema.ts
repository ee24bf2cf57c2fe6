import { advised, didYouMean } from "./advice.ts";
import { requireKnown } from "./checks.ts";

/** What is public about a numeric column, known before anybody looks at the data. */
export interface NumericColumn {
  type: "integer" | "number";
  /** Smallest possible value. */
  min?: number;
  /** Largest possible value. */
  max?: number;
  /** Width of the grid on which sums are computed. */
  step?: number;
  /** Unit of measurement, for axes and tables. */
  unit?: string;
  description: string;
}

/** What is public about a column of labels or codes. */
export interface CategoryColumn {
  type: "category";
  /** Every value that can occur, whether or not it does. */
  categories: readonly (string | number | boolean)[];
  unit?: string;
  description: string;
}

/** What is public about a column of labels whose possible values are not. */
export interface TextColumn {
  type: "text";
  description: string;
}

export type Column = NumericColumn | CategoryColumn | TextColumn;

/**
 * Public metadata of a table: what could be in it. Bounds and categories that
 * are read off the data would themselves reveal something about it, so they are
 * declared here, from knowledge that does not come from the records.
 */
export interface Schema {
  columns: Readonly<Record<string, Column>>;
}

/** A record of a schema's columns; a missing value is null. */
export type RowOf<S extends Schema> = {
  readonly [Name in keyof S["columns"]]: CellOf<S["columns"][Name]> | null;
};

type CellOf<C extends Column> = C extends CategoryColumn
  ? C["categories"][number]
  : C extends TextColumn ? string
  : number;

/**
 * Whether a value could occur in a column.
 *
 * @example An age that nobody in the survey can have
 * ```ts
 * import { type Column, fitsColumn } from "lib/schema.ts";
 * import assert from "node:assert/strict";
 *
 * const age: Column = { type: "integer", min: 18, max: 90, description: "age" };
 * assert(fitsColumn(age, 34));
 * assert(!fitsColumn(age, 17));
 * assert(!fitsColumn(age, 34.5));
 * ```
 */
export function fitsColumn(column: Column, value: unknown): boolean {
  if (column.type === "category") {
    return column.categories.some((category) => category === value);
  }
  if (column.type === "text") return typeof value === "string";
  return typeof value === "number" && Number.isFinite(value) &&
    (column.type === "number" || Number.isInteger(value)) &&
    value >= (column.min ?? -Infinity) && value <= (column.max ?? Infinity);
}

/**
 * Refuses a schema that declares what cannot be.
 *
 * @throws {TypeError} if there are no columns, or one has an unknown type or property, or categories that are no list of values
 * @throws {RangeError} if bounds are not numbers, min ≤ max, or a step is not above 0
 */
export function requireSchema(action: string, schema: Schema): void {
  if (typeof schema?.columns !== "object" || schema.columns === null) {
    throw new TypeError(advised(
      `Cannot ${action}: schema must be { columns }`,
      "For example:",
      '  schema: { columns: { age: { type: "integer", min: 0, max: 120, description: "age" } } }',
    ));
  }
  for (const [name, column] of Object.entries(schema.columns)) {
    const allow = (...known: string[]) =>
      requireKnown(`${action} with the column ${name}`, column, known);
    const refuse = (rule: string, advice?: string) =>
      new TypeError(
        advised(
          `Cannot ${action}: the column ${name} must have ${rule}`,
          advice,
        ),
      );
    if (column.type === "category") {
      allow("type", "categories", "unit", "description");
      const { categories } = column;
      const areValues = Array.isArray(categories) && categories.length > 0 &&
        categories.every((value) =>
          ["string", "number", "boolean"].includes(typeof value)
        ) && new Set(categories).size === categories.length;
      if (!areValues) throw refuse("categories, a list of different values");
    } else if (column.type === "integer" || column.type === "number") {
      allow("type", "min", "max", "step", "unit", "description");
      const { min = -Infinity, max = Infinity, step = 1 } = column;
      const isRange = [min, max, step].every((value) =>
        typeof value === "number"
      ) && min <= max && step > 0;
      if (!isRange) {
        throw new RangeError(
          `Cannot ${action}: the bounds of ${name} must be numbers, min ≤ max, and its step above 0`,
        );
      }
    } else if (column.type === "text") {
      allow("type", "description");
    } else {
      const types = ["integer", "number", "category", "text"];
      const { type } = column as { type: unknown };
      throw refuse(
        'the type "integer", "number", "category" or "text"',
        didYouMean(type, types),
      );
    }
  }
}
