import { createHash } from "node:crypto";

const script = /<script\b[^>]*>([^]*?)<\/script>/g;

/**
 * What a page may do: run the scripts that stand in `html` and no other, and load nothing but
 * files of the site. `file:` is for readers who open it from their disk.
 */
export function contentPolicy(html: string): string {
  const hashes = [...html.matchAll(script)].map(([, code]) =>
    `'sha256-${createHash("sha256").update(code!).digest("base64")}'`
  );
  return [
    "default-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "font-src 'self' file:",
    "img-src data:",
    `script-src ${[...new Set(hashes)].join(" ")}`,
    // KaTeX places its letters by style attributes.
    "style-src 'self' file: 'unsafe-inline'",
  ].join("; ");
}
