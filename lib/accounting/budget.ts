import { advised } from "../advice.ts";
import { requireInteger } from "../checks.ts";
import { type Displayable, jupyterDisplay } from "../displayable.ts";
import type { Exactable, Rational } from "../exact.ts";
import type { DisplayBundle } from "../html_table.ts";
import { listWithDisplay } from "../with_display.ts";
import { budgetBundle, ledgerBundle } from "./cards.ts";
import { type PrivacyLoss, privacyLoss, pureDp } from "./privacy_loss.ts";

/** One charge: what for, and how much. */
export interface LedgerEntry {
  readonly label: string;
  readonly loss: PrivacyLoss;
}

/** The charges of a budget, oldest first: a list that shows itself. */
export type Ledger = readonly LedgerEntry[] & Displayable;

/** A charge that does not fit. Nothing was charged. */
export class BudgetExceededError extends Error {
  override readonly name = "BudgetExceededError";
  readonly requested: PrivacyLoss;
  readonly remaining: PrivacyLoss;

  /**
   * @param requested in the kind of the budget
   * @param asked the same as whoever asked put it
   */
  constructor(
    requested: PrivacyLoss,
    remaining: PrivacyLoss,
    asked = requested,
  ) {
    const isOther = asked.kind === "pure" && requested.rho !== undefined;
    const what = isOther ? `${asked}, which is ${requested},` : `${requested}`;
    super(advised(
      `Cannot charge the budget: the loss must fit what remains, but ${what} was requested and ${remaining} remains`,
      `Nothing was charged. ${
        isOther ? epsilonLeft(remaining) : whatIsLeft(requested, remaining)
      }`,
      "A budget belongs to people: a new one for the same people would add to their loss.",
    ));
    this.requested = requested;
    this.remaining = remaining;
  }
}

/** What would be accepted, as the options of a question; one without a δ takes none. */
function whatIsLeft(requested: PrivacyLoss, remaining: PrivacyLoss): string {
  if (remaining.isZero) return "The budget is spent.";
  const takesDelta = requested.delta?.equals(0) === false;
  if (takesDelta && remaining.delta!.equals(0)) return "No δ is left.";
  const parts = Object.keys(remaining.toJSON())
    .filter((name) => name !== "delta" || takesDelta)
    .map((name) =>
      `${name}: ${typed(remaining[name as "epsilon" | "delta" | "rho"]!)}`
    );
  return `Ask with at most ${parts.join(", ")}.`;
}

/** A number as it is typed; of a long one, a decimal that is a little less. */
function typed(value: Rational): string {
  const text = `${value}`;
  if (text.length > 100) return `${roundedDown(value.toNumber())}`;
  return text.includes("/") ? `"${text}"` : text;
}

/** To four digits, below the value however these are rounded. */
function roundedDown(value: number): number {
  return Number((value * (1 - 5e-4)).toPrecision(4));
}

/** The same for an ε that was asked of a budget of ρ. */
function epsilonLeft(remaining: PrivacyLoss): string {
  if (remaining.isZero) return "The budget is spent.";
  const most = Math.sqrt(2 * remaining.rho!.toNumber());
  const epsilon = [Number(most.toPrecision(4)), roundedDown(most)]
    .find((x) => x > 0 && fits(pureDp(x).in(remaining.kind), remaining));
  return epsilon === undefined
    ? "Too little is left for an epsilon."
    : `Ask with at most epsilon: ${epsilon}.`;
}

/** Whether `loss`, of the same kind, can be taken from what remains. */
function fits(loss: PrivacyLoss, remaining: PrivacyLoss): boolean {
  return loss.isShort && remaining.covers(loss) &&
    remaining.minus(loss).isShort;
}

/**
 * A total loss that is spent in parts and never exceeded.
 *
 * **Guarantee.** The losses charged add up to at most the total, exactly, even
 * if each is chosen after the answers to the ones before: pure, approximate and
 * zero-concentrated losses compose by addition under adaptive choice. A refused
 * charge changes nothing, and nothing is ever given back.
 *
 * Fractions are kept exactly up to 2^4096 above and below the line. A charge that
 * would need longer ones is refused, so that no charges make the next ones slow;
 * what remains can always be spent as a whole.
 *
 * @see Rogers, Roth, Ullman, Vadhan, *Privacy odometers and filters*, 2016
 * @see Whitehouse, Ramdas, Rogers, Wu, *Fully-adaptive composition in differential privacy*, 2023
 *
 * @example A third of a budget, three times
 * ```ts
 * import { BudgetExceededError, PrivacyBudget } from "lib/accounting/budget.ts";
 * import assert from "node:assert/strict";
 *
 * const budget = new PrivacyBudget(0.3);
 * for (const question of ["age", "zip", "pay"]) budget.spend(0.1, question);
 * assert.equal(`${budget.spent}`, "ε = 0.3");
 * assert.throws(() => budget.spend("1e-9", "one more"), BudgetExceededError);
 * ```
 */
export class PrivacyBudget {
  readonly #total: PrivacyLoss;
  readonly #entries: LedgerEntry[] = [];
  #remaining: PrivacyLoss;

  /**
   * @param total a loss, or an ε standing for a pure one
   * @throws {RangeError | TypeError} if it is not a loss above 0, or has too long a fraction
   */
  constructor(total: PrivacyLoss | Exactable) {
    this.#total = privacyLoss(total);
    if (this.#total.isZero) {
      throw new RangeError(
        `Cannot make a budget: the total must be above 0, but is ${this.#total}`,
      );
    }
    requireShort("make a budget", "the total", this.#total);
    this.#remaining = this.#total;
    Object.freeze(this);
  }

  static {
    Object.freeze(this);
    Object.freeze(this.prototype);
  }

  get total(): PrivacyLoss {
    return this.#total;
  }

  get remaining(): PrivacyLoss {
    return this.#remaining;
  }

  get spent(): PrivacyLoss {
    return this.#total.minus(this.#remaining);
  }

  /** The charges so far: a copy. */
  get entries(): Ledger {
    const entries = [...this.#entries];
    return listWithDisplay(entries, () => ledgerBundle(this.#total, entries));
  }

  /**
   * Whether a loss would be accepted now. Charges nothing.
   *
   * @throws {RangeError | TypeError} if it is no loss above 0 that this budget can add
   */
  canSpend(loss: PrivacyLoss | Exactable): boolean {
    return fits(this.#accepted(loss), this.#remaining);
  }

  /**
   * Charges a loss and returns it, in the budget's own kind.
   *
   * @param loss a loss, or an ε standing for a pure one
   * @param label what it is spent on
   * @throws {BudgetExceededError} if it does not fit
   * @throws {RangeError | TypeError} if it is no loss above 0 that this budget can
   * add, or the fraction that would remain is too long
   */
  spend(loss: PrivacyLoss | Exactable, label: string): PrivacyLoss {
    const accepted = this.#accepted(loss);
    requireShort("charge the budget", "the loss", accepted);
    const entry = Object.freeze({ label: String(label), loss: accepted });
    if (!this.#remaining.covers(accepted)) {
      throw new BudgetExceededError(
        accepted,
        this.#remaining,
        privacyLoss(loss),
      );
    }
    // All that can fail comes first: the assignment cannot.
    const remaining = this.#remaining.minus(accepted);
    requireShort("charge the budget", "what would remain", remaining);
    this.#entries.push(entry);
    this.#remaining = remaining;
    return accepted;
  }

  /**
   * What remains, in `n` equal losses. Charges nothing; all of them together
   * fit exactly.
   *
   * @throws {RangeError | TypeError} if `n` is not a whole number of at least 1, or so
   * large that the parts have too long fractions
   */
  split(n: number): PrivacyLoss[] {
    requireInteger("split the budget", "n", n, 1);
    const part = this.#remaining.dividedBy(n);
    requireShort("split the budget", "a part", part);
    return Array.from({ length: n }, () => part);
  }

  toJSON(): unknown {
    const { total, remaining, entries } = this;
    return { total, remaining, entries };
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return budgetBundle(this)["text/plain"];
  }

  [jupyterDisplay](): DisplayBundle {
    return budgetBundle(this);
  }

  #accepted(loss: PrivacyLoss | Exactable): PrivacyLoss {
    const accepted = privacyLoss(loss).in(this.#total.kind);
    if (accepted.isZero) {
      throw new RangeError(
        `Cannot charge the budget: the loss must be above 0, but is ${accepted}`,
      );
    }
    return accepted;
  }
}

function requireShort(action: string, name: string, loss: PrivacyLoss): void {
  if (loss.isShort) return;
  throw new RangeError(advised(
    `Cannot ${action}: ${name} must be a fraction with no number above 2^4096`,
    'Losses of few digits, such as 0.1 or "1/11", add up to short fractions; what remains can be spent as a whole.',
  ));
}
