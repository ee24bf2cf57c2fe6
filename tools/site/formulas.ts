import katex from "katex";
import type { MarkdownIt } from "markdown-it";
import { escapeHtml } from "lib/html_table.ts";
import { Problem } from "../setup/problem.ts";

/**
 * A formula: $$…$$, or $…$ without spaces at its inner ends and no digit behind it, so that an
 * amount such as $300 stays one. Neither has code in it.
 */
const formula = /\$\$([^$`]+)\$\$|\$(?!\s)([^$`]+)(?<!\s)\$(?!\d)/y;

/** Takes formulas out of the text before Markdown can read anything into them. */
export function formulas(markdown: MarkdownIt): void {
  markdown.inline.ruler.before("escape", "formula", (state, silent) => {
    formula.lastIndex = state.pos;
    const match = formula.exec(state.src);
    if (match === null || state.pos + match[0].length > state.posMax) {
      return false;
    }
    if (!silent) {
      const [, display, inline] = match;
      const token = state.push("formula", "", 0);
      token.content = (display ?? inline)!.trim();
      token.markup = display === undefined ? "$" : "$$";
    }
    state.pos += match[0].length;
    return true;
  });
  markdown.renderer.rules.formula = (tokens, i) => {
    const { content, markup } = tokens[i]!;
    const html = typeset(content, markup === "$$");
    return markup === "$$"
      ? `<span class="formula scroll" tabindex="0">${html}</span>`
      : html;
  };
}

function typeset(tex: string, displayMode: boolean): string {
  try {
    return katex.renderToString(tex, { displayMode, strict: "error" });
  } catch (error) {
    throw new Problem(
      `Cannot typeset the formula ${escapeHtml(tex)}: ${
        (error as Error).message
      }`,
    );
  }
}
