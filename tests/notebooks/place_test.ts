import assert from "node:assert/strict";
import { Kernel } from "../../tools/notebook/kernel.ts";

// Enough, and enough to pass on, that without the library's care for it most runs
// misplace several: 8 of 10, up to 40 outputs each.
const CELLS = 400;
const LONG = 'const long = "x".repeat(60000);';

/** Hands over all cells at once, as Run All does; those whose output stands under another. */
async function misplaced(kernel: Kernel, codes: string[]): Promise<number[]> {
  for (const code of codes) kernel.execute(code).catch(() => {});
  const places = new Map<string, string>();
  const shown = new Map<number, string>();
  while (shown.size < codes.length || places.size < codes.length) {
    const { type, parent, content } = await kernel.published();
    if (type === "execute_input") places.set(String(content.code), parent);
    else for (const i of outputsIn(content)) shown.set(i, parent);
  }
  return [...codes.keys()].filter((i) =>
    shown.get(i) !== places.get(codes[i]!)
  );
}

/** A table says the same in two formats. */
function outputsIn(content: unknown): Set<number> {
  const found = JSON.stringify(content).matchAll(/output (\d+);/g);
  return new Set([...found].map(([, i]) => Number(i)));
}

for (
  const [name, cell] of [
    ["show()", 'await show([{ text: "output " + ID + ";" + long }]);'],
    ["console.log()", 'console.log("output " + ID + ";" + long);'],
  ] as const
) {
  Deno.test(`What ${name} shows stands under its own cell`, async () => {
    const kernel = await Kernel.start(".");
    try {
      await kernel.execute(`import { show } from "lib/display.ts"; ${LONG}`);
      const codes = Array.from(
        { length: CELLS },
        (_, i) => cell.replace("ID", String(i)),
      );
      const wrong = await misplaced(kernel, codes);
      // On a busy machine even a moment can be too short.
      assert.ok(wrong.length <= 1, `cells ${wrong} of ${CELLS}`);
    } finally {
      await kernel.close();
    }
  });
}
