import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { createHash } from "node:crypto";
import { parseHTML } from "linkedom";
import { places } from "../../tools/setup/places.ts";
import { buildSite } from "../../tools/site/build.ts";
import { readCourse } from "../../tools/site/course.ts";
import type { Element } from "../lib/dom.ts";

const course = await readCourse(places.root);
const files = await buildSite(course);
const pages = new Map(
  [...files].filter(([path]) => path.endsWith(".html")).map(([path, html]) => {
    const { document } = parseHTML(html) as unknown as { document: Element };
    return [path, document] as const;
  }),
);
const all = (page: Element, selector: string) => [
  ...page.querySelectorAll(selector),
];

/** Tests each page, and says which one fails. */
function eachPage(test: (page: Element, path: string) => void): void {
  for (const [path, page] of pages) {
    try {
      test(page, path);
    } catch (error) {
      throw new Error(path, { cause: error });
    }
  }
}

Deno.test("each lesson has a page and its notebook beside it, and there is an index", () => {
  const names = course.lessons.map(({ name }) => name);
  ok(names.length >= 7);
  deepStrictEqual([...pages.keys()], [
    "index.html",
    ...names.map((name) => `${name}.html`),
  ]);
  for (const { name, text } of course.lessons) {
    strictEqual(files.get(`${name}.ipynb`), text);
  }
});

Deno.test("a page shows every code cell of its notebook with every output", () => {
  for (const { name, notebook } of course.lessons) {
    const cells = notebook.cells.filter((cell) => cell.cell_type === "code");
    const shown = all(pages.get(`${name}.html`)!, ".cell");
    strictEqual(shown.length, cells.length);
    for (const [i, cell] of cells.entries()) {
      const { source } = cell;
      // The place of a progress line is empty in the end.
      const outputs = cell.outputs.filter((output) =>
        output.output_type === "stream" ||
        Object.values(output.data).some((text) => text !== "")
      );
      const [code] = all(shown[i]!, "pre.code");
      strictEqual(code!.textContent, source);
      const there = all(shown[i]!, ".output");
      strictEqual(there.length, outputs.length);
      for (const [j, output] of outputs.entries()) {
        if (output.output_type !== "stream") continue;
        strictEqual(there[j]!.textContent, output.text.trimEnd());
      }
    }
  }
});

Deno.test("every link, image and fragment leads to something in the site", () => {
  eachPage((page, path) => {
    const addresses = [
      ...all(page, "a, link").map((element) => element.getAttribute("href")),
      ...all(page, "[src]").map((element) => element.getAttribute("src")),
    ];
    for (const address of addresses) {
      ok(address, "an address");
      if (/^(data|https):/.test(address)) continue;
      const [file, fragment] = address.split("#");
      const target = file === "" ? path : file!;
      ok(files.has(target), address);
      if (fragment === undefined) continue;
      const ids = all(pages.get(target)!, "[id]").map((element) =>
        element.getAttribute("id")
      );
      ok(ids.includes(fragment), address);
    }
  });
});

Deno.test("nothing is loaded from another host", () => {
  eachPage((page) => {
    const loaded = [
      ...all(page, "link").map((element) => element.getAttribute("href")),
      ...all(page, "[src]").map((element) => element.getAttribute("src")),
    ];
    ok(loaded.length > 2);
    for (const address of loaded) ok(!/^(https?:)?\/\//.test(address!));
  });
  for (const path of ["style.css", "katex/katex.css"]) {
    const css = String(files.get(path));
    ok(!css.includes("//") && !css.includes("@import"), path);
    for (const [, address] of css.matchAll(/url\(([^)]+)\)/g)) {
      ok(files.has(`katex/${address}`), `katex/${address}`);
    }
  }
});

Deno.test("the policy of a page names its scripts, and no other host", () => {
  eachPage((page) => {
    const policy = all(page, "meta[http-equiv]")[0]!.getAttribute("content")!;
    match(policy, /^default-src 'none'; /);
    ok(!policy.includes("http") && !policy.includes("*"));
    const scripts = /script-src ([^;]*)/.exec(policy)![1]!;
    const hashes = all(page, "script").map(({ textContent }) =>
      `'sha256-${createHash("sha256").update(textContent).digest("base64")}'`
    );
    deepStrictEqual(new Set(scripts.split(" ")), new Set(hashes));
  });
});

Deno.test("a page has one title, headings in order, and ids of their own", () => {
  const titles = new Set<string>();
  eachPage((page) => {
    const levels = all(page, "h1, h2, h3, h4, h5, h6")
      .map(({ tagName }) => Number(tagName[1]));
    strictEqual(levels[0], 1);
    strictEqual(levels.filter((level) => level === 1).length, 1);
    for (const [i, level] of levels.entries()) {
      ok(i === 0 || level <= levels[i - 1]! + 1, `heading ${i}`);
    }
    const ids = all(page, "[id]").map((element) => element.getAttribute("id"));
    strictEqual(new Set(ids).size, ids.length);
    titles.add(all(page, "title")[0]!.textContent);
    const description = all(page, "meta[name=description]")[0]!;
    ok(description.getAttribute("content")!.length > 40);
  });
  strictEqual(titles.size, pages.size);
});

Deno.test("every image has a text", () => {
  const images = [...pages.values()].flatMap((page) => all(page, "img"));
  ok(images.length > 20);
  for (const image of images) ok(image.getAttribute("alt")!.trim() !== "");
});

Deno.test("every formula of the notebooks is typeset", () => {
  for (const { name, notebook } of course.lessons) {
    const written = notebook.cells
      .filter((cell) => cell.cell_type === "markdown")
      .flatMap(({ source }) => [
        ...source.replaceAll(/```[^]*?```|`[^`]*`/g, "")
          .matchAll(/\$\$[^$]+\$\$|\$[^$]+\$/g),
      ])
      .map(([formula]) => formula.replaceAll("$", ""));
    const page = pages.get(`${name}.html`)!;
    deepStrictEqual(
      all(page, "main annotation").map(({ textContent }) => textContent),
      written,
    );
    strictEqual(all(page, ".katex-error").length, 0);
  }
});

Deno.test("previous and next lead through all lessons and back", () => {
  const names = course.lessons.map(({ name }) => `${name}.html`);
  for (const [rel, order] of [["next", names], ["prev", names.toReversed()]]) {
    const walked: string[] = [];
    let path: string | null = order![0]!;
    while (path) {
      walked.push(path);
      const links = all(pages.get(path)!, `a[rel=${rel}]`);
      path = links[0]?.getAttribute("href") ?? null;
    }
    deepStrictEqual(walked, order);
  }
});

Deno.test("a page says how to run its lesson, and where exercises are solved", () => {
  for (const { name } of course.lessons) {
    const [run, exercises] = all(pages.get(`${name}.html`)!, "aside.note");
    match(run!.textContent, /npx -y deno task lab/);
    match(run!.textContent, new RegExp(`--check ${name.slice(0, 2)}\\b`));
    match(exercises!.textContent, /JupyterLab/);
  }
});

Deno.test("two builds are the same to the byte", async () => {
  deepStrictEqual(await buildSite(await readCourse(places.root)), files);
});
