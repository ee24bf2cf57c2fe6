import { advised, didYouMean } from "../advice.ts";
import type { Schema } from "../schema.ts";
import type { CellTest } from "../where.ts";

/**
 * Refuses a condition on values that the schema says cannot be in the column.
 *
 * @throws {TypeError} if a value has another type
 * @throws {RangeError} if it is none of the categories
 */
export function requireFit(
  action: string,
  { column, values, isRange }: CellTest,
  schema: Schema,
) {
  const declared = schema.columns[column]!;
  const types = declared.type === "category"
    ? new Set<string>(declared.categories.map((category) => typeof category))
    : new Set(declared.type === "text" ? ["string"] : ["number"]);
  const foreign = values.find((value) => !types.has(typeof value));
  if (foreign !== undefined) {
    throw new TypeError(advised(
      `Cannot ${action}: the value of ${column} must be a ${
        [...types].join(" or ")
      }, but is of type ${typeof foreign}`,
      typeof foreign === "string"
        ? "Quotation marks make a text of it."
        : types.has("string")
        ? "A text stands in quotation marks."
        : undefined,
    ));
  }
  if (declared.type === "category" && !isRange) {
    const unknown = values.find((value) =>
      !declared.categories.some((category) => category === value)
    );
    if (unknown !== undefined) {
      throw new RangeError(advised(
        `Cannot ${action}: the value of ${column} must be one of its categories, but is ${unknown}`,
        didYouMean(unknown, declared.categories.map(String)) ??
          fewCategories(declared.categories),
      ));
    }
  }
}

function fewCategories(categories: readonly unknown[]): string | undefined {
  return categories.length <= 12
    ? `They are ${categories.join(", ")}.`
    : undefined;
}
