import { extname } from "node:path/posix";
import { chromium, type Page } from "playwright-core";
import { launchOptions } from "./launch.ts";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
};

/** What a page did that it should not have done. */
export interface Complaints {
  /** Errors and warnings on its console, and errors that nobody caught. */
  console: string[];
  /** Answers that were no success. */
  responses: string[];
  /** Addresses that are not on our server. */
  foreign: string[];
}

/**
 * Serves files from memory to a browser of its own, opens `index.html` for `look`, and returns
 * what there is to complain of.
 *
 * @param files texts by their paths
 */
export async function visit(
  files: ReadonlyMap<string, string>,
  look: (page: Page) => Promise<void>,
): Promise<Complaints> {
  const complaints: Complaints = { console: [], responses: [], foreign: [] };
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    (request) => {
      const path = decodeURIComponent(new URL(request.url).pathname.slice(1));
      // Every browser asks for it by itself.
      if (path === "favicon.ico") return new Response(null, { status: 204 });
      const text = files.get(path);
      if (text === undefined) return new Response(path, { status: 404 });
      return new Response(text, {
        headers: { "content-type": types[extname(path)] ?? "text/plain" },
      });
    },
  );
  const origin = `http://127.0.0.1:${server.addr.port}`;
  const browser = await chromium.launch(launchOptions());
  try {
    const page = await browser.newPage();
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) {
        complaints.console.push(`${message.text()} ${message.location().url}`);
      }
    });
    page.on("pageerror", (error) => complaints.console.push(error.message));
    page.on("response", (response) => {
      if (!response.ok()) complaints.responses.push(response.url());
    });
    page.on("request", (request) => {
      if (!request.url().startsWith(`${origin}/`)) {
        complaints.foreign.push(request.url());
      }
    });
    await page.goto(`${origin}/index.html`);
    await look(page);
  } finally {
    await browser.close();
  }
  return complaints;
}
