import { advised, didYouMean } from "../advice.ts";
import { requireColumn } from "../checks.ts";
import { Rational } from "../exact.ts";
import type { Schema } from "../schema.ts";
import type { Scalar } from "../where.ts";
import type { GroupSpec } from "./question.ts";

/** From an edge up to the next, which belongs to the last bin alone. */
export interface Bin {
  readonly from: number;
  readonly to: number;
}

/** What a group is named by. */
export type Key = Scalar | Bin;

/** The public groups of one column. */
export type Dimension =
  | {
    readonly kind: "keys";
    readonly column: string;
    readonly keys: readonly Scalar[];
  }
  | {
    readonly kind: "bins";
    readonly column: string;
    /** Increasing; one more than there are bins. */
    readonly edges: readonly number[];
    /** Whether values beyond the edges count in the first and the last bin. */
    readonly clamped: boolean;
  };

const MOST_GROUPS = 2 ** 20;
const MOST_INTEGERS = 10_000;

/**
 * The groups of a column, from the question or from the schema; never from data.
 *
 * @throws {TypeError | RangeError} if there are none, or they are not distinct
 */
export function dimensionOf(
  action: string,
  { column, keys }: GroupSpec,
  columns: readonly string[],
  schema: Schema | undefined,
): Dimension {
  requireColumn(action, column, columns);
  const declared = schema?.columns[column];
  if (Array.isArray(keys)) {
    if (declared?.type === "category") {
      requireCategories(action, column, keys, declared.categories);
    }
    return byKeys(action, column, keys);
  }
  const isNumeric = declared?.type === "integer" || declared?.type === "number";
  if (typeof keys === "object") {
    const given = keys as { bins?: number; edges?: readonly number[] };
    if (given.edges !== undefined) return byEdges(action, column, given.edges);
    const { min, max } = isNumeric ? declared : {};
    if (min === undefined || max === undefined) {
      throw new TypeError(advised(
        `Cannot ${action}: the schema must declare min and max of ${column} for bins; or give their edges`,
        "For example edges: [0, 25, 50, 75, 100].",
      ));
    }
    requireFew(action, given.bins!);
    return {
      ...byEdges(action, column, even(min, max, given.bins!)),
      clamped: true,
    };
  }
  if (declared?.type === "category") {
    return byKeys(action, column, declared.categories);
  }
  if (declared?.type === "integer") {
    const { min = -Infinity, max = Infinity } = declared;
    const low = Math.ceil(min);
    const size = Math.floor(max) - low + 1;
    if (size >= 1 && size <= MOST_INTEGERS) {
      return byKeys(
        action,
        column,
        Array.from({ length: size }, (_, i) => low + i),
      );
    }
  }
  throw new TypeError(advised(
    `Cannot ${action}: the groups of ${column} must be public: categories in the schema, or keys, bins or edges in the question`,
    "A group that is read from the data would tell that somebody is in it.",
    `For example groupBy({ ${column}: ["a", "b"] }).`,
  ));
}

/** How many groups there are, every combination being one. */
export function groupCount(
  action: string,
  dimensions: readonly Dimension[],
): number {
  const count = dimensions.map(sizeOf).reduce((a, b) => a * b, 1);
  requireFew(action, count);
  return count;
}

function requireCategories(
  action: string,
  column: string,
  keys: readonly unknown[],
  categories: readonly Scalar[],
): void {
  const known: readonly unknown[] = categories;
  const unknown = keys.find((key) => !known.includes(key));
  if (unknown !== undefined) {
    throw new RangeError(advised(
      `Cannot ${action}: the keys of ${column} must be among its categories, but one is ${
        String(unknown)
      }`,
      didYouMean(unknown, categories.map(String)),
    ));
  }
}

function requireFew(action: string, groups: number): void {
  if (groups > MOST_GROUPS) {
    throw new RangeError(
      `Cannot ${action}: there must be at most 2^20 groups, but there are ${groups}`,
    );
  }
}

export function sizeOf(dimension: Dimension): number {
  return dimension.kind === "keys"
    ? dimension.keys.length
    : dimension.edges.length - 1;
}

/** The keys of the group with this index, by column. */
export function groupKey(
  dimensions: readonly Dimension[],
  index: number,
): Readonly<Record<string, Key>> {
  let rest = index;
  const keys = dimensions.toReversed().map((dimension) => {
    const size = sizeOf(dimension);
    const place = rest % size;
    rest = Math.floor(rest / size);
    const key = dimension.kind === "keys"
      ? dimension.keys[place]!
      : { from: dimension.edges[place]!, to: dimension.edges[place + 1]! };
    return [dimension.column, key] as const;
  });
  return Object.freeze(Object.fromEntries(keys.reverse()));
}

function byKeys(
  action: string,
  column: string,
  keys: readonly unknown[],
): Dimension {
  const areScalars = keys.every((key) =>
    ["string", "number", "boolean"].includes(typeof key) && !Number.isNaN(key)
  );
  if (!areScalars || keys.length === 0 || new Set(keys).size < keys.length) {
    throw new TypeError(
      `Cannot ${action}: the keys of ${column} must be different numbers, texts or booleans, at least one`,
    );
  }
  return { kind: "keys", column, keys: keys as readonly Scalar[] };
}

function byEdges(
  action: string,
  column: string,
  edges: readonly unknown[],
): Dimension & { kind: "bins" } {
  const areIncreasing = edges.every((edge, i) =>
    Number.isFinite(edge) &&
    (i === 0 || (edge as number) > (edges[i - 1] as number))
  );
  if (!areIncreasing || edges.length < 2) {
    throw new RangeError(
      `Cannot ${action}: the edges of ${column} must be finite and increasing, at least two`,
    );
  }
  return {
    kind: "bins",
    column,
    edges: edges as readonly number[],
    clamped: false,
  };
}

function even(min: number, max: number, bins: number): number[] {
  const from = Rational.of(min);
  const width = Rational.of(max).minus(min).dividedBy(bins);
  return Array.from(
    { length: bins + 1 },
    (_, i) => from.plus(width.times(i)).toNumber(),
  );
}
