/** Loading the npm package, in a process of its own each time, beside loading the peers. */

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { peersVenv } from "../../tools/bench/peers_venv.ts";
import type { Contender, Measurement, Row } from "../../tools/bench/row.ts";
import { replaceFolder } from "../../tools/output/replace_folder.ts";
import { buildPackage } from "../../tools/pack/build.ts";
import { places } from "../../tools/setup/places.ts";
import { Problem } from "../../tools/setup/problem.ts";

/** Loads a module, and prints the processor time and whether what it is loaded for is there. */
const script = `
const start = process.cpuUsage();
const { laplace } = await import(process.argv[1]);
const { user, system } = process.cpuUsage(start);
console.log(JSON.stringify({
  seconds: (user + system) / 1e6,
  items: 1,
  seen: Number(typeof laplace === "function"),
}));`;

const pythonScript = (module: string) => `
import json, time
start = time.process_time()
import ${module} as loaded
seconds = time.process_time() - start
print(json.dumps({"seconds": seconds, "items": 1, "seen": int(len(dir(loaded)) > 0)}))`;

export function loadingRow(): Row {
  const python = (name: string, module: string) =>
    loader(name, () => run(peersVenv.python, "-c", pythonScript(module)));
  return {
    name: "loading, core of the npm package in Node",
    ours: loader("ours", async () =>
      await run(
        "node",
        ...["--input-type=module", "-e", script, await corePath()],
      )),
    peers: [
      python("OpenDP", "opendp.prelude"),
      python("diffprivlib", "diffprivlib"),
      python("numpy", "numpy"),
    ],
  };
}

function loader(name: string, run: () => Promise<Measurement>): Contender {
  return { name, run, expected: { value: 1, tolerance: 0 } };
}

let core: Promise<string> | undefined;

/** The address of the core's script, built when it is first asked for. */
function corePath(): Promise<string> {
  return core ??= build();
}

async function build(): Promise<string> {
  const folder = Deno.makeTempDirSync({ prefix: "package-" });
  addEventListener("unload", () => {
    Deno.removeSync(folder, { recursive: true });
  });
  await replaceFolder(folder, {
    name: "the package",
    list: "files.txt",
    make: () => buildPackage(places.root),
  });
  return pathToFileURL(join(folder, "js", "mod.js")).href;
}

async function run(program: string, ...args: string[]): Promise<Measurement> {
  const { success, stdout, stderr } = await new Deno.Command(program, { args })
    .output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  if (!success) {
    throw new Problem(`Cannot load a library: ${text(stderr)}`);
  }
  return JSON.parse(text(stdout));
}
