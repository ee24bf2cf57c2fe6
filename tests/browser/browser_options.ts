import { findChromium } from "../../tools/browser/chromium.ts";

/**
 * How the tests start their browser.
 * @throws {Error} if there is none
 */
export function browserOptions() {
  const executablePath = findChromium();
  if (!executablePath) throw new Error("No Chromium was found");
  return {
    executablePath,
    // A signal ends the tests, and with them the browser; they are not to go on without it.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    // It runs where there is no screen, and talks to our server alone.
    args: ["--disable-gpu", "--disable-quic", "--disable-sync", "--no-sandbox"],
  };
}
