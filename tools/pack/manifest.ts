/** What the package says of itself: the one place of its name and version. */

import denoJson from "../../deno.json" with { type: "json" };

/** A way into the package. */
export interface Door {
  /** What is written after the package's name in an import. */
  path: "" | `/${string}`;
  /** Its file in `lib/`. */
  file: string;
  /** The packages behind it: whoever opens the door installs them. */
  peers: (keyof typeof denoJson.imports)[];
}

export const packageName = "exact-differential-privacy";
export const packageVersion = "0.1.0";

export const doors: readonly Door[] = [
  { path: "", file: "mod.ts", peers: [] },
  {
    path: "/seeded_random",
    file: "seeded_random.ts",
    peers: ["seedrandom"],
  },
  {
    path: "/charts",
    file: "charts/mod.ts",
    peers: ["@observablehq/plot"],
  },
  {
    path: "/textbook",
    file: "textbook/mod.ts",
    peers: ["@stdlib/random-base-laplace", "@stdlib/random-base-normal"],
  },
];

/** Where the two halves of the package lie in it. */
export const halves = { scripts: "js", declarations: "types" };

/** The name of a door's script, or of any other of a place of `lib/`, without its ending. */
export function placeOf(path: string): string {
  return path.split("/")[0]!.replace(/\.[a-z.]+$/, "");
}

/** The text of the `package.json`. */
export function packageJson(): string {
  const peers = doors.flatMap((door) => door.peers).sort();
  return JSON.stringify(
    {
      name: packageName,
      version: packageVersion,
      description:
        "Differential privacy with exact noise and exact budgets: counts, sums, means, " +
        "quantiles and histograms of a table, the mechanisms behind them, and audits",
      keywords: [
        "differential privacy",
        "privacy",
        "epsilon",
        "privacy budget",
        "laplace",
        "discrete laplace",
        "discrete gaussian",
        "zcdp",
        "randomized response",
        "exponential mechanism",
        "statistics",
      ],
      license: "MIT",
      type: "module",
      sideEffects: false,
      engines: { node: ">=20" },
      exports: {
        ...Object.fromEntries(doors.map(doorEntry)),
        "./package.json": "./package.json",
      },
      files: Object.values(halves),
      peerDependencies: Object.fromEntries(
        peers.map((name) => [name, `^${pinned(name)}`]),
      ),
      peerDependenciesMeta: Object.fromEntries(
        peers.map((name) => [name, { optional: true }]),
      ),
    },
    undefined,
    2,
  ) + "\n";
}

function doorEntry({ path, file }: Door): [string, unknown] {
  return [`.${path}`, {
    types: `./${halves.declarations}/${file.replace(/\.ts$/, ".d.ts")}`,
    default: `./${halves.scripts}/${placeOf(file)}.js`,
  }];
}

/** The version with which the tests run. */
function pinned(name: keyof typeof denoJson.imports): string {
  return denoJson.imports[name].split("@").at(-1)!;
}
