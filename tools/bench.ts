/** Compares our speed with that of others: `deno task bench [words of the rows to run]`. */

import { basename } from "node:path";
import { ProgressMeter } from "../lib/notebook/progress.ts";
import { rows } from "../tests/bench/rows.ts";
import { compare } from "./bench/compare.ts";
import { PeerProcess } from "./bench/peer_process.ts";
import { peersVenv } from "./bench/peers_venv.ts";
import { toTable } from "./bench/table.ts";
import { asProblem, Interrupted, Problem } from "./setup/problem.ts";
import { ensureVenv } from "./setup/venv.ts";

const RUNS = 7;

async function main(words: string[]): Promise<void> {
  await ensureVenv(peersVenv);
  using peers = new PeerProcess(peersVenv);
  const chosen = rows(peers).filter(({ name }) =>
    words.every((word) => name.includes(word))
  );
  if (chosen.length === 0) {
    throw new Problem(
      `Cannot run "${words.join(" ")}": no row has these words in its name.`,
    );
  }
  const cores = navigator.hardwareConcurrency;
  const load = Deno.loadavg()[0]!;
  console.log(`Deno ${Deno.version.deno}, ${await peers.versions()}`);
  console.log(
    `${cores} cores, load ${
      load.toFixed(1)
    }; processor time of all threads, medians of ${RUNS} runs\n`,
  );
  if (load > cores / 4) {
    console.log("Other work runs here: the ratios are better taken later.\n");
  }
  const comparisons = [];
  const meter = new ProgressMeter({ label: "Rows", total: chosen.length });
  for (const row of chosen) {
    await meter.hide();
    console.log(`… ${row.name}`);
    await meter.show();
    comparisons.push(...await compare(row, RUNS));
    await meter.step();
  }
  await meter.hide();
  console.log("\n" + toTable(comparisons));
}

try {
  await main(Deno.args);
  Deno.exit(0);
} catch (error) {
  if (error instanceof Interrupted) Deno.exit(130);
  console.error(asProblem(error, basename(peersVenv.folder)).message);
  Deno.exit(1);
}
