/** How a loss is measured: pure ε, the pair (ε, δ), or ρ of zero-concentrated. */
export type PrivacyKind = "pure" | "approximate" | "zero-concentrated";

/** What a budget of each kind adds up, and how one is made. */
const budgets: Readonly<Record<PrivacyKind, readonly [string, string]>> = {
  "pure": ["ε", "pureDp(1)"],
  "approximate": ["ε and δ", 'approxDp(1, "1e-6")'],
  "zero-concentrated": ["ρ", "zcdp(0.5)"],
};

/** Refuses what is no kind of loss. */
export function requireKind(kind: unknown): asserts kind is PrivacyKind {
  if (typeof kind !== "string" || !Object.hasOwn(budgets, kind)) {
    throw new TypeError(
      `Cannot state a privacy loss: kind must be one of ${
        Object.keys(budgets).join(", ")
      }`,
    );
  }
}

/** What to try where a budget of one kind cannot add a loss of another. */
export function budgetAdvice(budget: PrivacyKind, loss: PrivacyKind): string {
  const [what, maker] = budgets[loss];
  return `It adds up ${
    budgets[budget][0]
  }; a budget such as ${maker} adds up ${what}.`;
}
