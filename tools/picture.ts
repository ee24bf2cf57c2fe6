/** Writes the README's picture: the trade-off chart as the lesson shows it. */

import { Buffer } from "node:buffer";

const lesson = new URL(
  "../notebooks/02_medical_records.ipynb",
  import.meta.url,
);

/** Where the picture is kept. */
export const pictureFile = new URL(
  "../notebooks/tradeoff.svg",
  import.meta.url,
);

/** The SVG in the committed output of the lesson's trade-off cell. */
export async function tradeoffPicture(): Promise<string> {
  const { cells } = JSON.parse(await Deno.readTextFile(lesson));
  const cell = cells.find(({ id }: { id: string }) => id === "tradeoff-chart");
  const html = cell.outputs[0].data["text/html"].join("");
  return Buffer.from(/base64,([^"]+)/.exec(html)![1]!, "base64").toString();
}

if (import.meta.main) {
  await Deno.writeTextFile(pictureFile, await tradeoffPicture());
}
