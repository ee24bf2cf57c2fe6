/** Comparisons as a Markdown table. */

import type { Comparison } from "./compare.ts";

const head = [
  "what",
  "ours, per second",
  "peer",
  "peer, per second",
  "ratio",
  "target",
  "reached",
];

/** One line for each comparison; what a row has in common is said once. */
export function toTable(comparisons: readonly Comparison[]): string {
  const lines = comparisons.map((
    { row, ours, peer, theirs, ratio, target },
    i,
  ) => [
    row === comparisons[i - 1]?.row ? "" : row,
    rate(ours),
    peer,
    rate(theirs),
    toDigits(ratio),
    target === undefined ? "" : `≥ ${target}`,
    target === undefined ? "" : ratio >= target ? "yes" : "no",
  ]);
  const widths = head.map((_, column) =>
    Math.max(...[head, ...lines].map((line) => line[column]!.length), 3)
  );
  const rule = widths.map((width) => "-".repeat(width));
  return [head, rule, ...lines]
    .map((line) =>
      `| ${line.map((cell, i) => cell.padEnd(widths[i]!)).join(" | ")} |`
    )
    .join("\n");
}

/** A rate with two or three digits: 71 M, 1.3 M, 850 k. */
export function rate(value: number): string {
  if (value >= 1e6) return `${toDigits(value / 1e6)} M`;
  if (value >= 1e3) return `${toDigits(value / 1e3)} k`;
  return toDigits(value);
}

/** Two digits; all of them where there are more before the point. */
export function toDigits(value: number): string {
  return value >= 10 ? value.toFixed(0) : value.toPrecision(2);
}
