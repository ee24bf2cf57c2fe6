/** What was made, in a few lines. */

import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import { halves, packageName, packageVersion } from "./manifest.ts";

const groups = [
  { title: "scripts", prefix: `${halves.scripts}/` },
  { title: "types", prefix: `${halves.declarations}/` },
  { title: "the rest", prefix: "" },
];

/**
 * Files and sizes of a package, and how to go on.
 *
 * @param files texts by their paths in the package
 * @param folder where they lie
 */
export function report(
  files: ReadonlyMap<string, string>,
  folder: string,
): string {
  const rest = new Map(files);
  const lines = groups.map(({ title, prefix }) => {
    const texts = [...rest].filter(([path]) => path.startsWith(prefix));
    for (const [path] of texts) rest.delete(path);
    return line(title, texts.map(([, text]) => text));
  });
  return [
    `${packageName} ${packageVersion} is in ${folder}`,
    ...lines,
    line("together", [...files.values()]),
    "",
    `Try it in another project:  npm install "${folder}"`,
    `Publish it:                 npm publish "${folder}"`,
  ].join("\n");
}

function line(title: string, texts: string[]): string {
  const all = Buffer.from(texts.join(""));
  const [size, packed] = [all.length, gzipSync(all).length].map(kilobytes);
  return `  ${title.padEnd(9)} ${count(texts.length)}, ${size}, gzip ${packed}`;
}

function count(files: number): string {
  return `${files} files`.padStart(9);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(0)} kB`.padStart(6);
}
