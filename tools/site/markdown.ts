import MarkdownIt, { type Token } from "markdown-it";
import { Problem } from "../setup/problem.ts";
import { formulas } from "./formulas.ts";
import { codeBlock } from "./highlight.ts";
import type { Links } from "./links.ts";
import { slug } from "./slug.ts";

/** A heading, for the table of contents. */
export interface Heading {
  readonly level: number;
  readonly id: string;
  readonly text: string;
  readonly html: string;
}

/** Turns the Markdown of one page into HTML; the parts of a page share its headings. */
export class PageMarkdown {
  readonly headings: Heading[] = [];
  readonly #markdown = new MarkdownIt({ html: true });
  readonly #links: Links;

  constructor(links: Links) {
    this.#links = links;
    this.#markdown.use(formulas);
    this.#markdown.core.ruler.push("page", ({ tokens }) => {
      for (const [i, token] of tokens.entries()) {
        if (token.type !== "inline") continue;
        const inline = token.children ?? [];
        this.#refuseStrayDollars(inline);
        this.#resolve(inline);
        const before = tokens[i - 1];
        if (before?.type === "heading_open") this.#addHeading(before, inline);
        keepTogether(inline);
      }
    });
    const { rules } = this.#markdown.renderer;
    rules.fence = (tokens, i) => codeBlock(tokens[i]!.content, tokens[i]!.info);
    rules.table_open = () => `<div class="scroll" tabindex="0"><table>\n`;
    rules.table_close = () => "</table></div>\n";
  }

  /**
   * The HTML of `source`.
   *
   * @throws {Problem} if it holds a formula or a link that is none
   */
  render(source: string): string {
    return this.#markdown.render(source);
  }

  /** What is left of a formula that Markdown has torn apart; an amount is `$300`. */
  #refuseStrayDollars(inline: Token[]): void {
    const stray = inline.find(({ type, content }) =>
      type === "text" && /\$(?!\d)/.test(content)
    );
    if (stray === undefined) return;
    throw new Problem(
      `Cannot read the formulas: each $ must have its partner, but one has not in "${stray.content}"`,
    );
  }

  #resolve(inline: Token[]): void {
    let isDropped = false;
    for (const token of inline) {
      if (token.type === "link_open") {
        const address = this.#links.resolve(String(token.attrGet("href")));
        isDropped = address === undefined;
        if (isDropped) clear(token);
        else token.attrSet("href", address!);
      } else if (token.type === "link_close" && isDropped) {
        clear(token);
      } else if (token.type === "image") {
        token.attrSet("src", this.#links.image(String(token.attrGet("src"))));
      }
    }
  }

  #addHeading(open: Token, inline: Token[]): void {
    const text = inline.map(({ content }) => content).join("");
    const base = slug(text);
    let id = base;
    for (let n = 2; this.headings.some((other) => other.id === id); n++) {
      id = `${base}-${n}`;
    }
    open.attrSet("id", id);
    const { renderer, options } = this.#markdown;
    const html = renderer.renderInline(inline, options, {});
    this.headings.push({ level: Number(open.tag.slice(1)), id, text, html });
  }
}

/** No line ends within `ε = 1`. */
function keepTogether(inline: Token[]): void {
  for (const token of inline) {
    if (token.type !== "text") continue;
    token.content = token.content.replaceAll(
      /(?<=[\p{Script=Greek}\p{N}]) ([=<>≤≥≈]) (?=\p{N})/gu,
      "\u00a0$1\u00a0",
    );
  }
}

/** Leaves nothing of the token but its place. */
function clear(token: Token): void {
  token.type = "text";
  token.tag = "";
  token.nesting = 0;
  token.content = "";
}
