/** What is said of each thing that the lessons and the tests need. */

import { defaultPort } from "../setup/port.ts";
import type { Facts, Kernel } from "./facts.ts";

/** Only what is "missing" keeps the lessons or the tests from running. */
export interface Finding {
  state: "ok" | "missing" | "note";
  text: string;
  /** The task to run. */
  task?: string;
}

/** A finding for each thing, in the order in which a set-up needs them. */
export function findings(facts: Facts): Finding[] {
  return [
    runningDeno(facts),
    node(facts),
    python(facts),
    venv(facts),
    kernel(facts),
    packages(facts),
    port(facts),
    userKernel(facts),
    chromium(facts),
    peers(facts),
  ];
}

export function runningDeno({ deno, pinned }: Facts): Finding {
  return deno === pinned.deno
    ? { state: "ok", text: `Deno ${deno}, the pinned version` }
    : {
      state: "note",
      text:
        `Deno ${deno} runs this; the other tasks run on the pinned ${pinned.deno} in .venv`,
    };
}

export function node({ node }: Facts): Finding {
  return hasNode(node)
    ? {
      state: "ok",
      text: `Node ${node}, for npx and tests of the npm package`,
    }
    : {
      state: "note",
      text:
        `no Node 20 or newer${node === undefined ? "" : ` (but ${node})`}: ` +
        "install it, or the tests of the npm package in Node are skipped",
    };
}

function hasNode(version = "0"): boolean {
  return parseInt(version) >= 20;
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
      task: "lab",
    };
}

export function venv({ pinned, installed, venvIsReady }: Facts): Finding {
  const names = ["jupyterlab", "deno"] as const;
  const isComplete = venvIsReady &&
    names.every((name) => installed[name] === pinned[name]);
  const text =
    `.venv with JupyterLab ${pinned.jupyterlab} and Deno ${pinned.deno}`;
  if (isComplete) return { state: "ok", text };
  if (!venvIsReady) return { state: "missing", text, task: "lab" };
  // The set-up takes it for complete and would leave it as it is.
  const there = names.map((name) => `${name} ${installed[name] ?? "missing"}`);
  return {
    state: "missing",
    text: `${text} (it has ${there.join(", ")}): remove .venv first`,
    task: "lab",
  };
}

export function kernel({ kernel }: Facts): Finding {
  const text = "the Deno kernel in .venv, interrupted by a message";
  return kernel === "ours"
    ? { state: "ok", text }
    : { state: "missing", text, task: "lab" };
}

export function packages({ packagesAreCached }: Facts): Finding {
  return packagesAreCached
    ? { state: "ok", text: "npm packages, cached: no network is needed" }
    : {
      state: "missing",
      text: "npm packages in Deno's cache: fetching them needs the network",
      task: "lab",
    };
}

export function port({ portIsFree }: Facts): Finding {
  return portIsFree
    ? { state: "ok", text: `port ${defaultPort} is free, for JupyterLab` }
    : {
      state: "note",
      text:
        `port ${defaultPort} is in use: JupyterLab takes another one and says which`,
    };
}

const ofUserKernel: Record<Exclude<Kernel, "ours">, string> = {
  none: "your own Jupyter, where VS Code looks, has no Deno kernel",
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
    : { state: "note", text: ofUserKernel[userKernel], task: "kernel" };
}

export function chromium({ hasChromium }: Facts): Finding {
  return hasChromium
    ? { state: "ok", text: "Chromium, for the task browser" }
    : {
      state: "note",
      text:
        "no Chromium: the task browser is skipped; install Chromium or Chrome, or set CHROMIUM",
      task: "browser",
    };
}

export function peers({ peersAreReady }: Facts): Finding {
  return peersAreReady
    ? { state: "ok", text: ".venv-bench, for the task bench" }
    : {
      state: "note",
      text: "no complete .venv-bench: the task bench makes it",
      task: "bench",
    };
}

const indent = " ".repeat(9);

/** `missing  what it is`, and below it what to type, within 80 columns. */
export function toText({ state, text, task }: Finding, facts: Facts): string {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`.trimStart();
    if (indent.length + longer.length > 80) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  if (task !== undefined) {
    const npx = hasNode(facts.node) ? "npx -y " : "";
    lines.push(`Type: ${npx}deno task ${task}`);
  }
  return state.padEnd(indent.length) + lines.join(`\n${indent}`);
}
