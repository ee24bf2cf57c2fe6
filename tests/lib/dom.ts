import { parseHTML } from "linkedom";

/** The little of an element that the tests read; Deno has no DOM types. */
export interface Element {
  readonly tagName: string;
  readonly textContent: string;
  readonly outerHTML: string;
  getAttribute(name: string): string | null;
  querySelectorAll(selector: string): Iterable<Element>;
}

/** A document with this body. */
export function documentOf(body: string): Element {
  const window = parseHTML(
    `<!doctype html><html><body>${body}</body></html>`,
  ) as unknown as { document: Element };
  return window.document;
}
