import katex from "katex";
import type { MarkdownIt } from "markdown-it";
import { escapeHtml } from "lib/html_table.ts";
import { Problem } from "../setup/problem.ts";

/**
 * A formula: $$…$$, or $…$ without spaces at its inner ends and no digit behind it, so that an
 * amount such as $300 stays one. Neither has code in it.
 */
const formula = /\$\$([^$`]+)\$\$|\$(?!\s)([^$`]+)(?<!\s)\$(?!\d)/y;

/** What stays on the line of a formula: the beginning of an equation, and signs. */
const before = /(?:[^\s(]+ [=<>≤≥≈] |\()$/;
const after = /[-.,;:?)]*/y;

/** A formula of more characters may go on in the next line of a phone. */
const short = 30;

/** Takes formulas out of the text before Markdown can read anything into them. */
export function formulas(markdown: MarkdownIt): void {
  markdown.inline.ruler.before("escape", "formula", (state, silent) => {
    const [whole, display, inline] = matchAt(formula, state.src, state.pos) ??
      [];
    if (whole === undefined) return false;
    const end = state.pos + whole.length;
    if (end > state.posMax) return false;
    if (silent) {
      state.pos = end;
    } else if (display !== undefined) {
      const token = state.push("display_formula", "", 0);
      token.content = display.trim();
      state.pos = end;
    } else {
      const [left] = before.exec(state.pending) ?? [""];
      state.pending = state.pending.slice(
        0,
        state.pending.length - left.length,
      );
      const [right] = matchAt(after, state.src.slice(0, state.posMax), end)!;
      const token = state.push("formula", "", 0);
      token.content = inline!;
      token.meta = { left, right };
      state.pos = end + right.length;
    }
    return true;
  });
  const { rules } = markdown.renderer;
  rules.display_formula = (tokens, i) =>
    `<span class="formula scroll" tabindex="0">${
      typeset(tokens[i]!.content, true)
    }</span>`;
  rules.formula = (tokens, i) => {
    const { content, meta } = tokens[i]!;
    const { left, right } = meta as { left: string; right: string };
    const html = escapeHtml(left) + typeset(content, false) + right;
    return content.length > short
      ? html
      : `<span class="together">${html}</span>`;
  };
}

function matchAt(
  pattern: RegExp,
  text: string,
  at: number,
): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function typeset(tex: string, displayMode: boolean): string {
  try {
    return katex.renderToString(tex, { displayMode, strict: "error" });
  } catch (error) {
    throw new Problem(
      `Cannot typeset the formula ${tex}: ${(error as Error).message}`,
    );
  }
}
