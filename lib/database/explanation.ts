import { jupyterDisplay } from "../displayable.ts";
import { meaningOf } from "../accounting/cards.ts";
import type { PrivacyLoss } from "../accounting/privacy_loss.ts";
import { cardBundle } from "../card.ts";
import { type DisplayBundle, tableBundle } from "../html_table.ts";
import { withCommas } from "../short_text.ts";
import { filterText } from "../where.ts";
import { sizeOf } from "./dimension.ts";
import { inUnits } from "./measure.ts";
import { keyThreshold, noiseOf, quantileNoise } from "./noise.ts";
import type { Plan } from "./plan.ts";
import { mechanismText, unitsOf } from "./wording.ts";

/** One total that a question needs, and the noise that it gets. */
export interface ExplainedTotal {
  readonly total: string;
  /** How far one person can move it, in its unit. */
  readonly sensitivity: number;
  /** How that follows. */
  readonly because: string;
  readonly loss: PrivacyLoss;
  readonly mechanism: string;
}

/**
 * What a question would do, from public facts alone: which rows, which totals,
 * how far one person moves them, which noise, at what cost. Immutable.
 */
export class Explanation {
  readonly question: string;
  readonly loss: PrivacyLoss;
  /** What happens to the rows, in order. */
  readonly steps: readonly string[];
  readonly totals: readonly ExplainedTotal[];

  static {
    Object.freeze(this);
    Object.freeze(this.prototype);
  }

  constructor(plan: Plan, unit: string | undefined) {
    this.question = plan.label;
    this.loss = plan.charge;
    this.steps = Object.freeze(stepsOf(plan, unit));
    this.totals = Object.freeze(totalsOf(plan));
    Object.freeze(this);
  }

  toString(): string {
    return this.#bundle()["text/plain"];
  }

  toJSON(): unknown {
    const { question, loss, steps, totals } = this;
    return { question, loss, steps, totals };
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }

  [jupyterDisplay](): DisplayBundle {
    return this.#bundle();
  }

  #bundle(): DisplayBundle {
    const columns = ["total", "sensitivity", "because", "loss", "mechanism"];
    const rows = this.totals.map((total) => ({
      ...total,
      sensitivity: Number.isInteger(total.sensitivity)
        ? withCommas(total.sensitivity)
        : total.sensitivity,
    }));
    return cardBundle({
      title: `Explanation: ${this.question}`,
      lead: `${this.loss}`,
      detail: "an answer",
      facts: [
        { name: "meaning", value: meaningOf(this.loss) },
        { name: "rows", value: this.steps.join(" → ") },
      ],
      table: tableBundle(columns, rows, { rowNames: 1 }),
    });
  }
}

function stepsOf(plan: Plan, unit: string | undefined): string[] {
  const { filter, measure, dimensions, maxRows, privateColumn } = plan;
  const isAll = filter.kind === "and" && filter.parts.length === 0;
  const steps = [isAll ? "all rows" : `rows where ${filterText(filter)}`];
  if (measure !== undefined) {
    const { column, step, low, high, center } = measure;
    const [from, to] = [inUnits(low, step), inUnits(high, step)];
    const minus = center === 0 ? "" : `, minus ${inUnits(center, step)}`;
    steps.push(
      `with a value of ${column}, clamped to ${from} to ${to} in steps of ${step}${minus}`,
    );
  }
  if (privateColumn !== undefined) {
    steps.push(`with a value of ${privateColumn}`);
  }
  for (const dimension of dimensions) {
    const what = dimension.kind === "bins" ? "bins" : "public keys";
    steps.push(`in ${sizeOf(dimension)} ${what} of ${dimension.column}`);
  }
  if (maxRows !== undefined) {
    const rows = maxRows === 1 ? "the first row" : `the first ${maxRows} rows`;
    steps.push(`${rows} of each ${unit}`);
  }
  return steps;
}

function rowsText(rows: number): string {
  return rows === 1 ? "a row" : `${rows} rows`;
}

function totalsOf(plan: Plan): ExplainedTotal[] {
  const { loss, maxRows = 1, relation, privateColumn } = plan;
  if (plan.query === "quantile") {
    const mechanism = quantileNoise(plan);
    const rows = rowsText(maxRows);
    // The loss was divided by all the moves of one person.
    const moves = loss.epsilon!.dividedBy(mechanism.loss().epsilon!);
    return [{
      total: "rank",
      sensitivity: mechanism.sensitivity.times(moves).toNumber(),
      because: relation === "add-remove"
        ? `a person comes or goes: ${rows}, each by q or 1 − q`
        : plan.groups === 1
        ? `a person is replaced: ${rows}`
        : `a person is replaced, out of one group and into another: twice ${rows}, each by q or 1 − q`,
      loss: plan.charge,
      mechanism: mechanism.name,
    }];
  }
  if (privateColumn !== undefined) {
    const { mechanism, threshold } = keyThreshold(plan);
    const keys = relation === "replace-one" ? 2 * maxRows : maxRows;
    return [{
      total: "persons of a key",
      sensitivity: keys,
      because: relation === "add-remove"
        ? `a person comes or goes: ${maxRows} keys, by 1 each`
        : `a person is replaced: ${maxRows} keys and ${maxRows} others`,
      loss,
      mechanism: `${
        mechanismText(plan, [mechanism])
      }, shown above ${threshold}`,
    }];
  }
  const noises = noiseOf(plan);
  const part = plan.charge.dividedBy(noises.length);
  return plan.statistics.map((statistic, i) => {
    const { name, sensitivity } = statistic;
    const { l1, l2Squared } = sensitivity;
    const steps = loss.rho === undefined
      ? Number(l1)
      : Math.sqrt(Number(l2Squared));
    const alone = { ...plan, statistics: [statistic] };
    return {
      total: name,
      sensitivity: unitsOf(plan, name, steps),
      because: `${sensitivity.reason}: ${rowsText(maxRows)} of at most ${
        unitsOf(plan, name, sensitivity.largest)
      }`,
      loss: part,
      mechanism: mechanismText(alone, [noises[i]!]),
    };
  });
}
