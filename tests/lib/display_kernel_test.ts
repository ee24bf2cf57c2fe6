import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { chart, Plot } from "lib/charts/plot.ts";
import { progress, show } from "lib/display.ts";
import type { ProgressPlace } from "lib/notebook/progress.ts";
import { notebookLine } from "lib/notebook/progress_line.ts";
import { printed } from "./console.ts";
import { documentOf } from "./dom.ts";

interface Shown {
  readonly bundle: Record<string, string>;
  readonly raw: boolean;
  readonly display_id?: string;
  readonly update?: boolean;
}

// A stand-in for the kernel. It stays for the rest of this file, which is why
// the tests outside the kernel have a file of their own.
const shown: Shown[] = [];
Object.assign(Deno, {
  jupyter: {
    display: (bundle: Shown["bundle"], options: Omit<Shown, "bundle">) =>
      Promise.resolve(void shown.push({ bundle, ...options })),
  },
});

/** What the kernel is told; nothing may reach the console. */
async function told(act: () => Promise<void>): Promise<Shown[]> {
  shown.length = 0;
  assert.deepEqual(await printed(act), []);
  return [...shown];
}

const marks = [Plot.dot([{ x: 1, y: 2 }], { x: "x", y: "y" })];
const up = chart({ title: "Up", description: `A "dot" <b>`, marks });

Deno.test("show() gives the kernel a chart as an image with its alt text", async () => {
  const [output, ...others] = await told(() => show(up, { caption: "1 < 2" }));
  assert.equal(others.length, 0);
  const { bundle, raw } = output!;
  assert.equal(raw, true);
  assert.equal(bundle["text/plain"], `A "dot" <b>\n1 < 2`);

  const html = bundle["text/html"]!;
  assert(!html.includes("<b>"));
  const [image] = documentOf(html).querySelectorAll("figure img");
  assert.equal(image!.getAttribute("alt"), `A "dot" <b>`);
  const [below] = documentOf(html).querySelectorAll("figcaption");
  assert.equal(below!.textContent, "1 < 2");

  const [kind, data] = image!.getAttribute("src")!.split(",");
  assert.equal(kind, "data:image/svg+xml;base64");
  const svg = Buffer.from(data!, "base64").toString();
  assert.match(svg, /^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  assert.match(svg, /^<svg [^>]*role="img"/);
  assert.match(svg, />Up<\/text>/);
});

Deno.test("show() makes XML of a chart whose texts have its characters", async () => {
  const title = `a < b & "c"`;
  const hard = chart({ title, description: title, marks });
  const [output] = await told(() => show(hard));
  const data = output!.bundle["text/html"]!.match(/base64,([^"]*)/)![1]!;
  const svg = Buffer.from(data, "base64").toString();
  assert(svg.includes(`aria-label="a &lt; b &amp; &quot;c&quot;"`));
  assert.doesNotMatch(svg, /"[^"<>]*<[^">]*"|&(?!\w+;|#)/);
});

Deno.test("show() leaves the caption out if there is none", async () => {
  const [output] = await told(() => show(up));
  assert(!output!.bundle["text/html"]!.includes("figcaption"));
});

Deno.test("show() gives the kernel a table as HTML and as text", async () => {
  const [output] = await told(() => show([{ name: "<b>" }]));
  assert.equal(output!.bundle["text/plain"], "name\n<b>");
  assert(output!.bundle["text/html"]!.includes(">&lt;b&gt;</td>"));
});

/** The line in the notebook, on a clock of which each look takes 400 ms. */
function slow() {
  let time = 0;
  return { line: notebookLine(), now: () => time += 400 };
}

Deno.test("progress() keeps one output up to date, which is empty in the end", async () => {
  const outputs = await told(async () => {
    for await (const _ of progress([1, 2, 3], { label: "Work" }, slow()));
  });
  assert.deepEqual(outputs.map(({ bundle }) => bundle["text/plain"]), [
    "",
    "Work: 2 of 3, 1.7/s, 1 s left",
    "Work: 3 of 3, 1.9/s, 0 s left",
    "",
  ]);
  assert.deepEqual(outputs.map(({ update }) => update), [
    false,
    true,
    true,
    true,
  ]);
  assert.equal(new Set(outputs.map(({ display_id }) => display_id)).size, 1);
});

Deno.test("progress() leaves the same behind however long a loop takes and however it ends", async () => {
  const left = async (place: ProgressPlace | undefined, stop: boolean) => {
    const outputs = await told(async () => {
      const loop = progress(Array(50).fill(0), { label: "Work" }, place);
      for await (const _ of loop) if (stop) break;
    });
    const [first] = outputs;
    const { bundle } = outputs.at(-1)!;
    return [first!.bundle, first!.update, bundle];
  };
  const empty = { "text/plain": "" };
  for (const stop of [false, true]) {
    assert.deepEqual(await left(undefined, stop), [empty, false, empty]);
    assert.deepEqual(await left(slow(), stop), [empty, false, empty]);
  }
});

Deno.test("progress() takes an output of its own each time", async () => {
  const outputs = await told(async () => {
    for (let i = 0; i < 2; i++) {
      for await (const _ of progress([1], { label: "Work" }));
    }
  });
  assert.equal(new Set(outputs.map(({ display_id }) => display_id)).size, 2);
});
