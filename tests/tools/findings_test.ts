import { match, ok, strictEqual } from "node:assert/strict";
import type { Facts } from "../../tools/doctor/facts.ts";
import * as say from "../../tools/doctor/findings.ts";

const complete: Facts = {
  deno: "2.9.6",
  node: "20.20.2",
  pinned: { deno: "2.9.6", jupyterlab: "4.6.6" },
  installed: { deno: "2.9.6", jupyterlab: "4.6.6" },
  python: "3.11",
  venvIsReady: true,
  kernel: "ours",
  userKernel: "ours",
  packagesAreCached: true,
  portIsFree: true,
  hasChromium: true,
  peersAreReady: true,
};

type Check = (facts: Facts) => say.Finding;

/** What each check finds wrong, in which facts, and what it says. */
const wrong: [Check, Partial<Facts>, say.Finding["state"], RegExp, string?][] =
  [
    [
      say.runningDeno,
      { deno: "2.1.0" },
      "note",
      /^Deno 2\.1\.0 runs this; .* pinned 2\.9\.6 in \.venv$/,
    ],
    [say.node, { node: undefined }, "note", /^no Node 20 or newer: .*skipped$/],
    [say.node, { node: "18.2.0" }, "note", /^no Node .* \(but 18\.2\.0\): /],
    [
      say.python,
      { python: undefined },
      "note",
      /^Python 3\.10 or newer is not on the path; \.venv has its own$/,
    ],
    [
      say.python,
      { python: undefined, venvIsReady: false },
      "missing",
      /^Python 3\.10 or newer: install it/,
      "lab",
    ],
    [
      say.venv,
      { venvIsReady: false, installed: {} },
      "missing",
      /^\.venv with JupyterLab 4\.6\.6 and Deno 2\.9\.6$/,
      "lab",
    ],
    [
      say.venv,
      { installed: { deno: "2.9.6", jupyterlab: "4.0.0" } },
      "missing",
      /jupyterlab 4\.0\.0, deno 2\.9\.6\): remove \.venv first$/,
      "lab",
    ],
    [
      say.venv,
      { installed: { jupyterlab: "4.6.6" } },
      "missing",
      /deno missing\): remove \.venv first$/,
      "lab",
    ],
    ...(["none", "other", "ended by Stop"] as const).map((
      kernel,
    ): typeof wrong[number] => [
      say.kernel,
      { kernel },
      "missing",
      /^the Deno kernel in \.venv/,
      "lab",
    ]),
    [
      say.packages,
      { packagesAreCached: false },
      "missing",
      /^npm packages.* network$/,
      "lab",
    ],
    [say.port, { portIsFree: false }, "note", /^port 8888 is in use: /],
    [
      say.userKernel,
      { userKernel: "none" },
      "note",
      /has no Deno kernel/,
      "kernel",
    ],
    [
      say.userKernel,
      { userKernel: "other" },
      "note",
      /not that of this clone$/,
      "kernel",
    ],
    [
      say.userKernel,
      { userKernel: "ended by Stop" },
      "note",
      /interrupt_mode: message\)$/,
      "kernel",
    ],
    [
      say.userKernel,
      { userKernel: "unknown" },
      "note",
      /known once \.venv is there$/,
      "kernel",
    ],
    [say.chromium, { hasChromium: false }, "note", /^no Chromium/, "browser"],
    [
      say.peers,
      { peersAreReady: false },
      "note",
      /^no complete \.venv-bench/,
      "bench",
    ],
  ];

Deno.test("where everything is there, every line says ok and nothing to type", () => {
  for (const finding of say.findings(complete)) {
    strictEqual(finding.state, "ok", finding.text);
    strictEqual(finding.task, undefined);
  }
});

for (const [check, facts, state, text, task] of wrong) {
  Deno.test(`${check.name} of ${JSON.stringify(facts)}`, () => {
    const all = { ...complete, ...facts };
    const found = check(all);
    strictEqual(found.state, state);
    match(found.text, text);
    strictEqual(found.task, task);
    strictEqual(
      say.findings(all).filter((other) => other.text === found.text).length,
      1,
    );
    for (const line of say.toText(found, all).split("\n")) {
      ok(line.length <= 80, line);
    }
  });
}

Deno.test("what to type is below what is missing, without npx where there is no Node", () => {
  const finding: say.Finding = {
    state: "missing",
    text: `${"a word ".repeat(10)}and more`,
    task: "lab",
  };
  const text = (facts: Facts) => say.toText(finding, facts);
  strictEqual(
    text(complete),
    `missing  ${"a word ".repeat(10)}
         and more
         Type: npx -y deno task lab`.replace(/ +\n/g, "\n"),
  );
  match(text({ ...complete, node: undefined }), /^ {9}Type: deno task lab$/m);
});
