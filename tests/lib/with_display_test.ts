import assert from "node:assert/strict";
import { listWithDisplay, withDisplay } from "lib/with_display.ts";
import { shown } from "./shown.ts";

const bundleOf = (text: string) => ({
  "text/html": `<p>${text}</p>`,
  "text/plain": text,
});

Deno.test("withDisplay() makes a frozen object of the members, which shows itself", () => {
  const members = { name: "it", size: 2, twice: (x: number) => 2 * x };
  const value = withDisplay(({ name }) => bundleOf(`shown ${name}`), members);
  assert.deepEqual(Object.keys(value), ["name", "size", "twice"]);
  assert.deepEqual({ ...value }, members);
  assert.equal(JSON.stringify(value), '{"name":"it","size":2}');
  assert.deepEqual(Reflect.ownKeys(value), Reflect.ownKeys(members));
  assert(Object.isFrozen(value));
  assert(Object.isFrozen(Object.getPrototypeOf(value)));
  assert.equal(value.twice(4), 8);
  assert.equal(Deno.inspect(value), "shown it");
  assert.deepEqual(shown(value), bundleOf("shown it"));
});

Deno.test("withDisplay() makes the display when it is asked for, each time", () => {
  let asked = 0;
  const value = withDisplay(() => bundleOf(`${++asked}`), { size: 1 });
  assert.equal(asked, 0);
  assert.equal(Deno.inspect(value), "1");
  assert.equal(shown(value)["text/html"], "<p>2</p>");
});

Deno.test("withDisplay() leaves equality to the members", () => {
  const make = (size: number) =>
    withDisplay(() => bundleOf(String(Math.random())), { size });
  assert.deepEqual(make(1), make(1));
  assert.notDeepEqual(make(1), make(2));
});

Deno.test("listWithDisplay() keeps a list what it was, and shows it", () => {
  const list = listWithDisplay([1, 2], () => bundleOf("shown"));
  assert(Array.isArray(list) && Object.isFrozen(list));
  assert.deepEqual(list, [1, 2]);
  assert.deepEqual([...list, ...list.map((x) => -x)], [1, 2, -1, -2]);
  assert.deepEqual(Object.keys(list), ["0", "1"]);
  assert.equal(JSON.stringify(list), "[1,2]");
  assert.equal(Deno.inspect(list), "shown");
  assert.deepEqual(shown(list), bundleOf("shown"));
});
