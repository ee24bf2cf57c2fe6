import type { Schema } from "../schema.ts";
import type { Where } from "../where.ts";

/** Whom a guarantee about a table can protect. */
export interface PrivacyUnit {
  /** In words, such as "a customer". */
  readonly unit: string;
  /** The column that tells units apart; without it each row is a unit. */
  readonly column?: string;
  /** How many rows of a unit to keep at most: public, and 1 if a row is a unit. */
  readonly maxRows: number;
}

/** Three questions for anybody who meets the dataset, in words and as data. */
export interface DemoQuestions {
  readonly count: {
    readonly question: string;
    readonly where: Where;
    /** Rows of one unit that take part, if not those of the privacy unit. */
    readonly maxRows?: number;
  };
  readonly mean: {
    readonly question: string;
    readonly column: string;
    /** Where the bounds are not those of the schema: declared, like them. */
    readonly bounds?: { readonly min?: number; readonly max?: number };
  };
  readonly histogram: {
    readonly question: string;
    readonly column: string;
    /** Where bars begin and end, at equal distances; what is beyond is left out. */
    readonly edges: readonly number[];
    /** The column with its unit, for an axis. */
    readonly label: string;
  };
}

/** What is public about a dataset. */
export interface Dataset {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly origin: "generated" | "real";
  readonly rows: number;
  readonly schema: Schema;
  readonly privacyUnit: PrivacyUnit;
  /** A question that the data can answer and a guarantee makes sense for. */
  readonly question: string;
  readonly demo: DemoQuestions;
  readonly source: string;
  readonly license: string;
}
