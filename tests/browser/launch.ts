import { join } from "node:path";
import type { LaunchOptions } from "playwright-core";
import { findChromium } from "../../tools/browser/chromium.ts";

/**
 * How every test starts Chromium.
 * @param folder where the browser may write; a temporary one of its own if not given
 * @throws {Error} when there is no Chromium
 */
export function launchOptions(folder?: string): LaunchOptions {
  const executablePath = findChromium();
  if (!executablePath) throw new Error("No Chromium was found");
  return {
    executablePath,
    ...folder === undefined ? {} : { artifactsDir: join(folder, "artifacts") },
    // A signal ends the tests, and with them the browser; they are not to go on without it.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    // It runs where there is no screen, and talks to our server alone.
    args: [
      "--disable-gpu",
      "--disable-quic",
      "--disable-sync",
      "--no-sandbox",
    ],
  };
}
