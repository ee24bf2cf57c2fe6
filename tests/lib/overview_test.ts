import assert from "node:assert/strict";
import { check, hint, overview, standings } from "lib/exercises.ts";
import { printed } from "./console.ts";

// One session, in the order of the tests.

Deno.test("overview() says so while no exercise was checked", async () => {
  assert.deepEqual(standings(), []);
  assert.deepEqual(await printed(overview), [
    "No exercise was checked yet: run the cell of one first.",
  ]);
});

Deno.test("overview() shows the lesson of which an exercise was checked, all of it open", async () => {
  const [, table] = await printed(async () => {
    check("largest answer", undefined);
    await overview();
  });
  assert.deepEqual(table!.split("\n"), [
    "Noise has holes: 0 of 3 exercises are right.",
    "exercise                   state  hints given",
    "share that betrays itself  open   0 of 2",
    "largest answer             open   0 of 2",
    "find the seed              open   0 of 2",
  ]);
});

Deno.test("overview() tells what is right, what is not yet, and which hints were given", async () => {
  await printed(() => {
    assert.throws(() => check("largest answer", 36));
    hint("find the seed", 2);
    hint("find the seed", 2);
    check("find the seed", 274);
    assert.throws(() => check("find the seed", 1));
  });
  assert.deepEqual((await printed(overview))[0]!.split("\n"), [
    "Noise has holes: 1 of 3 exercises are right.",
    "exercise                   state          hints given",
    "share that betrays itself  open           0 of 2",
    "largest answer             not yet right  0 of 2",
    "find the seed              right          1 of 2",
  ]);
  await printed(() => hint("find the seed"));
  assert.deepEqual(standings().at(-1), {
    lesson: "Noise has holes",
    exercise: "find the seed",
    state: "right",
    hintsGiven: 2,
    hints: 2,
  });
});

Deno.test("overview() says when all are right, and shows each lesson for itself", async () => {
  await printed(() => {
    check("share that betrays itself", 0.42);
    check("largest answer", 360.4);
    hint("repair the shop");
  });
  const tables = await printed(overview);
  assert.deepEqual(tables.map((table) => table.split("\n")[0]), [
    "Noise has holes: all 3 exercises are right.",
    "Audit your mechanism: 0 of 3 exercises are right.",
  ]);
});
