import assert from "node:assert/strict";
import { progress, ProgressMeter } from "lib/notebook/progress.ts";
import { lineHere, terminalLine } from "lib/notebook/progress_line.ts";

/** A clock that goes on when it is told to, and all that is shown. */
function place() {
  const texts: string[] = [];
  let time = 0;
  return {
    texts,
    line: { show: (text: string) => void texts.push(text) },
    now: () => time,
    wait: (milliseconds: number) => void (time += milliseconds),
  };
}

/** What is shown of a loop over `items` that takes `each` milliseconds an item. */
async function shown(
  items: Iterable<unknown> | AsyncIterable<unknown>,
  each: number,
  total?: number,
) {
  const watched = place();
  const passed: unknown[] = [];
  const options = { label: "Work", ...total !== undefined && { total } };
  for await (const item of progress(items, options, watched)) {
    passed.push(item);
    watched.wait(each);
  }
  return { passed, texts: watched.texts.filter((text) => text !== "") };
}

async function* asyncGenerator() {
  yield await Promise.resolve(1);
  yield* [2, 3];
}

Deno.test("progress() passes everything on", async () => {
  const sources = [[1, 2, 3], new Set([1, 2, 3]), [1, 2, 3].values()];
  for (const items of [...sources, asyncGenerator()]) {
    assert.deepEqual((await shown(items, 0)).passed, [1, 2, 3]);
  }
});

Deno.test("progress() shows nothing before a second has passed", async () => {
  assert.deepEqual((await shown(Array(9), 111)).texts, []);
  assert.deepEqual((await shown(Array(10), 111)).texts, [
    "Work: 10 of 10, 9.0/s, 0 s left",
  ]);
});

Deno.test("progress() shows count, rate and time left, at most ten times a second", async () => {
  const { texts } = await shown(Array(5000), 1);
  assert.equal(texts.length, 41);
  assert.deepEqual([texts[0], texts[1], texts.at(-1)], [
    "Work: 1,000 of 5,000, 1,000/s, 4 s left",
    "Work: 1,100 of 5,000, 1,000/s, 4 s left",
    "Work: 5,000 of 5,000, 1,000/s, 0 s left",
  ]);
});

Deno.test("progress() says what a slow one takes, and how many minutes or hours are left", async () => {
  assert.deepEqual((await shown(Array(3), 2500)).texts, [
    "Work: 1 of 3, 2.5 s each, 5 s left",
    "Work: 2 of 3, 2.5 s each, 3 s left",
    "Work: 3 of 3, 2.5 s each, 0 s left",
  ]);
  const [minutes] = (await shown(Array(10), 40_000)).texts;
  assert.equal(minutes, "Work: 1 of 10, 40 s each, 6 min left");
  const [hours] = (await shown(Array(300), 40_000)).texts;
  assert.equal(hours, "Work: 1 of 300, 40 s each, 4 h left");
});

Deno.test("progress() counts what has no size, up to a total if it is told one", async () => {
  assert.deepEqual((await shown(asyncGenerator(), 500)).texts, [
    "Work: 2, 2.0/s",
    "Work: 3, 2.0/s",
  ]);
  assert.deepEqual((await shown([1, 2].values(), 500, 2)).texts, [
    "Work: 2 of 2, 2.0/s, 0 s left",
  ]);
});

Deno.test("progress() takes no more than it is asked for, and ends with a break", async () => {
  let taken = 0;
  let closed = false;
  function* counting() {
    try {
      while (true) yield ++taken;
    } finally {
      closed = true;
    }
  }
  const watched = place();
  for await (const item of progress(counting(), { label: "Work" }, watched)) {
    watched.wait(2000);
    if (item === 2) break;
  }
  assert.equal(taken, 2);
  assert(closed);
  assert.deepEqual(watched.texts, ["", "Work: 1, 2.0 s each", ""]);
});

Deno.test("progress() passes errors on, of the loop and of what it loops over", async () => {
  function* failing() {
    yield 1;
    throw new Error("lost");
  }
  const watched = place();
  await assert.rejects(async () => {
    for await (const _ of progress(failing(), { label: "Work" }, watched)) {
      watched.wait(1500);
    }
  }, { message: "lost" });
  await assert.rejects(async () => {
    for await (const _ of progress([1], { label: "Work" }, watched)) {
      throw new Error("mine");
    }
  }, { message: "mine" });
  assert.deepEqual(watched.texts, ["", "Work: 1, 1.5 s each", "", "", ""]);
});

Deno.test("ProgressMeter.hide() makes room for a print, and the next count shows the line again", async () => {
  const watched = place();
  const meter = new ProgressMeter({ label: "Work", total: 4 }, watched);
  watched.wait(1000);
  await meter.step();
  await meter.hide();
  watched.wait(1);
  await meter.step();
  assert.deepEqual(watched.texts, [
    "Work: 1 of 4, 1.0/s, 3 s left",
    "",
    "Work: 2 of 4, 2.0/s, 2 s left",
  ]);
});

Deno.test("terminalLine() writes over itself, within the width, and goes away", () => {
  const written: string[] = [];
  const terminal = {
    columns: 8,
    write: (text: string) => written.push(text),
  };
  const line = terminalLine(terminal);
  for (const text of ["", "Work: 12", "W: 1", "", ""]) line.show(text);
  assert.deepEqual(written, ["\rWork: 1\x1b[K", "\rW: 1\x1b[K", "\r\x1b[K"]);
  terminalLine({ ...terminal, columns: 0 }).show("Work: 12");
  assert.equal(written.at(-1), "\rWork: 12\x1b[K");
});

Deno.test("lineHere() is silent where nobody watches", () => {
  for (const isTTY of [true, false, undefined]) {
    const written: string[] = [];
    lineHere({ isTTY, write: (text) => written.push(text) }).show("Work");
    assert.deepEqual(written, isTTY ? ["\rWork\x1b[K"] : []);
  }
});
