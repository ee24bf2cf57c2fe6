import { advised, didYouMean } from "../advice.ts";
import type { PrivacyLoss } from "../accounting/privacy_loss.ts";
import { requireInteger, requireKnown, requireWithin } from "../checks.ts";
import type { Exactable } from "../exact.ts";
import type { Scalar, Where } from "../where.ts";
import { type Cost, readLoss } from "./cost.ts";

export interface CountOptions extends Cost {
  /** The rows that take part; all of them if left out. */
  readonly where?: Where;
  /** How many rows of one person take part, instead of what the privacy unit says. */
  readonly maxRows?: number;
}

/** The range to which values are clamped and the width of the grid on it. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
}

export interface MeasureOptions extends CountOptions {
  /** Replaces, part by part, what the schema declares. From knowledge, not from the data. */
  readonly bounds?: Bounds;
}

export interface QuantileOptions extends MeasureOptions {
  /** Which quantile, from 0 to 1; the median unless given. */
  readonly quantile?: number;
}

/** A number of bins of equal width between the bounds, or their edges. */
export type Bins =
  | { readonly bins: number }
  | { readonly edges: readonly number[] };

export type HistogramOptions =
  & CountOptions
  & { readonly bins?: number; readonly edges?: readonly number[] };

/** The cost of private keys, which takes a δ as well. */
export interface PrivateKeysOptions extends CountOptions {
  /** Probability with which the answer may show a key that one person alone has. */
  readonly delta: Exactable;
}

/**
 * The groups: columns whose categories the schema declares, or for each column
 * its public keys, its bins, or `"private"` keys.
 */
export type GroupBy =
  | string
  | readonly string[]
  | Readonly<Record<string, readonly Scalar[] | Bins | "private">>;

/** A question as plain data. */
export type Question =
  & { readonly groupBy?: GroupBy; readonly delta?: Exactable }
  & (
    | { readonly query: "count" } & CountOptions
    | {
      readonly query: "sum" | "mean" | "variance";
      readonly column: string;
    } & MeasureOptions
    | { readonly query: "quantile"; readonly column: string } & QuantileOptions
  );

/** A question without what it costs. */
export type FreeQuestion<Each = Question> = Each extends Question
  ? Omit<Each, "epsilon" | "rho">
  : never;

export type Query = Question["query"];

/** What a query does, after "Cannot". */
export const actions: Readonly<Record<Query, string>> = {
  count: "count",
  sum: "sum",
  mean: "take a mean",
  variance: "take a variance",
  quantile: "take a quantile",
};

/** How the groups of one column are made. */
export interface GroupSpec {
  readonly column: string;
  readonly keys: readonly unknown[] | Bins | "private" | undefined;
}

/** A question of which every property has been read once. */
export interface ReadQuestion {
  readonly query: Query;
  readonly column: string | undefined;
  readonly where: Where;
  readonly groups: readonly GroupSpec[];
  readonly bounds: Bounds;
  readonly quantile: number;
  readonly maxRows: number | undefined;
  readonly loss: PrivacyLoss;
}

const shared = ["where", "groupBy", "maxRows", "epsilon", "rho"];
const measured = [...shared, "column", "bounds"];
const options: Readonly<Record<Query, readonly string[]>> = {
  count: [...shared, "delta"],
  sum: measured,
  mean: measured,
  variance: measured,
  quantile: [...measured, "quantile"],
};

/**
 * Reads a question once, so that nothing its writer keeps can change it.
 *
 * @throws {TypeError | RangeError} if it has an unknown option, or one outside its interval
 */
export function readQuestion(question: unknown): ReadQuestion {
  const copy = copyOf("ask", "the question", question);
  const query = copy.query as Query;
  // An object would be asked for its text again and again.
  if (typeof query !== "string" || !Object.hasOwn(actions, query)) {
    throw new RangeError(advised(
      `Cannot ask: query must be one of ${Object.keys(actions).join(", ")}`,
      didYouMean(query, Object.keys(actions)),
    ));
  }
  const action = actions[query];
  const { query: _, ...rest } = copy;
  requireKnown(action, rest, options[query]);
  const { where = {}, groupBy, bounds = {}, quantile = 0.5, maxRows } = copy;
  if (query !== "count" && typeof copy.column !== "string") {
    throw new TypeError(
      `Cannot ${action}: column must be a name, but is of type ${typeof copy
        .column}`,
    );
  }
  if (maxRows !== undefined) requireInteger(action, "maxRows", maxRows, 1);
  requireWithin(action, "quantile", quantile, [0, 1]);
  const groups = readGroups(action, groupBy);
  return {
    query,
    column: copy.column as string | undefined,
    where: where as Where,
    groups,
    bounds: readBounds(action, bounds),
    quantile,
    maxRows,
    loss: readLoss(
      action,
      copy,
      groups.some(({ keys }) => keys === "private"),
    ),
  };
}

function readBounds(action: string, bounds: unknown): Bounds {
  const copy = copyOf(action, "bounds", bounds);
  requireKnown(action, copy, ["min", "max", "step"]);
  return copy;
}

function readGroups(action: string, groupBy: unknown): GroupSpec[] {
  if (groupBy === undefined) return [];
  if (typeof groupBy === "string") {
    return [{ column: groupBy, keys: undefined }];
  }
  if (Array.isArray(groupBy)) {
    const columns: unknown[] = [...groupBy];
    if (
      columns.length === 0 || new Set(columns).size < columns.length ||
      !columns.every((column) => typeof column === "string")
    ) {
      throw new TypeError(
        `Cannot ${action}: groupBy must be different names of columns`,
      );
    }
    return columns.map((column) => ({ column, keys: undefined }));
  }
  const specs = Object.entries(copyOf(action, "groupBy", groupBy));
  if (specs.length === 0) {
    throw new TypeError(`Cannot ${action}: groupBy must name a column`);
  }
  return specs.map(([column, keys]) => {
    if (keys === "private") {
      if (specs.length === 1 && action === "count") return { column, keys };
      throw new TypeError(
        `Cannot ${action}: private keys must be counted, and by one column`,
      );
    }
    if (Array.isArray(keys)) return { column, keys: [...keys] };
    const { bins, edges, ...rest } = copyOf(action, "groupBy", keys);
    const isOne = (bins === undefined) !== (edges === undefined);
    if (isOne && Object.keys(rest).length === 0) {
      if (bins !== undefined) {
        requireInteger(action, "bins", bins, 1);
        return { column, keys: { bins } };
      }
      if (Array.isArray(edges)) return { column, keys: { edges: [...edges] } };
    }
    throw new TypeError(
      `Cannot ${action}: the groups of ${column} must be a list of keys, { bins }, { edges } or "private"`,
    );
  });
}

/** The own properties of an object, each read once. */
function copyOf(
  action: string,
  name: string,
  value: unknown,
): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new TypeError(`Cannot ${action}: ${name} must be an object`);
  }
  return { ...value };
}
