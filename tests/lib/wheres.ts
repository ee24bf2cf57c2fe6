import fc from "fast-check";
import type { Row } from "lib/rows.ts";
import type { Condition, Scalar, Where } from "lib/where.ts";
import { ownCell, rowOf } from "./tables.ts";

const scalar = fc.constantFrom<Scalar>(
  ...[0, -0, 1, 0.5, NaN, Infinity, "", "0", "a", "constructor", true, false],
);
const bound = fc.constantFrom(-Infinity, -1, -0, 0, 1, 2, Infinity);

/** A condition on one column. */
export const condition: fc.Arbitrary<Condition> = fc.oneof(
  scalar,
  fc.record({ min: bound, max: bound }, { requiredKeys: [] }),
  fc.record({ max: bound }),
  fc.record({ in: fc.array(scalar, { maxLength: 4 }) }),
);

/** Conditions on some of these columns, with `and`, `or` and `not` up to four deep. */
export function whereOn(columns: readonly string[]): fc.Arbitrary<Where> {
  const flat = fc.subarray([...columns], { minLength: 1, maxLength: 2 }).chain(
    (asked) => {
      const each = { minLength: asked.length, maxLength: asked.length };
      return fc.array(condition, each)
        .map((conditions) => rowOf(asked, conditions) as Where);
    },
  );
  const { where } = fc.letrec<{ where: Where }>((tie) => {
    const some = fc.array(tie("where"), { maxLength: 3 });
    const parts = { and: some, or: some, not: tie("where") };
    const one = (name: keyof typeof parts) =>
      fc.record({ [name]: parts[name] });
    return {
      where: fc.oneof(
        { maxDepth: 4 },
        flat,
        ...[one("and"), one("or"), one("or"), one("not"), one("not")],
        fc.tuple(flat, fc.record(parts, { requiredKeys: [] }))
          .map((both) => Object.fromEntries(both.flatMap(Object.entries))),
      ),
    };
  });
  return where;
}

/**
 * How true a where is of a record, read plainly: 1, 0, or ½ if it is unknown. So
 * an `and` is a smallest, an `or` a largest, and a `not` what is left to 1.
 */
export function truth(where: Where, row: Row): number {
  return Math.min(
    1,
    ...Object.entries(where).map(([key, part]) => {
      if (key === "not") return 1 - truth(part as Where, row);
      const parts = () =>
        (part as readonly Where[]).map((part) => truth(part, row));
      if (key === "and") return Math.min(1, ...parts());
      if (key === "or") return Math.max(0, ...parts());
      return cellTruth(ownCell(row, key), part as Condition);
    }),
  );
}

function cellTruth(cell: unknown, condition: Condition): number {
  if (cell === undefined || cell === null || Number.isNaN(cell)) return 0.5;
  if (typeof condition !== "object") return +(cell === condition);
  if ("in" in condition) return +(condition.in.indexOf(cell as Scalar) >= 0);
  const { min = -Infinity, max = Infinity } = condition;
  return +(typeof cell === "number" && min <= cell && cell <= max);
}
