import { join } from "node:path";

const here = import.meta.dirname!;

/** The parts of the style sheet, in their order. */
const styles = [
  "theme",
  "layout",
  "prose",
  "tables",
  "cells",
  "charts",
  "print",
];

/** The style sheet of all pages. */
export async function styleSheet(): Promise<string> {
  const parts = await Promise.all(
    styles.map((name) =>
      Deno.readTextFile(join(here, "styles", `${name}.css`))
    ),
  );
  return parts.join("\n");
}

/** The code of a script of all pages. */
export function script(name: string): Promise<string> {
  return Deno.readTextFile(join(here, "scripts", `${name}.js`));
}

/** KaTeX's style sheet, and the fonts that it names, by their paths on the site. */
export async function katexFiles(): Promise<[string, string | Uint8Array][]> {
  const dist = new URL(import.meta.resolve("katex/dist/katex.min.css"));
  const css = await Deno.readTextFile(dist);
  // Every browser that knows the rest of the page knows this format.
  const slim = css.replaceAll(
    /src:(url\([^)]+\.woff2\) format\("woff2"\))[^;}]*/g,
    "src:$1",
  );
  const fonts = [...slim.matchAll(/url\(([^)]+)\)/g)].map(([, path]) => path!);
  return [
    ["katex/katex.css", slim],
    ["katex/LICENSE", await Deno.readTextFile(new URL("../LICENSE", dist))],
    ...await Promise.all(
      fonts.map(async (path) =>
        [`katex/${path}`, await Deno.readFile(new URL(path, dist))] as [
          string,
          Uint8Array,
        ]
      ),
    ),
  ];
}
