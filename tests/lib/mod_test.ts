import assert from "node:assert/strict";
import { createRequire } from "node:module";
import * as core from "lib/mod.ts";

// Each of the heavy packages is, or brings, a CommonJS module; those loaded so
// far are listed here. So this file imports no package of its own.
const loaded = createRequire(import.meta.url).cache;
const loadedByCore = Object.keys(loaded);

Deno.test("lib/mod.ts loads no package", () => {
  assert.deepEqual(loadedByCore, []);
});

Deno.test("lib/mod.ts would be seen to load danfojs, @stdlib, seedrandom, Plot or a DOM", async () => {
  const packages = {
    "interval-tree-1d": () => import("@observablehq/plot"),
    cssom: () => import("linkedom"),
    seedrandom: () => import("seedrandom"),
    "@stdlib": () => import("@stdlib/random-base-laplace"),
    danfojs: () => import("danfojs"),
  };
  for (const [name, load] of Object.entries(packages)) {
    const isLoaded = () =>
      Object.keys(loaded).some((path) => path.includes(`/${name}/`));
    assert(!isLoaded(), name);
    await load();
    assert(isLoaded(), name);
  }
});

Deno.test("lib/mod.ts offers nothing predictable, nothing of the textbook and no display", () => {
  const names = Object.keys(core);
  for (const name of ["secureRandom", "linkageAttack", "posteriorBound"]) {
    assert(names.includes(name), name);
  }
  for (const name of ["seededRandom", "laplaceMechanism", "show", "check"]) {
    assert(!names.includes(name), name);
  }
});
