/** What is said of each thing that the lessons and the tests need. */

import type { Facts, Kernel } from "./facts.ts";

/** One line: only what is "missing" keeps the lessons or the tests from running. */
export interface Finding {
  state: "ok" | "missing" | "note";
  text: string;
  /** The command to type. */
  type?: string;
}

const task = (name: string) => `npx -y deno task ${name}`;

/** A finding for each thing, in the order in which a set-up needs them. */
export function findings(facts: Facts): Finding[] {
  return [
    runningDeno(facts),
    python(facts),
    venv(facts),
    kernel(facts),
    packages(facts),
    userKernel(facts),
    chromium(facts),
    peers(facts),
  ];
}

export function runningDeno({ deno, pinned }: Facts): Finding {
  return deno.isPinned
    ? { state: "ok", text: `Deno ${deno.version}, the pinned one of .venv` }
    : {
      state: "note",
      text:
        `Deno ${deno.version} runs this, not the one of .venv; the other tasks run on the pinned ${pinned.deno} there`,
    };
}

/** Any fitting Python will do to make the `.venv`, and none is needed once that is complete. */
export function python({ python, venvIsReady }: Facts): Finding {
  if (python !== undefined) return { state: "ok", text: `Python ${python}` };
  return venvIsReady
    ? {
      state: "note",
      text: "Python 3.10 or newer is not on the path; .venv has its own",
    }
    : {
      state: "missing",
      text: "Python 3.10 or newer: install it, for .venv is made with it",
      type: task("lab"),
    };
}

export function venv({ pinned, installed, venvIsReady }: Facts): Finding {
  const names = ["jupyterlab", "deno"] as const;
  const isComplete = venvIsReady &&
    names.every((name) => installed[name] === pinned[name]);
  const text =
    `.venv with JupyterLab ${pinned.jupyterlab} and Deno ${pinned.deno}`;
  if (isComplete) return { state: "ok", text };
  if (!venvIsReady) return { state: "missing", text, type: task("lab") };
  // The set-up takes it for complete and would leave it as it is.
  const there = names.map((name) => `${name} ${installed[name] ?? "missing"}`);
  return {
    state: "missing",
    text: `${text} (it has ${there.join(", ")}): remove .venv first`,
    type: task("lab"),
  };
}

export function kernel({ kernel }: Facts): Finding {
  const text = "the Deno kernel in .venv, interrupted by a message";
  return kernel === "ours"
    ? { state: "ok", text }
    : { state: "missing", text, type: task("lab") };
}

export function packages({ packagesAreCached }: Facts): Finding {
  return packagesAreCached
    ? { state: "ok", text: "npm packages, cached: no network is needed" }
    : {
      state: "missing",
      text: "npm packages in Deno's cache: fetching them needs the network",
      type: task("lab"),
    };
}

const ofUserKernel: Record<Exclude<Kernel, "ours">, string> = {
  none: "your own Jupyter has no Deno kernel; VS Code needs one",
  other: 'the kernel "deno" in your own Jupyter is not that of this clone',
  "ended by Stop":
    'the kernel "deno" in your own Jupyter ends when it is stopped (no interrupt_mode: message)',
  unknown:
    "whether your own Jupyter has the Deno kernel, for VS Code, is known once .venv is there",
};

export function userKernel({ userKernel }: Facts): Finding {
  return userKernel === "ours"
    ? {
      state: "ok",
      text:
        "the Deno kernel in your own Jupyter, for VS Code, interrupted by a message",
    }
    : { state: "note", text: ofUserKernel[userKernel], type: task("kernel") };
}

export function chromium({ hasChromium }: Facts): Finding {
  return hasChromium
    ? { state: "ok", text: "Chromium, for the task browser" }
    : {
      state: "note",
      text:
        "no Chromium: the task browser is skipped; install Chromium or Chrome, or set CHROMIUM",
      type: task("browser"),
    };
}

export function peers({ peersAreReady }: Facts): Finding {
  return peersAreReady
    ? { state: "ok", text: ".venv-bench, for the task bench" }
    : {
      state: "note",
      text: "no complete .venv-bench: the task bench makes it",
      type: task("bench"),
    };
}

/** `missing  what it is. Type: the command` */
export function toLine({ state, text, type }: Finding): string {
  return `${state.padEnd(7)}  ${text}${
    type === undefined ? "" : `. Type: ${type}`
  }`;
}
